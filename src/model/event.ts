/** The closed list of what the ledger records, with the one meaning of each. */

export const eventTypes = {
  'account.created': 'an account was created',
  'account.disabled': 'an account may no longer sign in or refresh',
  'authentication.failed': 'an email and password did not match; no account is named if unknown',
  'client.created': 'a client was registered',
  'client.disabled': 'a client may no longer ask for tokens',
  'client_credentials.issued': 'a client got an access token for itself',
  'code.issued': 'an authorization code was sent to a client',
  'code.redeemed': 'an authorization code was exchanged for tokens',
  'code.reused': 'a spent authorization code was presented again; its grant ended',
  'consent.denied': 'the person refused what a client asked for',
  'consent.granted': 'the person allowed a client what it asked for',
  'consent.withdrawn': 'the person took back what a client was allowed; its grants ended',
  'grant.ended': 'a grant and every token of it ended',
  'key.created': 'a signing key was made',
  'policy.changed': 'the rules of a policy were changed',
  'refresh.repeated': 'a refresh whose answer was lost was answered again with the same successor',
  'refresh.reused': 'an old refresh token was presented; its family ended',
  'refresh.rotated': 'a refresh token was exchanged for its successor',
  'session.begun': 'a person signed in and a session began',
  'session.ended': 'a session ended, with the reason',
  'session.reauthenticated': 'the person signed in again inside a session',
  'session.refused': 'a sign-in was refused because the account has as many sessions as it may',
  'session.went_offline': 'the browser part ended; grants with offline_access live on',
  'step_up.unmet':
    'something asked for a stronger sign-in than the person can make, and was refused',
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
