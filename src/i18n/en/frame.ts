/** English: what stands around every page, the first page, and what went wrong. */

const home = {
  runs: {
    title: '{brand} is running',
    lead: 'This server signs people in for apps, at {issuer}.',
    links: 'Where to go from here',
  },
  quiet: {
    title: 'This is {brand}',
    lead: 'It signs you in to the apps you use.',
    note: 'There is nothing to do on this page. Open the app you want to use, and it brings you here when it needs to.',
  },
}

const restart = 'Go back to the app and start again.'

/** Texts by error code, for the codes that a page can show. */
const problems = {
  account_disabled: {
    title: 'This account is disabled',
    message: 'Nobody can sign in with it for now.',
    hint: 'Ask whoever runs this server, or use another account.',
  },
  body_too_large: {
    title: 'Too much was sent',
    message: 'This page takes less than what came, so nothing was done.',
    hint: 'Go back and send less.',
  },
  forbidden: {
    title: 'Not allowed',
    message: 'This cannot be done from here, so nothing was done.',
    hint: restart,
  },
  interaction_expired: {
    title: 'You cannot go on from here',
    message: 'This step is over.',
    hint: `It was finished, took too long, or was begun in another browser. ${restart}`,
  },
  media_type_unsupported: {
    title: 'Wrong content type',
    message: 'Only the forms of these pages are taken here, so nothing was done.',
    hint: restart,
  },
  method_not_allowed: {
    title: 'Not a method of this address',
    message: 'This page cannot be asked for in this way.',
    hint: restart,
  },
  request_invalid: {
    title: 'The request is invalid',
    message: 'Something in it is missing or wrong, so nothing was done.',
    hint: restart,
  },
  session_ended: {
    title: 'Your session has ended',
    message: 'It ended while this was under way, so nothing was done.',
    hint: restart,
  },
  too_many_pending: {
    title: 'Too many sign-ins are waiting',
    message:
      'Too many people or programs in your network started to sign in and did not finish, so no further sign-in can begin there for now.',
    hint: 'Finish a sign-in that you have open, or try again in a few minutes. From another network, you can sign in now.',
  },
  sign_in_refused: {
    title: 'You were not signed in',
    message: 'The sign-in was cancelled or refused, so nothing was done.',
    hint: 'Try again. If it happens again, ask whoever runs this server.',
  },
  sign_in_too_weak: {
    title: 'You cannot sign in here for now',
    message: 'This page asks for a stronger sign-in than your account has.',
    hint: 'Ask whoever runs this server, or use another account.',
  },
  unforeseen: {
    title: 'Something went wrong',
    message: 'It is not your fault. Nothing of what you had finished before is lost.',
    hint: 'Wait a moment and try again. If it happens again, tell whoever runs this server.',
  },
}

/** Texts by protocol error, which people see when an app is set up wrongly. */
const refusals = {
  refused: {
    title: 'This request cannot go on',
    message: 'The app asked for something that is not possible, so nothing was done.',
  },
  failed: {
    title: 'Something went wrong',
    message: 'It is not your fault, nor that of the app. Nothing was done.',
  },
  invalid_client: {
    title: 'This app is not known here',
    message: 'The app that sent you here is not registered with this server, or no longer.',
  },
  invalid_redirect_uri: {
    title: 'This app gave a wrong way back',
    message: 'The address it wants you to go back to is not registered for it, so you stay here.',
  },
  hint: 'Go back to the app and start again. If it happens again, tell the makers of the app.',
}

const errors = {
  titleOf: 'Error: {title}',
  hint: 'What you can do',
  forOperators: 'If you ask for help, give this with it',
  reason: 'Reason',
  status: 'Status',
  request: 'Request',
  unavailable: {
    title: '{brand} cannot answer right now',
    message: 'Something it depends on is out of reach. What you had finished before is kept.',
    hint: 'Wait {seconds}, then reload this page. If that does not help, start again from the app you want to use.',
  },
  notFound: {
    title: 'There is no page here',
    message: 'The address may be mistyped or no longer in use.',
    hint: 'Go back to the app you want to use and start again from there.',
  },
  problems,
  refusals,
  ways: {
    signOut: 'Sign out',
    tryAgain: 'Try again',
    signIn: 'Sign in',
    account: 'Go to your account',
    signedInAs: 'You’re signed in as {email}.',
    application: 'Continue to {client}',
    noCookies:
      'Your browser sent no cookies. If cookies are blocked for this site, allow them, then sign in again.',
  },
}

export const frame = {
  titleOf: '{title} · {brand}',
  banner: 'Development mode: do not use with real accounts',
  bannerLabel: 'About this server',
  device: { known: '{browser} on {system}', unknown: 'Unknown device' },
  home,
  errors,
}
