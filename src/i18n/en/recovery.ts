/** English: making an account, and a new password by a mailed link. */

import { linkLimits } from '../../model/mailed-link.ts'
import { type PasswordFault, passwordFaults, passwordLength } from '../../model/password.ts'

const ofPassword: Readonly<Record<PasswordFault, string>> = passwordFaults

const register = {
  title: 'Create an account',
  lead: 'You use it to sign in to {client}, and to every other app that signs people in here.',
  note: 'We send a message to your address. The account is made when you open the link in it.',
  name: 'Name',
  nameHint: 'As apps may show it, if you allow them to see it.',
  email: 'Email',
  submit: 'Create account',
  signIn: 'I have an account: sign in',
  faults: {
    email: 'That is not an email address. Enter one, such as anna@example.com.',
    name: 'Enter a name of at most 100 characters, without hidden ones. It cannot be the name of this service.',
  },
}

const confirm = {
  title: 'Confirm your address',
  lead: 'This makes an account for {email}.',
  here: 'After that you sign in and go on where you were.',
  elsewhere:
    'You began in another browser, so enter the password that you chose there. If you chose none, close this page: somebody else typed your address.',
  email: 'Email',
  password: 'Password you chose',
  wrong: 'That is not the password that was chosen.',
  submit: 'Confirm address',
}

const forgot = {
  title: 'Forgot your password?',
  lead: 'We send you a link with which you choose a new one.',
  note: 'A new password signs you out on every device.',
  email: 'Email',
  invalid: 'That is not an email address. Enter the one of your account.',
  submit: 'Send the link',
  signIn: 'Back to signing in',
}

const reset = {
  title: 'Choose a new password',
  lead: 'With it you are signed out on every device, and every app asks you to sign in again.',
  note: 'The former password stays good until this is done.',
  email: 'Email',
  submit: 'Set the new password',
}

const newPassword = {
  first: { password: 'Password', repeat: 'Password, once more' },
  next: { password: 'New password', repeat: 'New password, once more' },
  hint: `At least ${passwordLength.least} characters of any kind. A few words that only you would put together are good.`,
  faults: {
    ...ofPassword,
    mismatch: 'The two passwords differ. Type the same one twice.',
    same: 'That is the password you have now. Choose another one.',
  },
}

const mailSent = {
  title: 'Check your email',
  lead: {
    register: 'We sent a message to {email}.',
    reset: 'If {email} is the address of an account here, a message is on its way to it.',
  },
  note: `Open the link in it within ${linkLimits.minutes} minutes, preferably in this browser, to continue from here.`,
  nothing: 'Nothing arrived?',
  wait: 'It can take a few minutes. Check your spam folder too, and the address above.',
  limit: `At most ${linkLimits.mostAnHourToAddress} messages an hour go to one address, and only the newest link works.`,
  again: 'Resend email',
  /** Said only in development. */
  shown: 'In development, mail isn’t sent.',
  open: 'Open the mail page',
}

const linkEnd = {
  dead: {
    title: 'This link does not work',
    lead: 'It was used, it is too old, or a newer one was sent. Nothing was done.',
    what: 'What you can do',
    sentence: 'Ask for another message where you asked for this one, and open its link soon.',
    next: 'Choose a new password',
  },
  confirmed: {
    title: 'Your account is ready',
    lead: 'The address is confirmed.',
    what: 'To go on',
    sentence: 'Go back to the browser where you began, and sign in there with your new account.',
    next: 'Go to your account here',
  },
  reset: {
    title: 'Your new password is set',
    lead: 'You are signed out on every device.',
    what: 'To go on',
    sentence: 'Go back to the app you want to use, and sign in with the new password.',
    next: 'Go to your account',
  },
}

export const recovery = { register, confirm, forgot, reset, newPassword, mailSent, linkEnd }
