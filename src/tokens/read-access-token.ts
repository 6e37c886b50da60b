/** Reading back a JWT access token of this server (RFC 9068): signature, type, issuer, audience. */

import { importJWK, type JWK, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'

export type AccessTokenClaims = JWTPayload & { readonly jti: string; readonly client_id: string }

/**
 * Null whatever is wrong with it: the caller's answer is the one for an unknown token. `anyAudience`
 * is for what concerns the token's own session, whichever API the token is for.
 */
export type AccessTokenReader = (
  jwt: string,
  audience: string | typeof anyAudience,
) => Promise<AccessTokenClaims | null>

/** No audience is one: they are all texts. */
export const anyAudience = Symbol('any audience')

export type VerificationKey = {
  readonly kid: string
  readonly alg: string
  readonly publicJwk: JWK
}

export function accessTokenReader(
  issuer: string,
  keys: readonly VerificationKey[],
): AccessTokenReader {
  const findKey = keyFinder(keys)
  const options = { issuer, typ: 'at+jwt', algorithms: keys.map(({ alg }) => alg) }
  return async (jwt, audience) => {
    try {
      const { payload } = await jwtVerify(jwt, findKey, {
        ...options,
        ...(audience === anyAudience ? {} : { audience }),
        requiredClaims: ['jti', 'client_id', 'exp', 'aud'],
      })
      return claimsOf(payload)
    } catch {
      return null
    }
  }
}

/** By `kid` alone, among our own keys. Throws where there is none. */
export function keyFinder(keys: readonly VerificationKey[]): JWTVerifyGetKey {
  const known = new Map(keys.map(({ kid, alg, publicJwk }) => [kid, importJWK(publicJwk, alg)]))
  return async ({ kid }) => {
    const key = known.get(kid ?? '')
    if (key === undefined) throw new Error('no such key')
    return key
  }
}

function claimsOf(payload: JWTPayload): AccessTokenClaims | null {
  const { jti, client_id: clientId } = payload
  if (typeof jti !== 'string' || typeof clientId !== 'string') return null
  return { ...payload, jti, client_id: clientId }
}
