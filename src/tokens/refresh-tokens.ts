/** The strings of refresh tokens. Making one needs both the database and the secret. */

import { equalBytes, macOf } from '../base/crypto.ts'
import { type PresentedToken, parseRefreshToken, signedPartOf } from '../model/token-family.ts'

export function mintRefreshToken(key: Buffer, familyId: string, generation: number): string {
  const signedPart = signedPartOf(familyId, generation)
  return `${signedPart}.${macOf(key, signedPart).toString('base64url')}`
}

/** Null for anything this server did not mint, without a query. */
export function readRefreshToken(key: Buffer, value: string): PresentedToken | null {
  const token = parseRefreshToken(value)
  if (token === null) return null
  const expected = macOf(key, token.signedPart)
  return equalBytes(expected, Buffer.from(token.mac, 'base64url')) ? token : null
}
