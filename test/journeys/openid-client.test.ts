/** The protocol as `openid-client` sees it: an independent relying party against two nodes. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { exportJWK, generateKeyPair } from 'jose'
import * as oidc from 'openid-client'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { AuthMethod } from '../../src/model/client.ts'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { newPerson, type Person } from '../support/person.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

const scope = 'openid profile email offline_access photos:read'
const farewell = 'https://app.example/bye'

type App = { readonly config: oidc.Configuration; readonly client: RegisteredClient }

async function appThatAuthenticatesBy(authMethod: AuthMethod): Promise<App> {
  const keys = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
  const jwks = authMethod === 'private_key_jwt' ? { keys: [jwk] } : null
  const client = await cluster.client({ authMethod, jwks })
  const ways: Record<AuthMethod, () => oidc.ClientAuth> = {
    client_secret_basic: () => oidc.ClientSecretBasic(client.clientSecret ?? ''),
    client_secret_post: () => oidc.ClientSecretPost(client.clientSecret ?? ''),
    private_key_jwt: () => oidc.PrivateKeyJwt({ key: keys.privateKey, kid: 'one' }),
    none: () => oidc.None(),
  }
  return { client, config: await discover(client.clientId, ways[authMethod]()) }
}

function discover(clientId: string, auth: oidc.ClientAuth): Promise<oidc.Configuration> {
  const metadata = { id_token_signed_response_alg: 'ES256' }
  return oidc.discovery(new URL(cluster.issuer), clientId, metadata, auth, {
    execute: [oidc.allowInsecureRequests],
  })
}

type Around = { readonly pushed?: boolean; readonly person?: Person; readonly email: string }

/** The library checks state, nonce, `iss`, the ID token's signature and its claims. */
async function signIn(
  config: oidc.Configuration,
  { pushed = false, person = newPerson(cluster), email }: Around,
) {
  const verifier = oidc.randomPKCECodeVerifier()
  const expectedState = oidc.randomState()
  const expectedNonce = oidc.randomNonce()
  const params = {
    redirect_uri: redirectUri,
    scope,
    state: expectedState,
    nonce: expectedNonce,
    prompt: 'consent',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }
  const url = pushed
    ? await oidc.buildAuthorizationUrlWithPAR(config, params)
    : oidc.buildAuthorizationUrl(config, params)
  const callback = await person.authorize({ url, verifier }, { email })
  return oidc.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: verifier,
    expectedState,
    expectedNonce,
    idTokenExpected: true,
  })
}

test.each([
  ['client_secret_basic', false],
  ['client_secret_basic', true],
  ['client_secret_post', false],
  ['private_key_jwt', true],
  ['private_key_jwt', false],
  ['none', false],
  ['none', true],
] as const)(
  'an app that authenticates by %s (pushed request: %s) signs a person in and keeps refreshing',
  async (authMethod, pushed) => {
    const { config } = await appThatAuthenticatesBy(authMethod)
    const account = await cluster.account()
    const tokens = await signIn(config, { pushed, email: account.email })

    expect(tokens.claims()).toMatchObject({ iss: cluster.issuer, sub: account.id })
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 300 })
    const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token)
    expect(refreshed.claims()?.sub).toBe(account.id)
    const person = await oidc.fetchUserInfo(config, refreshed.access_token, account.id)
    expect(person).toMatchObject({ sub: account.id, email: account.email, name: account.name })
  },
)

test.each(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'] as const)(
  'an app that authenticates by %s introspects a refresh token and revokes it',
  async (authMethod) => {
    const { config, client } = await appThatAuthenticatesBy(authMethod)
    const account = await cluster.account()
    const { refresh_token: token = '' } = await signIn(config, { email: account.email })

    if (authMethod !== 'none') {
      expect(await oidc.tokenIntrospection(config, token)).toMatchObject({
        active: true,
        client_id: client.clientId,
        sub: account.id,
        scope,
      })
    }
    await oidc.tokenRevocation(config, token)
    if (authMethod !== 'none') {
      expect(await oidc.tokenIntrospection(config, token)).toEqual({ active: false })
    }
    await expect(oidc.refreshTokenGrant(config, token)).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  },
)

test('a service gets only an access token for itself, without an ID token or a refresh token', async () => {
  const client = await cluster.client({
    grantTypes: ['client_credentials'],
    redirectUris: [],
    postLogoutRedirectUris: [],
    scopes: ['photos:read'],
  })
  const config = await discover(client.clientId, oidc.ClientSecretBasic(client.clientSecret ?? ''))
  const tokens = await oidc.clientCredentialsGrant(config, { scope: 'photos:read' })
  expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'photos:read', expires_in: 300 })
  expect(tokens).not.toHaveProperty('refresh_token')
  expect(tokens).not.toHaveProperty('id_token')
})

test('a person who logs out returns to the app with its state, and their session has ended', async () => {
  const { config } = await appThatAuthenticatesBy('client_secret_basic')
  const account = await cluster.account()
  const person = newPerson(cluster)
  const tokens = await signIn(config, { person, email: account.email })
  const url = oidc.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: farewell,
    state: 'so long',
  })
  const asked = await person.follow(url)
  const left = await person.submit(asked, { logout: 'yes' })

  expect(left.url.href).toBe(`${farewell}?state=so+long`)
  const silent = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    prompt: 'none',
    code_challenge: await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier()),
    code_challenge_method: 'S256',
  })
  const answer = await person.follow(silent)
  expect(answer.url.searchParams.get('error')).toBe('login_required')
})

test('a person who denies returns to the app, and the library reports access_denied', async () => {
  const { config } = await appThatAuthenticatesBy('none')
  const person = newPerson(cluster)
  const { email } = await cluster.account()
  await signIn(config, { person, email })
  const verifier = oidc.randomPKCECodeVerifier()
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    prompt: 'consent',
    state: 'refusal',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const refused = await person.submit(await person.follow(url), { action: 'deny' })
  await expect(
    oidc.authorizationCodeGrant(config, refused.url, {
      pkceCodeVerifier: verifier,
      expectedState: 'refusal',
    }),
  ).rejects.toMatchObject({ error: 'access_denied' })
})
