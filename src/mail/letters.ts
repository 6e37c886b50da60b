/**
 * What each message says. The addresses of its links come from the issuer in the settings, never
 * from a request, and nothing a stranger typed is repeated to whoever reads the mail.
 */

import type { Letter } from '../model/mail.ts'
import { linkLimits } from '../model/mailed-link.ts'

export type Letters = ReturnType<typeof lettersOf>

export function lettersOf(issuer: string) {
  return { ...linkLetters(issuer), ...noticeLetters(issuer) }
}

type Asked = {
  readonly to: string
  readonly token: string
  /** The step of the protocol to go on with; null outside of any. */
  readonly stepUid: string | null
}

const soon = `The link works once, for ${linkLimits.minutes} minutes.`
const closing = 'If you did not ask for this, ignore this message: nothing happens.'

function linkLetters(issuer: string) {
  const address = ({ token, stepUid }: Omit<Asked, 'to'>, page: string) => {
    const place = stepUid === null ? 'account' : `interaction/${stepUid}`
    return `${issuer}/${place}/${page}?${new URLSearchParams({ token })}`
  }
  return {
    confirm: ({ to, ...asked }: Asked): Letter => ({
      to,
      subject: 'Confirm your email address',
      paragraphs: [`Someone, hopefully you, asked for an account with this address. ${soon}`],
      link: { label: 'Confirm this address', url: address(asked, 'confirm') },
      closing,
    }),
    hasAccount: ({ to }: Pick<Asked, 'to'>): Letter => ({
      to,
      subject: 'You have an account already',
      paragraphs: [
        'Someone, hopefully you, asked for an account with this address. There is one already, ' +
          'so sign in with it. If you forgot its password, you can choose a new one.',
      ],
      link: { label: 'Choose a new password', url: forgotAddress(issuer) },
      closing,
    }),
    reset: ({ to, name, ...asked }: Asked & { readonly name: string }): Letter => ({
      to,
      subject: 'Choose a new password',
      paragraphs: [
        greeting(name),
        'Someone, hopefully you, wants to choose a new password for your account. That signs you ' +
          `out everywhere. ${soon}`,
      ],
      link: { label: 'Choose a new password', url: address(asked, 'reset') },
      closing,
    }),
  }
}

type Told = { readonly to: string; readonly name: string; readonly at: string }

type NewDevice = Told & { readonly device: string; readonly network: string | null }

function noticeLetters(issuer: string) {
  const notMe =
    'If this was not you, choose a new password now, which signs out everyone: ' +
    forgotAddress(issuer)
  return {
    passwordChanged: ({ to, name, at }: Told): Letter => ({
      to,
      subject: 'Your password was changed',
      paragraphs: [
        greeting(name),
        `The password of your account was changed on ${at}. Other devices were signed out.`,
      ],
      link: null,
      closing: notMe,
    }),
    newDevice: ({ to, name, at, device, network }: NewDevice): Letter => ({
      to,
      subject: 'A new device signed in to your account',
      paragraphs: [
        greeting(name),
        `Your account was used on a device that was never seen before: ${device}` +
          `${network === null ? '' : `, from the network address ${network}`}, on ${at}.`,
      ],
      link: { label: 'See where you are signed in', url: `${issuer}/account/sessions` },
      closing: notMe,
    }),
  }
}

function forgotAddress(issuer: string): string {
  return `${issuer}/account/forgot`
}

/** On one line, whatever an operator gave as a name. */
function greeting(name: string): string {
  return `Hello ${name.replace(/\s+/g, ' ')},`
}
