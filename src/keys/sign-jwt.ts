/** Signing what the server sends of its own accord. Tokens that clients ask for are the library's. */

import { importJWK, type JWTPayload, SignJWT } from 'jose'
import type { SigningKeys } from './signing-keys.ts'

export type JwtSigner = (typ: string, claims: JWTPayload) => Promise<string>

/** By the key under which ID tokens are signed, so that clients find it where they look. */
export function jwtSigner({ signing }: SigningKeys): JwtSigner {
  const key = signing.find(({ alg }) => alg === 'ES256')
  if (key === undefined) throw new Error('there is no ES256 key to sign with')
  const { alg, kid, privateJwk } = key
  const imported = importJWK(privateJwk, alg)
  return async (typ, claims) =>
    new SignJWT(claims).setProtectedHeader({ alg, kid, typ }).sign(await imported)
}
