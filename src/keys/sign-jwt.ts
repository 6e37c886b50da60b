/** Signs JWTs that the server sends by itself. oidc-provider signs the tokens of clients. */

import { importJWK, type JWTPayload, SignJWT } from 'jose'
import type { SigningAlgorithm } from '../model/signing-key.ts'
import type { SigningKey, SigningKeys } from './signing-keys.ts'

/** Signs with ES256 unless the receiver expects another algorithm. */
export type JwtSigner = (typ: string, claims: JWTPayload, alg?: SigningAlgorithm) => Promise<string>

/** Uses the keys that sign ID tokens, so that clients find them in the JWKS they already use. */
export function jwtSigner({ signing }: SigningKeys): JwtSigner {
  const keys = new Map(signing.map((key) => [key.alg, openKey(key)]))
  return async (typ, claims, alg = 'ES256') => {
    const key = keys.get(alg)
    if (key === undefined) throw new Error(`there is no ${alg} key to sign with`)
    return new SignJWT(claims)
      .setProtectedHeader({ alg, kid: key.kid, typ })
      .sign(await key.imported)
  }
}

function openKey({ kid, alg, privateJwk }: SigningKey) {
  return { kid, imported: importJWK(privateJwk, alg) }
}
