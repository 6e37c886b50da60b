/** Reading back a JWT access token of this server (RFC 9068): signature, type, issuer, audience. */

import {
  type CryptoKey,
  importJWK,
  type JWK,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import { isDomainError } from '../base/errors.ts'
import { signingAlgorithms } from '../model/signing-key.ts'

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

/** Null for a key that is not ours, or is believed no more. */
export type FindKey = (kid: string) => Promise<VerificationKey | null>

/** Throws `store_unavailable` when nobody can know whether a key is ours. */
export function accessTokenReader(issuer: string, find: FindKey): AccessTokenReader {
  const findKey = keyFinder(find)
  const options = { issuer, typ: 'at+jwt', algorithms: [...signingAlgorithms] }
  return async (jwt, audience) => {
    try {
      const { payload } = await jwtVerify(jwt, findKey, {
        ...options,
        ...(audience === anyAudience ? {} : { audience }),
        requiredClaims: ['jti', 'client_id', 'exp', 'aud'],
      })
      return claimsOf(payload)
    } catch (error) {
      return nothing(error)
    }
  }
}

/** A token that is not good is none; a store that is away says nothing about it. */
export function nothing(error: unknown): null {
  if (isDomainError(error)) throw error
  return null
}

/** Finds one of our own keys by its `kid`. Throws if there is none. */
export function keyFinder(find: FindKey): JWTVerifyGetKey {
  const imported = new WeakMap<VerificationKey, Promise<CryptoKey | Uint8Array>>()
  return async ({ kid }) => {
    const key = await find(kid ?? '')
    if (key === null) throw new Error('no such key')
    const ready = imported.get(key) ?? importJWK(key.publicJwk, key.alg)
    imported.set(key, ready)
    return ready
  }
}

function claimsOf(payload: JWTPayload): AccessTokenClaims | null {
  const { jti, client_id: clientId } = payload
  if (typeof jti !== 'string' || typeof clientId !== 'string') return null
  return { ...payload, jti, client_id: clientId }
}
