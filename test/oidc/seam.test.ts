/** Each fact about oidc-provider that our translation stands on, held against the bare library. */

import { createHash, randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose'
import Provider, { errors, interactionPolicy, type JWKS } from 'oidc-provider'
import { silentKeyOf } from '../../src/oidc/signing-key.ts'
import { type BareProvider, bareClient, startBareProvider } from '../support/bare-provider.ts'
import { redirectUri } from '../support/cluster.ts'
import { newPerson, type Person } from '../support/person.ts'
import { type Answer, basic, readAnswer } from '../support/tokens.ts'

let bare: BareProvider

beforeAll(async () => {
  bare = await startBareProvider()
})
afterEach(() => {
  bare.twist(null)
  bare.take()
})
afterAll(() => bare?.close())

async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  return readAnswer(await fetch(url, { redirect: 'manual', ...init }))
}

function post(
  url: string,
  client: typeof bareClient,
  params: Record<string, string>,
): Promise<Answer> {
  const headers = { authorization: basic(client) }
  return send(url, { method: 'POST', headers, body: new URLSearchParams(params) })
}

type Signed = {
  readonly person: Person
  readonly code: string
  readonly verifier: string
}

function requestOf(over: Record<string, string> = {}): { url: URL; verifier: string } {
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL('/auth', bare.issuer)
  url.search = new URLSearchParams({
    client_id: bareClient.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid photos:read',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...over,
  }).toString()
  return { url, verifier }
}

async function signIn(
  over: Record<string, string> = {},
  person = newPerson(bare, fetch),
): Promise<Signed> {
  const { url, verifier } = requestOf(over)
  const page = await person.follow(url)
  return { person, verifier, code: page.url.searchParams.get('code') ?? '' }
}

function redeem({ code, verifier }: Signed): Promise<Answer> {
  return post(`${bare.issuer}/token`, bareClient, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  })
}

const offline = { scope: 'openid offline_access photos:read', prompt: 'consent' }

async function refreshToken(over: Record<string, string> = offline): Promise<string> {
  return String((await redeem(await signIn(over))).body['refresh_token'])
}

function refresh(token: string): Promise<Answer> {
  return post(`${bare.issuer}/token`, bareClient, {
    grant_type: 'refresh_token',
    refresh_token: token,
  })
}

/** Clients are cached by us, so their finds do not matter. */
function taken(): readonly string[] {
  return bare.take().filter((name) => name !== 'Client.find')
}

describe('a request calls the storage in this order:', () => {
  test('authorize with a live session', async () => {
    const { person } = await signIn()
    bare.take()
    await person.visit(requestOf().url)
    expect(taken()).toEqual([
      'Session.find',
      'Grant.find',
      'AuthorizationCode.upsert',
      'Session.upsert',
    ])
  })

  test('code exchange', async () => {
    const signed = await signIn(offline)
    bare.take()
    expect((await redeem(signed)).status).toBe(200)
    expect(taken()).toEqual([
      'AuthorizationCode.find',
      'Grant.find',
      'AuthorizationCode.consume',
      'RefreshToken.upsert',
    ])
  })

  test('refresh with rotation', async () => {
    const token = await refreshToken()
    bare.take()
    expect((await refresh(token)).status).toBe(200)
    expect(taken()).toEqual([
      'RefreshToken.find',
      'Grant.find',
      'RefreshToken.consume',
      'RefreshToken.upsert',
    ])
  })

  test('client credentials', async () => {
    const params = { grant_type: 'client_credentials', scope: 'photos:read' }
    expect((await post(`${bare.issuer}/token`, bareClient, params)).status).toBe(200)
    expect(taken()).toEqual([])
  })

  test('introspection, and revocation with every kind of token of the grant', async () => {
    const token = await refreshToken()
    bare.take()
    await post(`${bare.issuer}/token/introspection`, bareClient, { token })
    expect(new Set(taken())).toEqual(
      new Set(['AccessToken.find', 'ClientCredentials.find', 'RefreshToken.find', 'Grant.find']),
    )
    await post(`${bare.issuer}/token/revocation`, bareClient, { token })
    const calls = taken()
    expect(calls).toContain('RefreshToken.destroy')
    for (const model of ['AccessToken', 'AuthorizationCode', 'RefreshToken']) {
      expect(calls).toContain(`${model}.revokeByGrantId`)
    }
    expect(calls).toContain('Grant.destroy')
  })

  test('a whole sign-in: the interaction is saved, found, saved with its result, and removed', async () => {
    await signIn()
    const calls = taken().filter((name) => name.startsWith('Interaction.'))
    expect(calls[0]).toBe('Interaction.upsert')
    expect(calls).toContain('Interaction.find')
    expect(calls.at(-1)).toBe('Interaction.destroy')
  })
})

describe('one-time things', () => {
  test('are consumed before their successor is saved, so that consume can refuse', async () => {
    const token = await refreshToken()
    bare.take()
    bare.twist(async ({ name }) => {
      if (name === 'RefreshToken.consume') throw new errors.InvalidGrant('used before')
      return undefined
    })
    expect(await refresh(token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect(taken()).not.toContain('RefreshToken.upsert')
  })

  test('are judged by the answer of find: the answer of consume is ignored', async () => {
    const token = await refreshToken()
    bare.twist(async ({ name }) =>
      name === 'RefreshToken.consume' ? { answer: false } : undefined,
    )
    const answers = [await refresh(token), await refresh(token)]
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })

  test('include codes: two exchanges at once both succeed if storage only marks them', async () => {
    const signed = await signIn()
    let waiting = 0
    let release = (): void => undefined
    const both = new Promise<void>((resolve) => {
      release = resolve
    })
    bare.twist(async ({ name }) => {
      if (name !== 'AuthorizationCode.consume') return undefined
      waiting += 1
      if (waiting === 2) release()
      await both
      return undefined
    })
    const answers = await Promise.all([redeem(signed), redeem(signed)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })

  test('that find calls consumed end the grant, and leave the session alone', async () => {
    const token = await refreshToken()
    await refresh(token)
    bare.take()
    expect(await refresh(token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    const calls = taken()
    expect(calls).toContain('RefreshToken.revokeByGrantId')
    expect(calls).toContain('Grant.destroy')
    expect(calls.filter((name) => name.startsWith('Session.'))).toEqual([])
  })

  test('are found expired when `exp` is past, and then refused', async () => {
    const token = await refreshToken()
    bare.twist(async ({ name, id }) => {
      const payload = bare.stored.get(`RefreshToken:${id}`)
      return name === 'RefreshToken.find' ? { answer: { ...payload, exp: 1 } } : undefined
    })
    expect((await refresh(token)).body['error']).toBe('invalid_grant')
  })
})

describe('a client assertion', () => {
  const ask = async (key?: CryptoKey) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    bare.register({
      client_id: 'keyed',
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig' }] },
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
    })
    const assertion = await new SignJWT({ jti: randomBytes(16).toString('hex') })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer('keyed')
      .setSubject('keyed')
      .setAudience(bare.issuer)
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(key ?? privateKey)
    return send(`${bare.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      }),
    })
  }

  test('has an id that is looked up first and saved afterwards: two reads can come before either write', async () => {
    expect((await ask()).status).toBe(200)
    expect(taken()).toEqual(['ReplayDetection.find', 'ReplayDetection.upsert'])
  })

  test('has an id that is refused if upsert throws, which is how we decide', async () => {
    bare.twist(async ({ name }) => {
      if (name === 'ReplayDetection.upsert') throw new errors.InvalidClientAuth('used before')
      return undefined
    })
    expect(await ask()).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
  })

  test('with a wrong signature is reported by an event, with the reason as the cause', async () => {
    const codes: unknown[] = []
    const listen = (_: unknown, { cause }: errors.OIDCProviderError) => {
      codes.push(Reflect.get(Object(cause), 'code'))
    }
    bare.provider.on('grant.error', listen)
    const { privateKey } = await generateKeyPair('ES256')
    const answer = await ask(privateKey)
    bare.provider.off('grant.error', listen)
    expect([answer.status, answer.body['error']]).toEqual([401, 'invalid_client'])
    expect(codes).toEqual(['ERR_JWS_SIGNATURE_VERIFICATION_FAILED'])
  })
})

describe('refresh tokens', () => {
  test('have the value from generateTokenId, which is called in the request that saves them', async () => {
    const own = await startBareProvider()
    const paths: unknown[] = []
    Object.assign(own.provider.RefreshToken.prototype, {
      generateTokenId: () => {
        paths.push(Provider.ctx?.path)
        return `ours-${paths.length}`
      },
    })
    const before = bare
    bare = own
    try {
      const first = await refreshToken()
      const second = await refresh(first)
      expect([first, second.body['refresh_token']]).toEqual(['ours-1', 'ours-2'])
      expect(paths).toEqual(['/token', '/token'])
    } finally {
      bare = before
      await own.close()
    }
  })

  test('without offline_access look up their session at every use; with it they do not', async () => {
    const own = await startBareProvider({
      issueRefreshToken: () => true,
      expiresWithSession: (_, token) => !token.scopes.has('offline_access'),
    })
    const before = bare
    bare = own
    try {
      const bound = await refreshToken({})
      bare.take()
      await refresh(bound)
      expect(taken()).toContain('Session.findByUid')
      const free = await refreshToken()
      bare.take()
      await refresh(free)
      expect(taken()).not.toContain('Session.findByUid')
    } finally {
      bare = before
      await own.close()
    }
  })

  test('carry the time, grant, session and scope of the sign-in', async () => {
    await refreshToken()
    const [saved] = bare.calls.filter(({ name }) => name === 'RefreshToken.upsert').slice(-1)
    expect(saved?.payload).toMatchObject({
      accountId: 'person',
      clientId: bareClient.clientId,
      scope: 'openid offline_access photos:read',
      authTime: expect.any(Number),
      grantId: expect.any(String),
      sessionUid: expect.any(String),
    })
  })
})

describe('JWT access tokens', () => {
  test('are not stored: only an event reports them', async () => {
    const heard: unknown[] = []
    bare.provider.once('access_token.issued', (token) => heard.push(token.jti))
    const { body } = await redeem(await signIn())
    expect(String(body['access_token']).split('.')).toHaveLength(3)
    expect(taken().filter((name) => name.startsWith('AccessToken.'))).toEqual([])
    expect(heard).toHaveLength(1)
  })

  test.each(['introspection', 'revocation'])('are refused at %s', async (endpoint) => {
    const { body } = await redeem(await signIn())
    const token = String(body['access_token'])
    const answer = await post(`${bare.issuer}/token/${endpoint}`, bareClient, { token })
    expect(answer).toMatchObject({ status: 400, body: { error: 'unsupported_token_type' } })
  })

  test('are looked up by their whole value at userinfo, not by their id', async () => {
    const { body } = await redeem(await signIn())
    const token = String(body['access_token'])
    bare.take()
    await send(`${bare.issuer}/me`, { headers: { authorization: `Bearer ${token}` } })
    const seen = bare.calls.filter(({ name }) => name === 'AccessToken.find').map(({ id }) => id)
    expect(seen).toEqual([token])
  })
})

describe('keys', () => {
  test('sign with the first one of their algorithm, though others are published', async () => {
    const [one, two] = [await newPair('one'), await newPair('two')]
    await withKeys({ keys: [one.privateJwk, silentKeyOf(two)] }, async ({ issuer }) => {
      const { body } = await send(`${issuer}/jwks`)
      expect(body['keys']).toMatchObject([{ kid: 'one' }, { kid: 'two' }])
      expect(JSON.stringify(body)).not.toContain('"d"')
      const params = { grant_type: 'client_credentials', scope: 'photos:read' }
      const answer = await post(`${issuer}/token`, bareClient, params)
      const { kid } = decodeProtectedHeader(String(answer.body['access_token']))
      expect(kid).toBe('one')
    })
  })

  test('verify hints if they are published, even with only the public part', async () => {
    const [one, two, gone] = [await newPair('one'), await newPair('two'), await newPair('gone')]
    await withKeys({ keys: [one.privateJwk, silentKeyOf(two)] }, async ({ issuer, provider }) => {
      const client = await provider.Client.find(bareClient.clientId)
      if (client === undefined) throw new Error('no client')
      const validate = async ({ kid, privateJwk }: typeof one) => {
        const hint = new SignJWT({ iss: issuer, aud: client.clientId, sub: 'person', exp: 1 })
          .setProtectedHeader({ alg: 'ES256', kid })
          .sign(await importJWK(privateJwk, 'ES256'))
        return provider.IdToken.validate(await hint, client)
      }
      for (const key of [one, two]) {
        expect(await validate(key)).toMatchObject({ payload: { sub: 'person' } })
      }
      await expect(validate(gone)).rejects.toThrow()
    })
  })

  test('are fixed when the provider is created: a rotation creates another one', async () => {
    const [one, two] = [await newPair('one'), await newPair('two')]
    const keys = [one.privateJwk]
    await withKeys({ keys }, async ({ issuer }) => {
      keys.push(two.privateJwk)
      const { body } = await send(`${issuer}/jwks`)
      expect(body['keys']).toMatchObject([{ kid: 'one' }])
    })
  })
})

async function newPair(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const about = { kid, alg: 'ES256', use: 'sig' }
  const privateJwk = { ...(await exportJWK(privateKey)), kty: 'EC', ...about }
  return { ...about, privateJwk, publicJwk: { ...(await exportJWK(publicKey)), ...about } }
}

async function withKeys(jwks: JWKS, act: (own: BareProvider) => Promise<void>): Promise<void> {
  const own = await startBareProvider({ jwks })
  try {
    await act(own)
  } finally {
    await own.close()
  }
}

describe('the session', () => {
  test('is saved at every authorize that has one, refused or not', async () => {
    const { person } = await signIn()
    for (const over of [{}, { prompt: 'none' }, { max_age: '0', prompt: 'none' }]) {
      bare.take()
      await person.visit(requestOf(over).url)
      expect(taken()).toContain('Session.upsert')
    }
  })

  test('that ends during a request is written back by that request', async () => {
    const { person } = await signIn()
    bare.twist(async ({ name }) => {
      if (name === 'AuthorizationCode.upsert') bare.forget('Session')
      return undefined
    })
    await person.visit(requestOf().url)
    expect([...bare.stored.keys()].filter((key) => key.startsWith('Session:'))).toHaveLength(1)
  })

  test('gets its new id at a sign-in as "destroy the old, save the new", and its uid stays', async () => {
    const { person } = await signIn()
    bare.take()
    await signIn({ prompt: 'login' }, person)
    const changes = bare.calls.filter(({ name }) => /^Session\.(destroy|upsert)$/.test(name))
    const destroyed = changes.findIndex(({ name }) => name === 'Session.destroy')
    expect(destroyed).toBeGreaterThanOrEqual(0)
    const [before, after] = [changes[destroyed - 1], changes[destroyed + 1]]
    expect(after?.name).toBe('Session.upsert')
    expect(after?.id).not.toBe(changes[destroyed]?.id)
    expect(before?.payload?.uid).toBe(after?.payload?.uid)
  })

  test('changes its id after a consent without a sign-in, too, so we keep it then', async () => {
    const { person } = await signIn()
    bare.take()
    await signIn({ prompt: 'consent' }, person)
    expect(taken()).toContain('Session.destroy')
  })

  test('is signed in through loginAccount, and again by a consent that repeats the login', async () => {
    const { prototype } = bare.provider.Session
    const { loginAccount } = prototype
    const seen: unknown[] = []
    prototype.loginAccount = function spy(details) {
      const { result } = Provider.ctx?.oidc.entities.Interaction ?? {}
      seen.push([details.accountId, Object.keys(result ?? {}).toSorted()])
      loginAccount.call(this, details)
    }
    try {
      await signIn()
    } finally {
      prototype.loginAccount = loginAccount
    }
    expect(seen).toEqual([
      ['person', ['login']],
      ['person', ['consent', 'login']],
    ])
  })

  test('keeps the authorization of each client under its client id', async () => {
    await signIn()
    const [saved] = bare.calls.filter(({ name }) => name === 'Session.upsert').slice(-1)
    expect(saved?.payload?.authorizations).toEqual({
      [bareClient.clientId]: expect.objectContaining({ grantId: expect.any(String) }),
    })
  })
})

test('an interaction is saved with the value of the session cookie in it, which we leave out', async () => {
  const { person } = await signIn()
  bare.take()
  await person.visit(requestOf({ prompt: 'consent' }).url)
  const [step] = bare.calls.filter(({ name }) => name === 'Interaction.upsert')
  expect(step?.payload?.session).toHaveProperty('cookie')
})

test('the storage knows the current request through Provider.ctx', async () => {
  await redeem(await signIn())
  const paths = new Map(bare.calls.map(({ name, path }) => [name, path]))
  expect(paths.get('AuthorizationCode.consume')).toBe('/token')
  expect(paths.get('Session.upsert')).toMatch(/^\/auth/)
  expect(Provider.ctx).toBeUndefined()
})

test('the prompts are login, then consent, and more checks can be added to them', () => {
  const policy = interactionPolicy.base()
  expect(policy.map(({ name }) => name)).toEqual(['login', 'consent'])
  // `max_age` is taken out and judged by the database's clock; a new check would have to be too.
  expect(policy.get('login')?.checks.map(({ reason }) => reason)).toEqual([
    'login_prompt',
    'no_session',
    'max_age',
    'id_token_hint',
    'claims_id_token_sub_value',
    'essential_acrs',
    'essential_acr',
  ])
  const consent = policy.get('consent')
  const before = consent?.checks.length ?? 0
  const check = new interactionPolicy.Check('reason', 'description', 'consent_required', () => true)
  consent?.checks.add(check)
  expect(consent?.checks.length).toBe(before + 1)
})

test('a middleware in front sees the whole answer before any of it is sent', async () => {
  const own = await startBareProvider()
  const seen: unknown[] = []
  own.provider.use(async (ctx, next) => {
    await next()
    seen.push([ctx.path, ctx.status, ctx.res.headersSent, own.calls.length > 0])
    if (ctx.path === '/token') {
      ctx.status = 418
      ctx.body = { error: 'changed' }
    }
  })
  const before = bare
  bare = own
  try {
    const answer = await redeem(await signIn())
    expect([answer.status, answer.body]).toEqual([418, { error: 'changed' }])
    expect(seen.at(-1)).toEqual(['/token', 200, false, true])
  } finally {
    bare = before
    await own.close()
  }
})

test('an error from storage is answered with 500 server_error, never with a refusal', async () => {
  const token = await refreshToken()
  for (const verb of ['find', 'consume', 'upsert']) {
    bare.twist(async ({ name }) => {
      if (name === `RefreshToken.${verb}`) throw new Error('storage is away')
      return undefined
    })
    expect(await refresh(token)).toMatchObject({ status: 500, body: { error: 'server_error' } })
  }
})

describe('clients', () => {
  test('are parsed once for the same metadata object', async () => {
    const { Client } = bare.provider
    const [one, two] = [await Client.find('app'), await Client.find('app')]
    expect(one).toBeDefined()
    expect(two).toBe(one)
  })

  test('have their secret compared by compareClientSecret, which we replace', async () => {
    const { prototype } = bare.provider.Client
    const original = Reflect.get(prototype, 'compareClientSecret')
    const seen: unknown[] = []
    Object.assign(prototype, {
      compareClientSecret: (actual: string) => {
        seen.push(actual)
        return false
      },
    })
    const answer = await refresh('x')
    Object.assign(prototype, { compareClientSecret: original })
    expect([answer.status, answer.body['error']]).toEqual([401, 'invalid_client'])
    expect(seen).toEqual([bareClient.clientSecret])
  })

  test('are looked up before their secret is compared, when the route is known', async () => {
    const routes: unknown[] = []
    bare.twist(async ({ name }) => {
      if (name !== 'Client.find') return undefined
      routes.push(Provider.ctx?.oidc.route)
      throw new errors.InvalidClientAuth('not now')
    })
    const wrong = { ...bareClient, clientSecret: 'wrong' }
    for (const path of ['/token', '/token/introspection', '/token/revocation']) {
      await post(`${bare.issuer}${path}`, wrong, { grant_type: 'client_credentials', token: 'x' })
    }
    expect(routes).toEqual(['token', 'introspection', 'revocation'])
  })

  test('without a grant type get invalid_request, which we replace', async () => {
    const { prototype } = bare.provider.Client
    const { grantTypeAllowed } = prototype
    prototype.grantTypeAllowed = () => false
    const answer = await refresh('x')
    prototype.grantTypeAllowed = grantTypeAllowed
    expect([answer.status, answer.body['error']]).toEqual([400, 'invalid_request'])
  })
})

describe('pages and addresses', () => {
  test('the logout form has its address and its token where we read them', async () => {
    const forms: string[] = []
    const own = await startBareProvider({
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: async (ctx, form) => {
            forms.push(form)
            ctx.body = form
          },
        },
      },
    })
    const before = bare
    bare = own
    try {
      const { person } = await signIn({ scope: 'openid' })
      await person.visit('/session/end')
    } finally {
      bare = before
      await own.close()
    }
    expect(forms[0]).toMatch(/action="[^"]+\/session\/end\/confirm"/)
    expect(forms[0]).toMatch(/name="xsrf" value="[^"]+"/)
  })

  test('a logout waits for the callback of the client, which we replace', async () => {
    const told: (string | undefined)[] = []
    const own = await startBareProvider({
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: async (ctx, form) => {
            ctx.body = form
          },
          postLogoutSuccessSource: async (ctx) => {
            ctx.body = 'bye'
          },
        },
      },
    })
    const { clientId, clientSecret } = bareClient
    own.register({
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      backchannel_logout_uri: 'https://app.example/logout',
      backchannel_logout_session_required: true,
    })
    Object.assign(own.provider.Client.prototype, {
      backchannelLogout: async (sub: string) => void told.push(sub),
    })
    const before = bare
    bare = own
    try {
      const { person } = await signIn({ scope: 'openid' })
      await person.submit(await person.visit('/session/end'), { logout: 'yes' })
    } finally {
      bare = before
      await own.close()
    }
    expect(told).toEqual(['person'])
  })

  test('the form that carries an answer is recognised by its title, and its values are escaped', async () => {
    const { person } = await signIn()
    const state = `"'<>&`
    const { text, headers } = await person.visit(
      requestOf({ response_mode: 'form_post', state }).url,
    )
    expect(headers.get('location')).toBeNull()
    expect(text).toContain('<title>Submitting Callback</title>')
    expect(text).toContain(`<form method="post" action="${redirectUri}">`)
    expect(text).toContain('<input type="hidden" name="state" value="&quot;&#39;&lt;&gt;&amp;"/>')
  })

  test('other spellings of an address are accepted, too, and a wrong method is a 404', async () => {
    expect((await send(`${bare.issuer}/TOKEN/`, { method: 'POST' })).status).toBe(400)
    expect((await send(`${bare.issuer}/token`)).status).toBe(404)
  })

  test('posted requests need cookies with SameSite=None', async () => {
    const starting = startBareProvider({
      enableHttpPostMethods: true,
      cookies: { long: { sameSite: 'lax' } },
    })
    await expect(starting).rejects.toThrow(/sameSite/)
  })
})
