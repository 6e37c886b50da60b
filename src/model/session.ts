/** A session: one sign-in of one account in one browser, and how it may end. */

export const endReasons = [
  'logout',
  'idle_timeout',
  'absolute_timeout',
  'evicted',
  'revoked',
  'binding_mismatch',
  'refresh_reuse',
  'account_disabled',
  'credential_changed',
  'upgraded',
] as const

export type EndReason = (typeof endReasons)[number]

/** `offline`: the browser part is over, grants with offline_access live on. */
export type SessionState = 'live' | 'offline' | 'ended'

export type Session = {
  readonly id: string
  readonly accountId: string
  readonly state: SessionState
  readonly policy: string
  /** The client that the person signed in through. */
  readonly clientId: string | null
  readonly acr: string | null
  readonly amr: readonly string[]
  readonly authTime: Date
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly idleSeconds: number | null
  readonly absoluteExpiresAt: Date | null
  readonly network: string | null
  readonly userAgent: string | null
  readonly endedAt: Date | null
  readonly endReason: EndReason | null
}

/** One client's part of a session. `sid` is the grant's id. */
export type Authorization = {
  readonly sid?: string | undefined
  readonly grantId?: string | undefined
  readonly persistsLogout?: boolean | undefined
}

/** The guest that a session continues, and the clients that knew the guest. */
export type FormerGuest = { readonly sub: string; readonly clients: readonly string[] }

/** True for the ordinary endings of the browser part, which offline grants survive. */
export function sparesOfflineGrants(reason: EndReason): boolean {
  return reason === 'logout' || reason === 'idle_timeout' || reason === 'absolute_timeout'
}
