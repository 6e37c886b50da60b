/**
 * A client whose library verifies RS256 and nothing else, as Spring Security and older versions of
 * openid-client do by default. Every signature is checked by libraries that are not ours.
 */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import * as oidc from 'openid-client'
import { type CommandLine, commandLine, documentOf } from '../cli/command-line.ts'
import { type Cluster, redirectUri, startCluster, testSecret } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { newPerson } from '../support/person.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'

let cluster: Cluster
let parley: CommandLine
let receiver: Receiver

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsJobs: true })
  parley = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret })
  receiver = await openReceiver()
})
afterAll(async () => {
  await cluster?.close()
  await receiver?.close()
})

type Created = { readonly client_id: string; readonly client_secret: string }

async function create(...flags: readonly string[]): Promise<Created> {
  const named = ['client', 'create', '--name', 'Spring', '--redirect-uri', redirectUri, '--json']
  return Object(documentOf(await parley([...named, ...flags])))
}

/** No algorithm is named: RS256 is what the library expects then, as OpenID Connect says. */
function discover({ client_id, client_secret }: Created, metadata: object = {}) {
  return oidc.discovery(
    new URL(cluster.issuer),
    client_id,
    { ...metadata },
    oidc.ClientSecretBasic(client_secret),
    { execute: [oidc.allowInsecureRequests] },
  )
}

async function signIn(config: oidc.Configuration) {
  const verifier = oidc.randomPKCECodeVerifier()
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const person = newPerson(cluster)
  const callback = await person.authorize({ url, verifier }, await cluster.account())
  const tokens = await oidc.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  return { person, tokens }
}

/** Verifies as a resource that knows only the discovery document and one algorithm. */
async function verifyRs256(config: oidc.Configuration, jwt: string, audience: string) {
  const { jwks_uri = '', issuer } = config.serverMetadata()
  const keys = createRemoteJWKSet(new URL(jwks_uri))
  return jwtVerify(jwt, keys, { algorithms: ['RS256'], issuer, audience })
}

test('its ID tokens, at the sign-in and at a refresh, and its logout tokens are RS256', async () => {
  const client = await create(
    ...['--id-token-signed-response-alg', 'RS256', '--backchannel-logout-uri', receiver.uri],
  )
  const config = await discover(client)
  const { person, tokens } = await signIn(config)
  const { payload } = await verifyRs256(config, tokens.id_token ?? '', client.client_id)
  const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')
  await verifyRs256(config, refreshed.id_token ?? '', client.client_id)

  await person.submit(await person.follow('/logout'), { logout: 'yes' })
  await eventually(() => receiver.tokensFor(String(payload['sid'])).length > 0)
  const [logoutToken = ''] = receiver.tokensFor(String(payload['sid']))
  const logout = await verifyRs256(config, logoutToken, client.client_id)
  expect(logout.protectedHeader).toMatchObject({ alg: 'RS256', typ: 'logout+jwt' })
  expect(logout.payload['sid']).toBe(payload['sid'])
})

test('its userinfo is a JWT by the algorithm that it registered', async () => {
  const signing = { userinfo_signed_response_alg: 'RS256' }
  const algs = [
    '--id-token-signed-response-alg',
    'RS256',
    '--userinfo-signed-response-alg',
    'RS256',
  ]
  const client = await create(...algs)
  const config = await discover(client, signing)
  const { tokens } = await signIn(config)
  const sub = tokens.claims()?.sub ?? ''
  expect(await oidc.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({
    sub,
    name: 'A Person',
  })
})

test('a client that registers nothing gets ES256, and plain userinfo', async () => {
  const client = await create()
  const config = await discover(client, { id_token_signed_response_alg: 'ES256' })
  const { tokens } = await signIn(config)
  expect(decodeProtectedHeader(tokens.id_token ?? '').alg).toBe('ES256')
  const sub = tokens.claims()?.sub ?? ''
  expect(await oidc.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({ sub })
})

test('discovery names the algorithms in the order of preference', async () => {
  const config = await discover(await create())
  const metadata = config.serverMetadata()
  expect(metadata.id_token_signing_alg_values_supported).toEqual(['ES256', 'RS256'])
  expect(metadata.userinfo_signing_alg_values_supported).toEqual(['ES256', 'RS256'])
})
