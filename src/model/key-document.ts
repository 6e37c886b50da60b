/** A key as the admin API and the command line tell of it: never its private part. */

import { type KeyLife, type KeyState, keyStateOf, publishedSeconds } from './signing-key.ts'

/** `signing` keys sign tokens; `ledger` keys sign the seals of the ledger, which are good for ever. */
export type KeyUse = 'signing' | 'ledger'

export type ListedKey = KeyLife & {
  readonly kid: string
  readonly use: KeyUse
  readonly alg: string
  readonly publicJwk: object
  readonly createdAt: Date
  /** When it may sign; for one that signed, when it did. */
  readonly signsFrom: Date
  /** When the key that follows it may sign; null while there is none. */
  readonly followedAt: Date | null
  readonly isDistrusted: boolean
}

export type KeyDocument = {
  readonly kid: string
  readonly use: KeyUse
  readonly alg: string
  readonly state: KeyState
  readonly created_at: Date
  /** What was, and what is to come; null for what will not be, or is not settled. */
  readonly signs_from: Date | null
  readonly signs_until: Date | null
  readonly retires_at: Date | null
  readonly distrusted: boolean
  readonly public_jwk: object
}

/** `rotationDays` 0: no key is followed by another by itself. */
export function keyDocument(key: ListedKey, rotationDays: number): KeyDocument {
  const state = keyStateOf(key)
  const until = signsUntil(key, rotationDays)
  return {
    kid: key.kid,
    use: key.use,
    alg: key.alg,
    state,
    created_at: key.createdAt,
    signs_from: key.signedFrom ?? (state === 'next' ? key.signsFrom : null),
    signs_until: until,
    retires_at: retiresAt(key, until),
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

/** A seal is verified for as long as there is the ledger. */
function retiresAt({ use, retiredAt }: ListedKey, until: Date | null): Date | null {
  if (retiredAt !== null) return retiredAt
  return use === 'ledger' ? null : after(until, publishedSeconds)
}

function after(moment: Date | null, seconds: number): Date | null {
  return moment && new Date(moment.getTime() + seconds * 1000)
}
