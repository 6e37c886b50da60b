/** Settings and shell commands to copy into an application. The tests run them against a server. */

import type { ClientDocument } from '../../../contract/documents.ts'
import { type ClientKind, kindOf } from './kinds.ts'

export type Setup = {
  readonly issuer: string
  readonly client: ClientDocument
  /** Null for a client without a secret, or if the secret was shown before. */
  readonly secret: string | null
  /** The API that the application's scopes belong to; null without one that offers them. */
  readonly api: string | null
}

export function discoveryOf(issuer: string): string {
  return `${issuer}/.well-known/openid-configuration`
}

const unknownSecret = 'its-secret'

/** Lines for an environment file. */
export function settingsText({ issuer, client, secret, api }: Setup): string {
  const { token_endpoint_auth_method: method, redirect_uris: uris, scope } = client
  const settings: readonly (readonly [string, string | undefined])[] = [
    ['OIDC_ISSUER', issuer],
    ['OIDC_CLIENT_ID', client.client_id],
    ['OIDC_CLIENT_SECRET', method === 'none' ? undefined : (secret ?? unknownSecret)],
    ['OIDC_REDIRECT_URI', uris[0]],
    ['OIDC_SCOPE', kindOf(client) === 'api' ? undefined : scope],
    ['OIDC_RESOURCE', api ?? undefined],
    ['OIDC_AUDIENCE', client.resource ?? undefined],
  ]
  return settings
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${shell(value)}`))
    .join('\n')
}

/** Commands for a shell that has the secret in its environment. */
export function curlText(setup: Setup): string {
  return curls[kindOf(setup.client)](setup)
}

const curls: Readonly<Record<ClientKind, (setup: Setup) => string>> = {
  server: signInCurl,
  spa: signInCurl,
  native: signInCurl,
  machine: ({ issuer, client, api }) =>
    `curl -u ${shell(client.client_id)}:"$OIDC_CLIENT_SECRET" ${shell(`${issuer}/token`)} \\
  -d grant_type=client_credentials --data-urlencode scope=${shell(client.scope)}${resourceOption(api)}`,
  api: ({ issuer, client }) =>
    `curl -u ${shell(client.client_id)}:"$OIDC_CLIENT_SECRET" ${shell(`${issuer}/introspect`)} \\
  --data-urlencode token="$TOKEN"`,
}

function signInCurl({ issuer, client, api }: Setup): string {
  const [redirectUri = ''] = client.redirect_uris
  const query = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: client.scope,
    ...(api === null ? {} : { resource: api }),
    ...(client.scope.split(' ').includes('offline_access') ? { prompt: 'consent' } : {}),
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
  --data-urlencode redirect_uri=${shell(redirectUri)} -d code_verifier="$VERIFIER"${resourceOption(api)}`
}

/** Without it the token is good for no API that is registered by its own address. */
function resourceOption(api: string | null): string {
  return api === null
    ? ''
    : ` \\
  --data-urlencode resource=${shell(api)}`
}

/** The value as one word of a shell command. */
function shell(value: string): string {
  return /^[\w.:/@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
}
