/** The document of a key, with its schedule. It never holds the private part. */

import { keyStateOf, type ListedKey, publishedSeconds } from '../model/signing-key.ts'
import { type Built, timeText } from './built.ts'
import type { KeyDocument } from './documents.ts'

type BuiltKey = Omit<Built<KeyDocument>, 'public_jwk'> & { readonly public_jwk: object }

/** Dates are past or future; null if one will not happen or is not settled. `rotationDays` is 0 if keys are rotated by hand only. */
export function toKey(key: ListedKey, rotationDays: number): BuiltKey {
  const state = keyStateOf(key)
  const until = signsUntil(key, rotationDays)
  return {
    kid: key.kid,
    use: key.use,
    alg: key.alg,
    state,
    created_at: timeText(key.createdAt),
    signs_from: timeText(key.signedFrom ?? (state === 'next' ? key.signsFrom : null)),
    signs_until: timeText(until),
    retires_at: timeText(retiresAt(key, until)),
    distrusted: key.isDistrusted,
    public_jwk: key.publicJwk,
  }
}

function signsUntil(key: ListedKey, rotationDays: number): Date | null {
  if (keyStateOf(key) !== 'signing') return key.signedUntil
  if (key.followedAt !== null) return key.followedAt
  return key.use === 'ledger' || rotationDays === 0
    ? null
    : after(key.signedFrom, rotationDays * 86_400)
}

/** Seals are verified as long as the ledger exists, so a ledger key has no planned retirement. */
function retiresAt({ use, retiredAt }: ListedKey, until: Date | null): Date | null {
  if (retiredAt !== null) return retiredAt
  return use === 'ledger' ? null : after(until, publishedSeconds)
}

function after(moment: Date | null, seconds: number): Date | null {
  return moment && new Date(moment.getTime() + seconds * 1000)
}
