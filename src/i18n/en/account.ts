/** English: a person's own account, and the dialog about the session. */

const places = {
  sessions: 'Devices',
  applications: 'Apps',
  security: 'Security',
  activity: 'Activity',
}

const sessions = {
  title: 'Where you are signed in',
  lead: 'Every device and browser that uses your account.',
  note: 'If you do not know one of them, sign it out. It ends at once, with every app it used.',
  list: 'Your devices',
  thisOne: 'This device',
  newDevice: 'New device',
  deviceSince: 'First used',
  offline: 'No longer signed in; its apps go on in the background',
  network: 'Network',
  since: 'Signed in',
  lastSeen: 'Last used',
  applications: 'Apps',
  end: 'Sign out there',
  endNamed: 'Sign out there: {device}',
  disown: 'This wasn’t me',
  disownNamed: 'This wasn’t me: {device}',
  endOthers: 'Sign out everywhere else',
  keeps: 'Only this device stays signed in.',
  done: {
    ended: 'Done: that device is signed out, and so are the apps it used.',
    others_ended: 'Done: you were signed out everywhere else.',
  },
}

const applications = {
  title: 'Apps with access to your account',
  lead: 'Every app you allowed to use your account, and what it may do.',
  note: 'Removing access ends it at once, everywhere: on all your devices, and in the background.',
  list: 'Your apps',
  since: 'Since',
  may: '{client} may',
  remove: 'Remove access',
  removeNamed: 'Remove access: {client}',
  none: {
    title: 'No app has access',
    expect:
      'When you sign in to an app with {brand} and allow it to use your account, it appears here. You see what it may do, and can remove its access at any time.',
  },
  done: { removed: 'Done: that app has no access to your account any more.' },
}

const security = {
  title: 'How you sign in',
  lead: 'Your password, and since when you have it.',
  note: 'A new password signs you out on every other device, and takes away what its apps may do.',
  password: 'Password',
  since: 'Changed',
  again: 'To change it, sign in again first: that was more than five minutes ago.',
  signIn: 'Sign in again',
  email: 'Email',
  current: 'Current password',
  wrong: 'That is not your current password.',
  submit: 'Change password',
  done: {
    changed: 'Done: your password is changed, and you were signed out everywhere else.',
    disowned:
      'Done: that device is signed out. Whoever used it may know your password, so choose a new one now. That signs out everyone else.',
  },
}

const guest = {
  title: 'You are browsing as a guest',
  lead: 'There is nothing to see here yet: a guest has no account.',
  note: 'If you sign in, the app you came from learns that it is you, and can keep what you gathered.',
  offer: 'Do you have an account?',
  signIn: 'Sign in',
}

const dialog = {
  expiring: {
    title: 'Are you still there?',
    why: 'Nothing has happened here for a while. To keep your account safe, your session ends soon.',
    stay: 'Stay signed in',
    leave: 'Sign out now',
    failed: 'The server could not be reached. Try again.',
  },
  ending: {
    title: 'Your session ends soon',
    why: 'It has lasted as long as it may. Finish what you are doing, then sign in again.',
    understood: 'I understand',
  },
  left: 'You will be signed out in {left}.',
  ended: {
    title: 'You were signed out',
    other: 'Your session in this browser is over.',
    again: 'Sign in again',
  },
}

export const account = {
  yours: 'Your account',
  places,
  sessions,
  applications,
  security,
  guest,
  dialog,
}
