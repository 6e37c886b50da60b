/** The protocol as `oauth4webapi` sees it: a strict client without defaults, against two nodes. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { exportJWK, generateKeyPair } from 'jose'
import * as oauth from 'oauth4webapi'
import type { AuthMethod } from '../../src/model/client.ts'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { newPerson } from '../support/person.ts'

let cluster: Cluster
let as: oauth.AuthorizationServer

const http = { [oauth.allowInsecureRequests]: true }
const scope = 'openid email offline_access photos:read'

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  const issuer = new URL(cluster.issuer)
  as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http))
})
afterAll(() => cluster?.close())

type App = { readonly client: oauth.Client; readonly auth: oauth.ClientAuth }

async function appThatAuthenticatesBy(authMethod: AuthMethod): Promise<App> {
  const keys = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
  const jwks = authMethod === 'private_key_jwt' ? { keys: [jwk] } : null
  const { clientId, clientSecret } = await cluster.client({ authMethod, jwks })
  const ways: Record<AuthMethod, () => oauth.ClientAuth> = {
    client_secret_basic: () => oauth.ClientSecretBasic(clientSecret ?? ''),
    client_secret_post: () => oauth.ClientSecretPost(clientSecret ?? ''),
    private_key_jwt: () => oauth.PrivateKeyJwt({ key: keys.privateKey, kid: 'one' }),
    none: () => oauth.None(),
  }
  const client = { client_id: clientId, id_token_signed_response_alg: 'ES256' }
  return { client, auth: ways[authMethod]() }
}

/** The answer's `iss`, `state` and the ID token are checked as the standards say. */
async function signIn({ client, auth }: App, email: string) {
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const nonce = oauth.generateRandomNonce()
  const pushed = await oauth.pushedAuthorizationRequest(
    as,
    client,
    auth,
    new URLSearchParams({
      response_type: 'code',
      redirect_uri: redirectUri,
      scope,
      state,
      nonce,
      prompt: 'consent',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }),
    http,
  )
  const { request_uri } = await oauth.processPushedAuthorizationResponse(as, client, pushed)
  const url = new URL(as.authorization_endpoint ?? '')
  url.search = new URLSearchParams({ client_id: client.client_id, request_uri }).toString()
  const callback = await newPerson(cluster).authorize({ url, verifier }, { email })
  const params = oauth.validateAuthResponse(as, client, callback, state)
  const answer = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    auth,
    params,
    redirectUri,
    verifier,
    http,
  )
  const checks = { expectedNonce: nonce, requireIdToken: true }
  const tokens = await oauth.processAuthorizationCodeResponse(as, client, answer, checks)
  await oauth.validateApplicationLevelSignature(as, answer, http)
  return tokens
}

test.each(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'] as const)(
  'an app that authenticates by %s pushes its request, signs a person in, refreshes and revokes',
  async (authMethod) => {
    const app = await appThatAuthenticatesBy(authMethod)
    const { client, auth } = app
    const account = await cluster.account()
    const tokens = await signIn(app, account.email)

    expect(oauth.getValidatedIdTokenClaims(tokens)?.sub).toBe(account.id)
    const answer = await oauth.refreshTokenGrantRequest(
      as,
      client,
      auth,
      tokens.refresh_token ?? '',
      http,
    )
    const refreshed = await oauth.processRefreshTokenResponse(as, client, answer)
    const userInfo = await oauth.processUserInfoResponse(
      as,
      client,
      account.id,
      await oauth.userInfoRequest(as, client, refreshed.access_token, http),
    )
    expect(userInfo.email).toBe(account.email)

    const token = refreshed.refresh_token ?? ''
    const revoked = await oauth.revocationRequest(as, client, auth, token, http)
    await oauth.processRevocationResponse(revoked)
    const late = await oauth.refreshTokenGrantRequest(as, client, auth, token, http)
    await expect(oauth.processRefreshTokenResponse(as, client, late)).rejects.toMatchObject({
      error: 'invalid_grant',
      status: 400,
    })
  },
)

test('an API verifies the JWT access token offline, as RFC 9068 says, and refuses an ID token', async () => {
  const app = await appThatAuthenticatesBy('client_secret_basic')
  const { email } = await cluster.account()
  const tokens = await signIn(app, email)
  const audience = `${cluster.issuer}/api`
  const present = (token: string) =>
    oauth.validateJwtAccessToken(
      as,
      new Request('https://photos.example/all', { headers: { authorization: `Bearer ${token}` } }),
      audience,
      http,
    )
  await expect(present(tokens.access_token)).resolves.toMatchObject({
    client_id: app.client.client_id,
    scope: 'openid email offline_access photos:read',
  })
  await expect(present(tokens.id_token ?? '')).rejects.toThrow()
})

test('an app introspects its refresh token and, once it is revoked, learns nothing more', async () => {
  const app = await appThatAuthenticatesBy('client_secret_post')
  const { email } = await cluster.account()
  const { refresh_token: token = '' } = await signIn(app, email)
  const ask = async () =>
    oauth.processIntrospectionResponse(
      as,
      app.client,
      await oauth.introspectionRequest(as, app.client, app.auth, token, http),
    )
  expect(await ask()).toMatchObject({ active: true, client_id: app.client.client_id })
  await oauth.revocationRequest(as, app.client, app.auth, token, http)
  expect(await ask()).toEqual({ active: false })
})
