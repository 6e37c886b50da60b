/** Tokens signed with the server's own key, saying whatever a test wants them to say. */

import { importJWK, type JWTHeaderParameters, SignJWT } from 'jose'
import { loadSigningKeys } from '../../src/keys/signing-keys.ts'
import { type Cluster, testSecret } from './cluster.ts'
import { claimsOf } from './tokens.ts'

export type Change = {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: Partial<JWTHeaderParameters>
}

/** `token` as it would be with other claims, or another header: a claim of undefined is left out. */
export async function resigned(
  cluster: Pick<Cluster, 'store'>,
  token: string,
  { claims = {}, header = {} }: Change,
): Promise<string> {
  const { signing: keys } = await loadSigningKeys(cluster.store, testSecret)
  const key = keys.find(({ alg }) => alg === (header.alg ?? 'ES256'))
  if (key === undefined) throw new Error(`no key for ${header.alg}`)
  return new SignJWT({ ...claimsOf(token), ...claims })
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'at+jwt', ...header })
    .sign(await importJWK(key.privateJwk, key.alg))
}
