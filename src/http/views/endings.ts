/** Why a session is over, in the words that a person reads. */

import type { EndReason } from '../../model/session.ts'

/** Who signed out knows it. */
export const endings: Readonly<Record<Exclude<EndReason, 'logout'>, string>> = {
  evicted:
    'You have been logged out: new login detected. Your account was used to sign in somewhere else.',
  idle_timeout: 'You were signed out after a time without activity.',
  absolute_timeout: 'You were signed out because your session had lasted as long as it may.',
  revoked: 'Your session was ended from another device or by an operator.',
  binding_mismatch: 'You were signed out because your browser or your network changed.',
  refresh_reuse:
    'You were signed out to keep you safe: a key that an app held for you was used a second time.',
  account_disabled: 'You were signed out because your account was disabled.',
  credential_changed: 'You were signed out because the way you sign in, or your password, changed.',
  upgraded: 'Your visit as a guest ended when you signed in.',
}
