/** The closed list of what the ledger records, with the one meaning of each. */

export const eventTypes = {
  'account.created': 'an account was created',
  'account.deleted': 'an account was removed; everything under it ended',
  'account.disabled': 'an account may no longer sign in; everything under it ended',
  'account.enabled': 'a disabled account may sign in again; what had ended stays ended',
  'account.tier_changed': 'an account was given another tier',
  'authentication.failed': 'an email and password did not match; no account is named if unknown',
  'client.created': 'a client was registered',
  'client.deleted': 'a client was removed; everything it was issued ended',
  'client.disabled': 'a client may no longer ask for tokens; everything it was issued ended',
  'client.enabled': 'a disabled client may ask for tokens again; what had ended stays ended',
  'client.secret_rotated': 'a client was given another secret; the former one goes on for a while',
  'client_credentials.issued': 'a client got an access token for itself',
  'code.issued': 'an authorization code was sent to a client',
  'code.redeemed': 'an authorization code was exchanged for tokens',
  'code.reused': 'a spent authorization code was presented again; its grant ended',
  'consent.denied': 'the person refused what a client asked for',
  'consent.granted': 'the person allowed a client what it asked for',
  'consent.withdrawn': 'the person took back what a client was allowed; its grants ended',
  'grant.ended': 'a grant and every token of it ended',
  'guest.begun': 'a visitor began to browse with an account without credentials',
  'key.created': 'a signing key was made',
  'ledger.forgotten': "the personal fields of an account's events were erased",
  'ledger.read': 'events were taken out of the ledger: exported, or shown with a proof',
  'policy.changed': 'the rules of a policy were changed',
  'refresh.repeated': 'a refresh whose answer was lost was answered again with the same successor',
  'refresh.reused': 'an old refresh token was presented; its family ended',
  'refresh.rotated': 'a refresh token was exchanged for its successor',
  'revocation.made': 'sessions or grants were revoked, from one to all, for the reason given',
  'session.begun': 'a person signed in, or a guest came, and a session began',
  'session.ended': 'a session ended, with the reason',
  'session.reauthenticated': 'the person signed in again inside a session',
  'session.refused': 'a sign-in was refused because the account has as many sessions as it may',
  'session.upgraded': 'a guest signed in: the session began that took the place of the guest',
  'session.went_offline': 'the browser part ended; grants with offline_access live on',
  'token.revoked': 'an access token was revoked before its end; its grant stands',
} as const

export type EventType = keyof typeof eventTypes

export type Actor =
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'client'; readonly id: string }
  | { readonly kind: 'operator'; readonly id: string }
  | { readonly kind: 'system' }
  | { readonly kind: 'nobody' }

export type AuditEvent = {
  readonly type: EventType
  readonly outcome: 'success' | 'failure'
  readonly actor: Actor
  readonly accountId?: string
  readonly sessionId?: string
  readonly clientId?: string
  readonly grantId?: string
  readonly details?: Readonly<Record<string, string | number | boolean>>
}
