/**
 * What each message says. The addresses of its links come from the issuer in the settings, never
 * from a request, and nothing a stranger typed is repeated to whoever reads the mail.
 */

import type { BrandSettings } from '../config/config.ts'
import { deviceName } from '../i18n/device.ts'
import { fill } from '../i18n/fill.ts'
import { shortMoment } from '../i18n/moment.ts'
import { type Words, wordsOf } from '../i18n/words.ts'
import type { Language } from '../model/language.ts'
import type { Letter } from '../model/mail.ts'

export type Letters = (language: Language) => ReturnType<typeof lettersIn>

export type Sender = {
  readonly issuer: string
  readonly brand: Pick<BrandSettings, 'name' | 'colour'>
}

export function lettersOf({ issuer, brand }: Sender): Letters {
  return (language) => lettersIn({ language, issuer, words: wordsOf(language, brand.name) })
}

type Writing = { readonly language: Language; readonly issuer: string; readonly words: Words }

function lettersIn(writing: Writing) {
  return { ...linkLetters(writing), ...noticeLetters(writing) }
}

type Asked = {
  readonly to: string
  readonly token: string
  /** The step of the protocol to go on with; null outside of any. */
  readonly stepUid: string | null
}

function linkLetters({ language, issuer, words: { mail } }: Writing) {
  const { closing, confirm, hasAccount, reset } = mail
  const address = ({ token, stepUid }: Omit<Asked, 'to'>, page: string) => {
    const place = stepUid === null ? 'account' : `interaction/${stepUid}`
    return `${issuer}/${place}/${page}?${new URLSearchParams({ token })}`
  }
  return {
    confirm: ({ to, ...asked }: Asked): Letter => ({
      language,
      to,
      subject: confirm.subject,
      paragraphs: [confirm.text],
      link: { label: confirm.link, url: address(asked, 'confirm') },
      closing,
    }),
    hasAccount: ({ to }: Pick<Asked, 'to'>): Letter => ({
      language,
      to,
      subject: hasAccount.subject,
      paragraphs: [hasAccount.text],
      link: { label: hasAccount.link, url: forgotAddress(issuer) },
      closing,
    }),
    reset: ({ to, name, ...asked }: Asked & { readonly name: string }): Letter => ({
      language,
      to,
      subject: reset.subject,
      paragraphs: [greeting(mail, name), reset.text],
      link: { label: reset.link, url: address(asked, 'reset') },
      closing,
    }),
  }
}

type Told = { readonly to: string; readonly name: string; readonly at: Date }

type NewDevice = Told & { readonly userAgent: string | null; readonly network: string | null }

function noticeLetters({ language, issuer, words }: Writing) {
  const { mail } = words
  const { passwordChanged, addressChanged, newDevice } = mail
  const closing = fill(mail.notMe, { address: forgotAddress(issuer) })
  return {
    passwordChanged: ({ to, name, at }: Told): Letter => ({
      language,
      to,
      subject: passwordChanged.subject,
      paragraphs: [
        greeting(mail, name),
        fill(passwordChanged.text, { at: shortMoment(at, language) }),
      ],
      link: null,
      closing,
    }),
    addressChanged: ({ to, name }: Pick<Told, 'to' | 'name'>): Letter => ({
      language,
      to,
      subject: addressChanged.subject,
      paragraphs: [greeting(mail, name), addressChanged.text],
      link: null,
      closing: addressChanged.closing,
    }),
    newDevice: ({ to, name, at, userAgent, network }: NewDevice): Letter => ({
      language,
      to,
      subject: newDevice.subject,
      paragraphs: [
        greeting(mail, name),
        fill(network === null ? newDevice.text : newDevice.textFrom, {
          device: deviceName(words, userAgent),
          network: network ?? '',
          at: shortMoment(at, language),
        }),
      ],
      link: { label: newDevice.link, url: `${issuer}/account/sessions` },
      closing,
    }),
  }
}

function forgotAddress(issuer: string): string {
  return `${issuer}/account/forgot`
}

/** On one line, whatever an operator gave as a name. */
function greeting(mail: Words['mail'], name: string): string {
  return fill(mail.greeting, { name: name.replace(/\s+/g, ' ') })
}
