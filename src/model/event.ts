/** The closed list of event types in the ledger, each with its one meaning. */

export const eventTypes = {
  'access.refused':
    'a call was refused: its token is missing or bad, or lacks the scope, or its form is of another site',
  'account.changed': "an account's name, email, email verification or profile was changed",
  'account.created': 'an account was created',
  'account.deleted': 'an account was removed; everything under it ended',
  'account.disabled': 'an account may no longer sign in; everything under it ended',
  'account.enabled': 'a disabled account may sign in again; what had ended stays ended',
  'account.tier_changed': 'an account was given another tier',
  'account.wait_lifted': "an operator ended an account's wait after too many wrong passwords",
  'api_key.created': 'a key for calling the admin API was made',
  'api_key.revoked': 'a key for calling the admin API was ended',
  'authentication.failed': 'an email and password did not match; no account is named if unknown',
  'authentication.limited':
    'passwords were wrong so often for an account, from a network or in all that a limit began to hold',
  'authorization.refused': 'an application was refused what it asked at the authorization endpoint',
  'client.changed': "a client's registration was changed; what it was issued stands",
  'client.created': 'a client was registered',
  'client.deleted': 'a client was removed; everything it was issued ended',
  'client.disabled': 'a client may no longer ask for tokens; everything it was issued ended',
  'client.enabled': 'a disabled client may ask for tokens again; what had ended stays ended',
  'client.limited':
    "a client's secret or signature was wrong so often from one address that more have to wait",
  'client.refused': 'a client could not prove who it is',
  'client.secret_rotated': 'a client was given another secret; the former one goes on for a while',
  'client_credentials.issued': 'a client got an access token for itself',
  'code.issued': 'an authorization code was sent to a client',
  'code.redeemed': 'an authorization code was exchanged for tokens',
  'code.reused': 'a spent authorization code was presented again; its grant ended',
  'consent.denied': 'the person refused what a client asked for',
  'consent.granted': 'the person allowed a client what it asked for',
  'consent.withdrawn': 'the person took back what a client was allowed; its grants ended',
  'control.failed': 'something that this server is kept safe by failed; it is tried again',
  'control.recovered': 'what had failed works again',
  'device.first_seen': 'an account signed in on a device that it never used before',
  'grant.ended': 'a grant and every token of it ended',
  'guest.begun': 'a visitor began to browse with an account without credentials',
  'key.created': 'a key that signs tokens or seals was made',
  'key.retired': 'a key of tokens was withdrawn, in good order or because it is distrusted',
  'key.signing': 'a key that was published ahead began to sign tokens',
  'key.superseded': 'a key ceased to sign; what it signed stays good',
  'ledger.broken': 'a verification found that the ledger is not as it was sealed',
  'ledger.dropped': 'a month of events was found as it was sealed and given up to retention',
  'ledger.forgotten': "the personal fields of an account's events were erased",
  'ledger.read': 'events were taken out of the ledger: exported, or shown with a proof',
  'ledger.verified': 'blocks of the ledger were recomputed, and are as they were sealed',
  'limit.reached': 'something was asked for more often than a limit allows, and was not done',
  'link.made': 'a single-use link was made, to be mailed to an address',
  'link.refused': 'a mailed link was presented that nobody has, or that was used, or is too old',
  'mail.given_up': 'a message could not be sent, however often it was tried',
  'node.started': 'a process of this server began to serve',
  'node.stopped': 'a process of this server was told to stop, and stopped',
  'notice.delivered': 'a client was told that its part of a session ended',
  'notice.given_up': 'a client could not be told that its part of a session ended',
  'notice.resent': 'an operator had a client told once more',
  'operator.role_changed':
    'an account became an operator, became another kind of one, or ceased to be one',
  'password.changed': 'a person gave their password and chose another; other sessions ended',
  'password.reset': 'a new password was chosen by a mailed link; every session ended',
  'password.reset_requested':
    'someone asked for a link to choose a new password, or an operator for them',
  'policy.changed': 'the rules of a policy were changed',
  'policy.deleted': "a policy of an operator's own was removed",
  'refresh.ahead':
    'a refresh token was presented that this database does not know yet: it was set back; nothing ended',
  'refresh.repeated': 'a refresh whose answer was lost was answered again with the same successor',
  'refresh.reused': 'an old refresh token was presented; its family ended',
  'refresh.rotated': 'a refresh token was exchanged for its successor',
  'refusals.folded':
    'so many refusals of one kind and network were counted in a minute, not written',
  'registration.requested':
    'someone asked for an account; it is made once the address is confirmed',
  'resource_server.registered': 'clients may ask for tokens for an API, or for more of its scopes',
  'resource_server.removed': 'no token is issued for an API any more',
  'revocation.made': 'sessions or grants were revoked, from one to all, for the reason given',
  'session.begun': 'a person signed in, or a guest came, and a session began',
  'session.binding_changed':
    'a session or its refresh token came from another network, browser or device than before',
  'session.disowned': 'the person said that a session was not theirs; it ended',
  'session.ended': 'a session ended, with the reason',
  'session.reauthenticated': 'the person signed in again inside a session',
  'session.refused': 'a sign-in was refused because the account has as many sessions as it may',
  'session.upgraded': 'a guest signed in: the session began that took the place of the guest',
  'session.used_in_parallel': 'a cookie was in use from two networks or browsers within seconds',
  'session.went_offline': 'the browser part ended; grants with offline_access live on',
  'step_up.unmet':
    'something asked for a stronger sign-in than the person can make, and was refused',
  'token.refused': 'a client proved who it is, and was refused the token it asked for',
  'token.revoked': 'an access token was revoked before its end; its grant stands',
} as const

export type EventType = keyof typeof eventTypes

export type Actor =
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'client'; readonly id: string }
  | { readonly kind: 'operator'; readonly id: string }
  | { readonly kind: 'api_key'; readonly id: string }
  | { readonly kind: 'system' }
  | { readonly kind: 'nobody' }

export type LedgerEvent = {
  readonly type: EventType
  readonly outcome: 'success' | 'failure'
  readonly actor: Actor
  readonly accountId?: string
  readonly sessionId?: string
  readonly clientId?: string
  readonly grantId?: string
  readonly details?: Readonly<Record<string, string | number | boolean>>
}
