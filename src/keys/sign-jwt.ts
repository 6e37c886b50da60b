/** Signs JWTs that the server sends by itself. oidc-provider signs the tokens of clients. */

import { importJWK, type JWTPayload, SignJWT } from 'jose'
import type { SigningKeys } from './signing-keys.ts'

export type JwtSigner = (typ: string, claims: JWTPayload) => Promise<string>

/** Uses the key that signs ID tokens, so that clients find it in the JWKS they already use. */
export function jwtSigner({ signing }: SigningKeys): JwtSigner {
  const key = signing.find(({ alg }) => alg === 'ES256')
  if (key === undefined) throw new Error('there is no ES256 key to sign with')
  const { alg, kid, privateJwk } = key
  const imported = importJWK(privateJwk, alg)
  return async (typ, claims) =>
    new SignJWT(claims).setProtectedHeader({ alg, kid, typ }).sign(await imported)
}
