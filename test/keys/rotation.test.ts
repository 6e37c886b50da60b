/** Rotating keys while two nodes are in use: planned, nobody notices; at once, everybody does. */

import { setTimeout as sleep } from 'node:timers/promises'
import { queryObjects } from 'node:v8'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { decodeProtectedHeader } from 'jose'
import Provider from 'oidc-provider'
import * as oidc from 'openid-client'
import { advanceKeys } from '../../src/keys/advance.ts'
import { rotateKeys } from '../../src/keys/rotate.ts'
import { publishedSeconds, signingAlgorithms } from '../../src/model/signing-key.ts'
import {
  type Cluster,
  redirectUri,
  startCluster,
  testPassword,
  testSecret,
} from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest, newPerson, type Visit } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { post, redeem, refresh, send, tokensOf } from '../support/tokens.ts'
import { optionsFor, startApi } from '../verifier/api-process.ts'
import { startTraffic } from './traffic.ts'
import { ageKeys, allFollow, type KeySeen, keysSeen, makeNextDue, statesSeen } from './turning.ts'

let cluster: Cluster

beforeEach(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterEach(() => cluster?.close())

const by = { kind: 'operator', id: 'someone' } as const
const asked = { algs: signingAlgorithms, reason: 'a test', by, secret: testSecret }

const begin = () => rotateKeys(cluster.store, { ...asked, immediate: false })
const replace = () => rotateKeys(cluster.store, { ...asked, immediate: true })

async function letNextSign(): Promise<void> {
  await makeNextDue(cluster)
  await advanceKeys(cluster.store, { secret: testSecret, rotationDays: 0 })
}

function kidOf(token: string): string {
  return decodeProtectedHeader(token).kid ?? ''
}

const service = {
  grantTypes: ['client_credentials'],
  redirectUris: [],
  postLogoutRedirectUris: [],
  scopes: ['photos:read'],
} as const

/** Answers when each node signs with this key. */
async function signsEverywhere(kid: string): Promise<void> {
  const client = await cluster.client(service)
  for (const node of cluster.nodes) {
    await eventually(async () => {
      const { body } = await post(`${node}/token`, client, { grant_type: 'client_credentials' })
      return kidOf(String(body['access_token'])) === kid
    })
  }
}

test('under constant traffic three planned rotations fail no request, and no token before its end', async () => {
  const traffic = await startTraffic(cluster)
  await traffic.more(1)
  for (let turn = 0; turn < 3; turn += 1) {
    const [kid = ''] = await begin()
    await allFollow(cluster)
    // From here to the next rotation nobody asks for the JWKS again.
    await traffic.fetchKeys()
    await traffic.more(1)
    expect(traffic.kids).not.toContain(kid)
    await letNextSign()
    await signsEverywhere(kid)
    await traffic.more(2)
    expect(traffic.kids).toContain(kid)
  }
  await traffic.end()
  expect(traffic.kids.size).toBe(4)
  expect(await statesSeen(cluster)).toEqual(['published', 'published', 'published', 'signing'])
})

test('at once: whatever was signed before is dead everywhere, and applications go on', async () => {
  const journey = await signedIn(cluster)
  const { client, tokens, account } = journey
  const api = await startApi(await optionsFor(cluster))
  expect(await api.judge(tokens.accessToken)).toMatchObject({ good: true })
  const [next = ''] = await begin()
  await allFollow(cluster)

  const [kid = ''] = await replace()
  expect(kid).not.toBe(next)
  await allFollow(cluster)
  const verdict = await api.judgeUntil(tokens.accessToken, ({ good }) => !good)
  expect(verdict.message).toBe('the token was revoked (key)')
  for (const node of cluster.nodes) {
    const authorization = `Bearer ${tokens.accessToken}`
    const userinfo = await send(`${node}/userinfo`, { headers: { authorization } })
    expect(userinfo.status).toBe(401)
    const known = await post(`${node}/introspect`, client, { token: tokens.accessToken })
    expect(known.body).toEqual({ active: false })
    const status = await send(`${node}/session/status`, {
      headers: { authorization: `Bearer ${tokens.idToken}` },
    })
    expect(status.status).toBe(401)
  }
  expectNoWayBack(await journey.person.visit(logoutBy(tokens.idToken)))

  const fresh = tokensOf(await refresh(cluster.issuer, client, tokens.refreshToken))
  expect(kidOf(fresh.accessToken)).toBe(kid)
  const good = await api.judgeUntil(fresh.accessToken, (one) => one.good)
  expect(good.subject).toBe(account.id)
  expect(await api.judge(tokens.accessToken)).toMatchObject({ name: 'TokenRevoked' })
  await api.end()
})

test('a token is good at every node from the moment that any node issues it', async () => {
  const { client, tokens } = await signedIn(cluster)
  const [one = '', other = ''] = cluster.nodes
  const [kid = ''] = await replace()
  let { refreshToken } = tokens
  await eventually(async () => {
    const next = tokensOf(await refresh(one, client, refreshToken))
    refreshToken = next.refreshToken
    if (kidOf(next.accessToken) !== kid) return false
    // The other node may not have looked yet.
    const { body } = await post(`${other}/introspect`, client, { token: next.accessToken })
    expect(body['active']).toBe(true)
    return true
  })
})

test('a request in progress continues with the keys it started with', async () => {
  const { client, tokens } = await signedIn(cluster)
  const [node = ''] = cluster.nodes
  const [next = ''] = await begin()
  const holding = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  const holder = cluster.store.transaction(async (tx) => {
    await tx.rows({ name: 'test_hold', kind: 'write', text: 'LOCK TABLE token_families' })
    holding.resolve()
    await held.promise
  })
  await holding.promise
  const refreshing = refresh(node, client, tokens.refreshToken)
  await eventually(async () => (await waiting()) > 0)
  await letNextSign()
  await signsEverywhere(next)
  held.resolve()
  await holder
  const { accessToken } = tokensOf(await refreshing)
  expect(kidOf(accessToken)).toBe(kidOf(tokens.accessToken))
  const { body } = await post(`${node}/introspect`, client, { token: accessToken })
  expect(body['active']).toBe(true)
})

async function waiting(): Promise<number> {
  const [row] = await sql<{ waiting: number }>(
    cluster,
    `SELECT count(*)::int AS waiting FROM pg_locks
     WHERE NOT granted AND relation = 'token_families'::regclass`,
  )
  return row?.waiting ?? 0
}

test('a step in which a person acts outlives rotations, also one at once', async () => {
  const account = await cluster.account()
  const client = await cluster.client()
  const person = newPerson(cluster)
  const request = authorizationRequest(cluster, client.clientId)
  const page = await person.follow(request.url)
  await begin()
  await letNextSign()
  const [kid = ''] = await replace()
  await allFollow(cluster)
  const { email } = account
  const asked = await person.submit(page, { action: 'sign-in', email, password: testPassword })
  const { url: callback } = await person.submit(asked, { action: 'allow' })
  const tokens = tokensOf(await redeem(cluster.issuer, client, { callback, request }))
  expect([kidOf(tokens.accessToken), kidOf(tokens.idToken)]).toEqual([kid, kid])
})

test('an ID token is a hint for as long as its session, though its key is long retired', async () => {
  const journey = await signedIn(cluster)
  const { idToken, accessToken } = journey.tokens
  await begin()
  await letNextSign()
  await ageKeys(cluster, publishedSeconds)
  await advanceKeys(cluster.store, { secret: testSecret, rotationDays: 0 })
  expect(await statesSeen(cluster)).toEqual(['retired', 'signing'])
  await allFollow(cluster)

  const status = (token: string) =>
    send(`${cluster.issuer}/session/status`, { headers: { authorization: `Bearer ${token}` } })
  expect((await status(idToken)).status).toBe(200)
  expect((await status(accessToken)).status).toBe(401)
  const changed = `${idToken.slice(0, -6)}AAAAAA`
  expectNoWayBack(await journey.person.visit(logoutBy(changed)))
  const other = await cluster.client()
  const foreign = `${logoutBy(idToken)}&client_id=${other.clientId}`
  expectNoWayBack(await journey.person.visit(foreign))
  const asked = await journey.person.follow(logoutBy(idToken))
  const left = await journey.person.submit(asked, { logout: 'yes' })
  expect(left.url.href).toBe(farewell)
})

/** The person can sign out, but a form on this page cannot lead to the client. */
function expectNoWayBack(page: Visit): void {
  expect(page.status).toBe(200)
  expect(page.text).toContain('name="logout"')
  expect(page.headers.get('content-security-policy')).not.toContain('app.example')
}

const farewell = 'https://app.example/bye'

function logoutBy(idToken: string): string {
  const params = { id_token_hint: idToken, post_logout_redirect_uri: farewell }
  return `/logout?${new URLSearchParams(params)}`
}

test('openid-client and the verifier go on through a rotation with the keys that they know', async () => {
  await begin()
  await allFollow(cluster)
  const app = await newApp()
  const api = await startApi(await optionsFor(cluster))
  const before = await app.signIn()
  await letNextSign()
  const [{ kid } = { kid: '' }] = (await keysSeen(cluster)).filter(isSigning)
  await signsEverywhere(kid)

  const after = await oidc.refreshTokenGrant(app.config, before.refresh_token ?? '')
  expect(kidOf(before.id_token ?? '')).not.toBe(kid)
  expect(kidOf(after.id_token ?? '')).toBe(kid)
  for (const { access_token: token } of [before, after]) {
    expect(await api.judge(token)).toMatchObject({ good: true })
    expect(await oidc.fetchUserInfo(app.config, token, oidc.skipSubjectCheck)).toBeDefined()
    expect(await oidc.tokenIntrospection(app.config, token)).toMatchObject({ active: true })
  }
  expect(app.asked.filter((path) => path === '/jwks')).toHaveLength(1)

  await replace()
  await allFollow(cluster)
  for (const { access_token: token } of [before, after]) {
    await api.judgeUntil(token, ({ name }) => name === 'TokenRevoked')
    const refused = oidc.fetchUserInfo(app.config, token, oidc.skipSubjectCheck)
    await expect(refused).rejects.toMatchObject({ status: 401 })
    expect(await oidc.tokenIntrospection(app.config, token)).toEqual({ active: false })
  }
  await api.end()
})

function isSigning({ state }: KeySeen): boolean {
  return state === 'signing'
}

/** A relying party that checks every signature. */
async function newApp() {
  const client = await cluster.client()
  const asked: string[] = []
  const config = await oidc.discovery(
    new URL(cluster.issuer),
    client.clientId,
    { id_token_signed_response_alg: 'ES256' },
    oidc.ClientSecretBasic(client.clientSecret ?? ''),
    { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] },
  )
  config[oidc.customFetch] = (url, options) => {
    asked.push(new URL(url).pathname)
    const { method, headers, redirect } = options
    const body = options.body ? { body: String(options.body) } : {}
    return fetch(url, { method, headers, redirect, ...body })
  }
  const signIn = async () => {
    const verifier = oidc.randomPKCECodeVerifier()
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid offline_access',
      prompt: 'consent',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    const account = await cluster.account()
    const callback = await newPerson(cluster).authorize({ url, verifier }, account)
    return oidc.authorizationCodeGrant(config, callback, { pkceCodeVerifier: verifier })
  }
  return { config, asked, signIn }
}

test('the former keys are released when their last request ends', async () => {
  const held = () => queryObjects(Provider, { format: 'count' })
  const atFirst = held()
  const traffic = await startTraffic(cluster)
  for (let turn = 0; turn < 4; turn += 1) {
    await begin()
    await allFollow(cluster)
    await traffic.fetchKeys()
    await traffic.more(1)
    await letNextSign()
  }
  await traffic.more(1)
  await traffic.end()
  // Sixteen others were made and given up meanwhile.
  // To count them walks through the whole heap.
  await eventually(async () => {
    await sleep(3_000)
    return held() <= atFirst
  })
})
