/** English: the steps in which a person signs in, allows, makes room, signs out. */

const endings = {
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

const signIn = {
  title: 'Sign in',
  titleAgain: 'Sign in again',
  lead: '{client} wants you to sign in with {brand}.',
  again: {
    too_old: {
      scope: '{client} asks you to sign in again for: {scope}.',
      anything: 'Your sign-in was some time ago. {client} asks you to sign in again.',
    },
    too_weak: {
      scope: '{client} asks for a stronger sign-in for: {scope}.',
      anything: '{client} asks for a stronger sign-in.',
    },
  },
  note: 'After that you go back to {client}. It never sees your password.',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  cancel: 'Cancel and go back to {client}',
  changed:
    'You are signed in, but something changed since: your network or your browser. Show that it is you, and go on where you were.',
  errors: {
    credentials: 'Email or password is wrong.',
    missing: 'Enter your email and your password.',
    busy: 'Too many people are signing in right now. Wait a few seconds, then try again.',
    throttled: 'There were too many wrong tries. Try again in {wait}.',
  },
  waiting: {
    device: 'A browser that you signed in with before need not wait.',
    reset:
      'A browser that you signed in with before need not wait, nor one in which you choose a new password.',
  },
  done: {
    account_ready: 'Your address is confirmed and your account is ready. Sign in with it.',
    password_set: 'Your new password is set. Sign in with it.',
  },
  ways: { forgot: 'Forgot your password?', register: 'Create an account' },
}

const chooseAccount = {
  title: 'Choose an account',
  lead: '{client} asks which account to use.',
  note: 'You stay signed in here until someone signs in with the other account.',
  goOn: 'Continue as {email}',
  other: 'Use another account',
  cancel: 'Cancel and go back to {client}',
}

const consent = {
  title: 'Allow access',
  heading: '{client} asks for access to your account',
  home: 'The app says its home is {host}.',
  outcome: 'If you deny, {client} gets nothing, and you go back to it all the same.',
  otherAccount: 'Not you? Use another account',
  scopes: '{client} will be able to',
  isNew: 'New',
  lifetime: 'For how long',
  away: 'Signing out of {brand} does not end this access.',
  next: 'Where you go next',
  nextPlace: 'You will go back to {host}',
  allow: 'Allow',
  deny: 'Deny',
  untilSignOut: 'Until you sign out',
  untilRemoved: 'Until you remove it, up to {days}, also when you are away',
}

/** Those of the protocol itself; an application's own are shown by their names. */
const scopes = {
  openid: {
    title: 'Recognise you',
    description: 'An identifier for your account, so that the app knows you when you come back.',
  },
  profile: {
    title: 'See your profile',
    description: 'Your name and the other details of your profile, as far as you gave them.',
  },
  email: {
    title: 'See your email address',
    description: 'The address of your account, and whether it was confirmed.',
  },
  phone: {
    title: 'See your phone number',
    description: 'The number in your profile, and whether it was confirmed.',
  },
  address: {
    title: 'See your postal address',
    description: 'The address in your profile, as far as you gave it.',
  },
  offline_access: {
    title: 'Keep working while you are away',
    description: 'The app stays connected after you close the browser.',
  },
}

const tooMany = {
  title: 'Too many devices',
  many: {
    lead: 'Your account may be signed in on {limit} devices at once, and all {limit} are in use.',
    ask: 'End one of them to go on to {client}. That device is signed out at once, and you do not need your password again.',
    refuse: 'Sign out on one of them first, then try again here to go on to {client}.',
  },
  one: {
    lead: 'Your account may be signed in on one device at once, and that one is in use.',
    ask: 'End it to go on to {client}. That device is signed out at once, and you do not need your password again.',
    refuse: 'Sign out there first, then try again here to go on to {client}.',
  },
  which: 'Which one should end?',
  now: 'Signed in now',
  network: 'Network',
  since: 'Signed in',
  lastSeen: 'Last used',
  end: 'End this one and go on',
  endNamed: 'End this one and go on: {device}',
  retry: 'Try again',
  cancel: 'Cancel and go back to {client}',
}

const signOut = {
  title: 'Sign out?',
  lead: 'Your session in this browser ends, for every app that uses it.',
  leadFromClient:
    '{client} asks to sign you out. Your session in this browser ends, for every app that uses it.',
  stay: 'If you stay signed in, nothing changes.',
  stayFromClient: 'If you stay signed in, only your sign-in to {client} ends.',
  yes: 'Sign out',
  no: 'Stay signed in',
  ended: {
    title: 'You are signed out',
    lead: 'Your session in this browser has ended.',
    note: 'If others use this device, close the browser too.',
  },
  left: {
    title: 'You are signed out of one app',
    lead: 'Your sign-in to {client} has ended.',
    note: 'Your session in this browser goes on for the other apps.',
  },
  stayed: {
    title: 'You are still signed in',
    lead: 'Nothing has changed: your session in this browser goes on.',
    note: 'You can close this page, or go back to the app you were using.',
  },
}

const formPost = {
  title: 'Going back',
  lead: 'You are going back to {host}.',
  leadToApp: 'You are going back to the app.',
  note: 'If nothing happens, press Continue.',
  submit: 'Continue',
}

/** The same steps on the way to this server's own pages, which are no app to the person. */
const own = {
  lead: { account: 'Sign in to your account.', console: 'Sign in to the console.' },
  again: {
    too_old: 'Your sign-in was some time ago. Enter your password again to continue.',
    too_weak: 'A stronger sign-in is needed to continue.',
  },
  chooseAccount: 'Choose the account to continue with.',
  tooMany: {
    many: {
      ask: 'End one of them to continue. That device is signed out at once, and you do not need your password again.',
      refuse: 'Sign out on one of them first, then try again here.',
    },
    one: {
      ask: 'End it to continue. That device is signed out at once, and you do not need your password again.',
      refuse: 'Sign out there first, then try again here.',
    },
  },
  register: 'You use it to sign in here, and to every app that signs people in here.',
  cancel: 'Cancel',
}

export const steps = {
  endings,
  signIn,
  own,
  chooseAccount,
  consent,
  scopes,
  unknownScope: 'A permission the app asks for by this name.',
  tooMany,
  signOut,
  formPost,
  signedInAs: 'Signed in as',
}
