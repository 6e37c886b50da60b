/** Reading back an ID token of this server, as a hint to which session is asked about. It grants nothing. */

import { type JWTPayload, jwtVerify } from 'jose'
import { signingAlgorithms } from '../model/signing-key.ts'
import { type FindKey, keyFinder, nothing } from './read-access-token.ts'

export type IdTokenClaims = {
  /** The grant that it was issued under. */
  readonly sid: string
  readonly clientId: string
}

/** Null whatever is wrong with it. */
export type IdTokenReader = (jwt: string) => Promise<IdTokenClaims | null>

/**
 * An ID token lives for minutes, and an application keeps it to know who is there: it would have to
 * refresh in order to ask, which is activity. ID tokens travel in addresses (`id_token_hint`) and
 * get lost there; so an old one is no eye on a person for ever either.
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

/** Access tokens, logout tokens and whatever else we sign say by their type that they are none. */
function isIdToken(typ: string | undefined): boolean {
  return typ === undefined || typ.toUpperCase() === 'JWT'
}

/** Ours are for one client each: more than one audience was never issued. */
function claimsOf({ sid, aud }: JWTPayload): IdTokenClaims | null {
  if (typeof sid !== 'string' || typeof aud !== 'string') return null
  return { sid, clientId: aud }
}
