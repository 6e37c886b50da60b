/** English: what happened with an account. */

const types = {
  'account.created': 'Your account was created',
  'account.disabled': 'Your account was disabled',
  'account.enabled': 'Your account was enabled again',
  'authentication.failed': 'Someone tried to sign in with a wrong password',
  'code.reused': 'An app was signed out to keep you safe',
  'consent.denied': 'You refused what an app asked for',
  'consent.granted': 'You allowed an app to use your account',
  'consent.withdrawn': 'You removed the access of an app',
  'device.first_seen': 'A new device signed in',
  'password.changed': 'You changed your password',
  'password.reset': 'Your password was set anew, by a link sent to you',
  'password.reset_requested': 'Someone asked for a new password',
  'refresh.reused': 'An app was signed out to keep you safe',
  'revocation.made': 'An operator ended sessions of your account',
  'session.begun': 'You signed in',
  'session.binding_changed': 'A session was used from another network, browser or device',
  'session.disowned': 'You said that a session was not yours',
  'session.reauthenticated': 'You signed in again',
  'session.refused': 'A sign-in was refused: too many devices',
  'session.used_in_parallel': 'A session was used from two places at once',
}

const endings = {
  logout: 'You signed out',
  idle_timeout: 'You were signed out after a time without activity',
  absolute_timeout: 'You were signed out because the session had lasted as long as it may',
  evicted: 'You were signed out because of a new sign-in',
  revoked: 'You were signed out from another device or by an operator',
  binding_mismatch: 'You were signed out because the browser, network or device changed',
  refresh_reuse: 'You were signed out to keep you safe',
  account_disabled: 'You were signed out because your account was disabled',
  credential_changed: 'You were signed out because your password changed',
  upgraded: 'Your visit as a guest ended when you signed in',
}

export const activity = {
  title: 'What happened',
  lead: 'Sign-ins, devices, apps and passwords of your account, the newest first.',
  note: 'If something here was not you, change your password: it signs out every other device.',
  list: 'Entries',
  pages: 'More entries',
  newest: 'Back to the newest',
  older: 'Older entries',
  when: 'When',
  device: 'Device',
  network: 'Network',
  app: 'App',
  none: 'Nothing yet. Once you sign in or change something, it is here.',
  types,
  endings,
}
