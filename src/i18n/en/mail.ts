/** English: the messages that are mailed, and the page that shows them in development. */

import { linkLimits } from '../../model/mailed-link.ts'

const soon = `The link works once, for ${linkLimits.minutes} minutes.`

const confirm = {
  subject: 'Confirm your email address',
  text: `Someone, hopefully you, asked for an account with this address. ${soon}`,
  link: 'Confirm this address',
}

const hasAccount = {
  subject: 'You have an account already',
  text: 'Someone, hopefully you, asked for an account with this address. There is one already, so sign in with it. If you forgot its password, you can choose a new one.',
  link: 'Choose a new password',
}

const reset = {
  subject: 'Choose a new password',
  text: `Someone, hopefully you, wants to choose a new password for your account. That signs you out everywhere. ${soon}`,
  link: 'Choose a new password',
}

const passwordChanged = {
  subject: 'Your password was changed',
  text: 'The password of your account was changed on {at}. Other devices were signed out.',
}

const addressChanged = {
  subject: 'Your email address was changed',
  text: 'The email address of your account was changed to another one. You sign in with that one now, and no more messages come to this one.',
  closing: 'If you did not ask for this, tell whoever runs {brand} at once.',
}

const newDevice = {
  subject: 'A new device signed in to your account',
  text: 'Your account was used on a device that was never seen before: {device}, on {at}.',
  textFrom:
    'Your account was used on a device that was never seen before: {device}, from the network address {network}, on {at}.',
  link: 'See where you are signed in',
}

const shown = {
  title: 'Mail',
  lead: 'What this server would have sent, the newest first.',
  note: 'Without PARLEY_MAIL_URL no mail leaves this machine. These are kept in memory, for this page alone.',
  none: 'None yet. Ask for an account or a new password, and the message is here.',
  to: 'To',
  at: 'Written',
}

export const mail = {
  greeting: 'Hello {name},',
  closing: 'If you did not ask for this, ignore this message: nothing happens.',
  notMe: 'If this was not you, choose a new password now, which signs out everyone: {address}',
  sender: 'Sent by {brand} at {issuer}. Nobody reads answers to this message.',
  copy: 'Or copy this address into your browser:',
  confirm,
  hasAccount,
  reset,
  passwordChanged,
  addressChanged,
  newDevice,
  shown,
}
