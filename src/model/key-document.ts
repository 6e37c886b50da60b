/** The document of a key, for the admin API and the command line. It never holds the private part. */

import { type KeyLife, type KeyState, keyStateOf, publishedSeconds } from './signing-key.ts'

/** `signing` keys sign tokens; `ledger` keys sign the seals of the ledger, which never expire. */
export type KeyUse = 'signing' | 'ledger'

export type ListedKey = KeyLife & {
  readonly kid: string
  readonly use: KeyUse
  readonly alg: string
  readonly publicJwk: object
  readonly createdAt: Date
  /** When it may start to sign, or when it started. */
  readonly signsFrom: Date
  /** When its successor may sign; null while it has none. */
  readonly followedAt: Date | null
  readonly isDistrusted: boolean
}

export type KeyDocument = {
  readonly kid: string
  readonly use: KeyUse
  readonly alg: string
  readonly state: KeyState
  readonly created_at: Date
  /** Past and future dates; null if one will not happen or is not settled. */
  readonly signs_from: Date | null
  readonly signs_until: Date | null
  readonly retires_at: Date | null
  readonly distrusted: boolean
  readonly public_jwk: object
}

/** `rotationDays` is 0 if keys are rotated by hand only. */
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

/** Seals are verified as long as the ledger exists, so a ledger key has no planned retirement. */
function retiresAt({ use, retiredAt }: ListedKey, until: Date | null): Date | null {
  if (retiredAt !== null) return retiredAt
  return use === 'ledger' ? null : after(until, publishedSeconds)
}

function after(moment: Date | null, seconds: number): Date | null {
  return moment && new Date(moment.getTime() + seconds * 1000)
}
