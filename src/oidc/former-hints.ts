/**
 * Hints (`id_token_hint`) by keys that are retired. A hint says which sign-in is meant and grants
 * nothing: who kept the ID token of a long session can still sign out, its key rotated meanwhile.
 */

import { compactVerify, decodeProtectedHeader, importJWK } from 'jose'
import type Provider from 'oidc-provider'
import type { Client } from 'oidc-provider'
import type { PublicKey } from '../keys/signing-keys.ts'

/** The library knows the published keys alone. */
export function believeFormerHints(provider: Provider, former: readonly PublicKey[]): void {
  const { IdToken, issuer } = provider
  const { validate } = IdToken
  IdToken.validate = async (jwt, client) => {
    const key = former.find(({ kid }) => kid === decodeProtectedHeader(jwt).kid)
    if (key === undefined) return validate.call(IdToken, jwt, client)
    return readHint(jwt, key, { client, issuer })
  }
}

/** As the library judges one of a published key: whatever its age, for this client, of this issuer. */
async function readHint(
  jwt: string,
  { alg, publicJwk }: PublicKey,
  { client, issuer }: { client: Client; issuer: string },
) {
  const algorithms = client.idTokenSignedResponseAlg === alg ? [alg] : []
  const { payload: bytes, protectedHeader: header } = await compactVerify(
    jwt,
    await importJWK(publicJwk, alg),
    { algorithms },
  )
  const payload: Record<string, unknown> = JSON.parse(Buffer.from(bytes).toString())
  const { iss, aud, sub } = payload
  if (iss !== issuer || aud !== client.clientId || typeof sub !== 'string') {
    throw new Error('the hint is of another issuer, or for another client')
  }
  return { header: { ...header }, payload }
}
