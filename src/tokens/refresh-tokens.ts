/** The strings of refresh tokens. Neither a dump of the database nor the secret alone makes one. */

import { equalBytes, macOf } from '../base/crypto.ts'
import { type PresentedToken, parseRefreshToken, signedPartOf } from '../model/token-family.ts'

export function mintRefreshToken(key: Buffer, familyId: string, generation: number): string {
  const signedPart = signedPartOf(familyId, generation)
  return `${signedPart}.${macOf(key, signedPart).toString('base64url')}`
}

/** Null for anything this server did not mint: the database is not even asked. */
export function readRefreshToken(key: Buffer, value: string): PresentedToken | null {
  const token = parseRefreshToken(value)
  if (token === null) return null
  const expected = macOf(key, token.signedPart)
  return equalBytes(expected, Buffer.from(token.mac, 'base64url')) ? token : null
}
