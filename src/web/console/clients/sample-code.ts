/** Settings and code to copy into an application. The tests run them against a server. */

import type { ClientDocument } from '../../../contract/documents.ts'
import { type ClientKind, hasPeople, kindOf } from './kinds.ts'

export type Setup = {
  readonly issuer: string
  readonly client: ClientDocument
  /** Null if there is none, or it was shown once before. */
  readonly secret: string | null
}

export function discoveryOf(issuer: string): string {
  return `${issuer}/.well-known/openid-configuration`
}

const unknownSecret = 'its-secret'

/** Lines for an environment file. */
export function settingsText({ issuer, client, secret }: Setup): string {
  const { token_endpoint_auth_method: method, redirect_uris: uris, scope } = client
  const settings: readonly (readonly [string, string | undefined])[] = [
    ['OIDC_ISSUER', issuer],
    ['OIDC_CLIENT_ID', client.client_id],
    ['OIDC_CLIENT_SECRET', method === 'none' ? undefined : (secret ?? unknownSecret)],
    ['OIDC_REDIRECT_URI', uris[0]],
    ['OIDC_SCOPE', kindOf(client) === 'api' ? undefined : scope],
  ]
  return settings
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${shell(value)}`))
    .join('\n')
}

/** A module for openid-client 6. */
export function moduleText(setup: Setup): string {
  const kind = kindOf(setup.client)
  const body = hasPeople(kind) ? signInCode(setup) : kind === 'api' ? apiCode : machineCode(setup)
  return `${discoveryCode(setup)}${body.trimEnd()}`
}

/** The library expects RS256 unless it is told otherwise. */
function discoveryCode({ issuer, client }: Setup): string {
  const isSecret = client.token_endpoint_auth_method !== 'none'
  const proof = isSecret ? 'ClientSecretBasic(process.env.OIDC_CLIENT_SECRET)' : 'None()'
  const plain = issuer.startsWith('http:')
    ? `,\n  // The issuer is plain http: for development alone.\n  { execute: [client.allowInsecureRequests] }`
    : ''
  return `// npm install openid-client
import * as client from 'openid-client'

const config = await client.discovery(
  new URL(${quoted(issuer)}),
  ${quoted(client.client_id)},
  { id_token_signed_response_alg: ${quoted(client.id_token_signed_response_alg)} },
  client.${proof}${plain},
)
`
}

function signInCode({ client }: Setup): string {
  const [redirectUri = ''] = client.redirect_uris
  const refreshes = client.grant_types.includes('refresh_token')
  const isOffline = client.scope.split(' ').includes('offline_access')
  return `
/** Where to send the person. Keep \`checks\` in their session until they come back. */
export async function beginSignIn() {
  const checks = {
    pkceCodeVerifier: client.randomPKCECodeVerifier(),
    expectedState: client.randomState(),
    expectedNonce: client.randomNonce(),
  }
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: ${quoted(redirectUri)},
    scope: ${quoted(client.scope)},${isOffline ? "\n    prompt: 'consent'," : ''}
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  return { url, checks }
}

/** \`url\` is the address that they came back to, with its query. */
export async function finishSignIn(url, checks) {
  const tokens = await client.authorizationCodeGrant(config, url, checks)
  return { person: tokens.claims(), tokens }
}
${refreshes ? refreshCode : ''}`
}

const refreshCode = `
/** Before the access token ends. The refresh token in the answer takes the place of this one. */
export function refresh(tokens) {
  return client.refreshTokenGrant(config, tokens.refresh_token)
}
`

function machineCode({ client }: Setup): string {
  return `
/** Good for \`expires_in\` seconds: keep it as long, then ask again. */
export function accessToken() {
  return client.clientCredentialsGrant(config, { scope: ${quoted(client.scope)} })
}
`
}

const apiCode = `
/** What a token that a caller sent is good for; null for one that is not good now. */
export async function look(token) {
  const found = await client.tokenIntrospection(config, token)
  return found.active ? found : null
}
`

/** Commands for a shell that has the secret in its environment. */
export function curlText(setup: Setup): string {
  return curls[kindOf(setup.client)](setup)
}

const curls: Readonly<Record<ClientKind, (setup: Setup) => string>> = {
  server: signInCurl,
  spa: signInCurl,
  native: signInCurl,
  machine: ({ issuer, client }) =>
    `curl -u ${shell(client.client_id)}:"$OIDC_CLIENT_SECRET" ${shell(`${issuer}/token`)} \\
  -d grant_type=client_credentials --data-urlencode scope=${shell(client.scope)}`,
  api: ({ issuer, client }) =>
    `curl -u ${shell(client.client_id)}:"$OIDC_CLIENT_SECRET" ${shell(`${issuer}/introspect`)} \\
  --data-urlencode token="$TOKEN"`,
}

function signInCurl({ issuer, client }: Setup): string {
  const [redirectUri = ''] = client.redirect_uris
  const query = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: client.scope,
    code_challenge_method: 'S256',
    code_challenge: '',
  })
  const isSecret = client.token_endpoint_auth_method !== 'none'
  const proof = isSecret
    ? `-u ${shell(client.client_id)}:"$OIDC_CLIENT_SECRET"`
    : `-d client_id=${shell(client.client_id)}`
  return `VERIFIER=$(openssl rand -hex 32)
CHALLENGE=$(printf %s "$VERIFIER" | openssl dgst -sha256 -binary | openssl base64 | tr '+/' '-_' | tr -d '=')
echo "Open this, sign in, and copy the code out of the address that you come to:"
echo ${shell(`${issuer}/authorize?${query}`)}"$CHALLENGE"
read -r CODE
curl ${proof} ${shell(`${issuer}/token`)} \\
  -d grant_type=authorization_code --data-urlencode code="$CODE" \\
  --data-urlencode redirect_uri=${shell(redirectUri)} -d code_verifier="$VERIFIER"`
}

/** The value as one word of a shell command. */
function shell(value: string): string {
  return /^[\w.:/@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
}

function quoted(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
