/** Code to paste into an application: a module for its kind. The tests run it against a server. */

import { feedScope } from '../../../model/admin-scopes.ts'
import { hasPeople, kindOf } from './kinds.ts'
import type { Setup } from './sample-code.ts'

/** A module for openid-client 6, or with the verifier for an API. */
export function moduleText(setup: Setup): string {
  const kind = kindOf(setup.client)
  if (kind === 'api') return apiCode(setup)
  const body = hasPeople(kind) ? signInCode(setup) : machineCode(setup)
  return `${importCode}${discoveryCode(setup)}${body.trimEnd()}`
}

const importCode = `// npm install openid-client
import * as client from 'openid-client'
`

/** The library expects RS256 unless it is told otherwise. */
function discoveryCode({ issuer, client }: Setup): string {
  const isSecret = client.token_endpoint_auth_method !== 'none'
  const proof = isSecret ? 'ClientSecretBasic(process.env.OIDC_CLIENT_SECRET)' : 'None()'
  const plain = issuer.startsWith('http:')
    ? `,\n  // The issuer uses plain http: only for development.\n  { execute: [client.allowInsecureRequests] }`
    : ''
  return `
const config = await client.discovery(
  new URL(${quoted(issuer)}),
  ${quoted(client.client_id)},
  { id_token_signed_response_alg: ${quoted(client.id_token_signed_response_alg)} },
  client.${proof}${plain},
)
`
}

function signInCode(setup: Setup): string {
  const { client } = setup
  const [redirectUri = ''] = client.redirect_uris
  const isOffline = client.scope.split(' ').includes('offline_access')
  return `
/** Redirect the person to \`url\`. Keep \`checks\` in their session until they come back. */
export async function beginSignIn() {
  const checks = {
    pkceCodeVerifier: client.randomPKCECodeVerifier(),
    expectedState: client.randomState(),
    expectedNonce: client.randomNonce(),
  }
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: ${quoted(redirectUri)},
    scope: ${quoted(client.scope)},${resourceLine(setup)}${isOffline ? "\n    prompt: 'consent'," : ''}
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  return { url, checks }
}

/** \`url\` is the callback URL with its query. */
export async function finishSignIn(url, checks) {
  const tokens = await client.authorizationCodeGrant(config, url, checks)
  return { person: tokens.claims(), tokens }
}
${client.grant_types.includes('refresh_token') ? refreshCode : ''}${signOutCode(setup)}`
}

function resourceLine({ api }: Setup): string {
  return api === null
    ? ''
    : `\n    // The API that the access token is for.\n    resource: ${quoted(api)},`
}

const refreshCode = `
/** Call it before the access token expires. The new refresh token replaces the old one. */
export function refresh(tokens) {
  return client.refreshTokenGrant(config, tokens.refresh_token)
}
`

function signOutCode({ client }: Setup): string {
  const [back] = client.post_logout_redirect_uris
  const line = back === undefined ? '' : `\n    post_logout_redirect_uri: ${quoted(back)},`
  return `
/** End your own session, then redirect the person to this URL. */
export function signOutUrl(tokens) {
  return client.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token,${line}
  })
}
`
}

function machineCode(setup: Setup): string {
  return `
/** Good for \`expires_in\` seconds: keep it until then. */
export function accessToken() {
  return client.clientCredentialsGrant(config, {
    scope: ${quoted(setup.client.scope)},${resourceLine(setup)}
  })
}
`
}

function apiCode(setup: Setup): string {
  return `${importCode}import { createVerifier, VerifierError } from 'parley/verifier'

${verifierCode(setup)}
/** The verified token; null if it is missing, invalid, expired, revoked or for another API. */
export async function verify(token) {
  try {
    return await verifier.verify(token)
  } catch (error) {
    // 401 is about the token. Anything else, such as an unreachable issuer, is not.
    if (error instanceof VerifierError && error.status === 401) return null
    throw error
  }
}
${discoveryCode(setup)}
/** Asks the server about a token with every call; null if it is not active. */
export async function look(token) {
  const found = await client.tokenIntrospection(config, token)
  return found.active ? found : null
}`
}

/** Without the scope of the feed a revoked token is good until it expires. */
function verifierCode({ issuer, client }: Setup): string {
  const follows = client.scope.split(' ').includes(feedScope)
  const feed = follows
    ? `
  // Revoked tokens are refused within a second or two.
  feed: { clientId: ${quoted(client.client_id)}, clientSecret: process.env.OIDC_CLIENT_SECRET },`
    : `
  // Give this client the scope ${feedScope} and set \`feed\` to refuse revoked tokens.`
  return `const verifier = createVerifier({
  issuer: ${quoted(issuer)},
  audience: ${quoted(client.resource ?? '')},${feed}
})
await verifier.ready()
`
}

function quoted(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
