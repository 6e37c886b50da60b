/** Reads an ID token of this server as a hint about which session is meant. It grants nothing. */

import { type JWTPayload, jwtVerify } from 'jose'
import { signingAlgorithms } from '../model/signing-key.ts'
import { type FindKey, keyFinder, nothing } from './read-access-token.ts'

export type IdTokenClaims = {
  /** The grant of the token. */
  readonly sid: string
  readonly clientId: string
}

/** Null if anything is wrong with it. */
export type IdTokenReader = (jwt: string) => Promise<IdTokenClaims | null>

/**
 * Applications keep ID tokens longer than their lifetime of minutes, and refreshing just to ask would
 * count as activity. But ID tokens leak through URLs (`id_token_hint`), so an old one must not observe
 * a person for ever.
 */
const expiredSeconds = 86_400

export function idTokenReader(issuer: string, find: FindKey): IdTokenReader {
  const findKey = keyFinder(find)
  const options = {
    issuer,
    algorithms: [...signingAlgorithms],
    requiredClaims: ['sub', 'aud', 'iat', 'exp', 'sid'],
    clockTolerance: expiredSeconds,
  }
  return async (jwt) => {
    try {
      const { payload, protectedHeader } = await jwtVerify(jwt, findKey, options)
      return isIdToken(protectedHeader.typ) ? claimsOf(payload) : null
    } catch (error) {
      return nothing(error)
    }
  }
}

/** Access tokens, logout tokens and everything else we sign have another `typ`. */
function isIdToken(typ: string | undefined): boolean {
  return typ === undefined || typ.toUpperCase() === 'JWT'
}

/** This server issues ID tokens with exactly one audience. */
function claimsOf({ sid, aud }: JWTPayload): IdTokenClaims | null {
  if (typeof sid !== 'string' || typeof aud !== 'string') return null
  return { sid, clientId: aud }
}
