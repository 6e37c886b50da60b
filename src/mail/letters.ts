/**
 * The content of each mail. Links use the issuer from the settings, never the host of a request, and
 * no mail repeats text that a stranger typed.
 */

import { showEmail } from '../base/email-domain.ts'
import type { BrandSettings } from '../config/config.ts'
import { deviceName } from '../i18n/device.ts'
import { fill } from '../i18n/fill.ts'
import { shortMoment } from '../i18n/moment.ts'
import { type Words, wordsOf } from '../i18n/words.ts'
import { tellableName } from '../model/account.ts'
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

type LetterContext = { readonly language: Language; readonly issuer: string; readonly words: Words }

function lettersIn(context: LetterContext) {
  return { ...linkLetters(context), ...noticeLetters(context) }
}

type LinkRequest = {
  readonly to: string
  readonly token: string
  /** The interaction to continue with; null outside of one. */
  readonly stepUid: string | null
}

function linkLetters({ language, issuer, words: { mail } }: LetterContext) {
  const { closing, confirm, hasAccount, reset } = mail
  const address = ({ token, stepUid }: Omit<LinkRequest, 'to'>, page: string) => {
    const place = stepUid === null ? 'account' : `interaction/${stepUid}`
    return `${issuer}/${place}/${page}?${new URLSearchParams({ token })}`
  }
  return {
    confirm: ({ to, ...link }: LinkRequest): Letter => ({
      language,
      to,
      subject: confirm.subject,
      paragraphs: [confirm.text],
      link: { label: confirm.link, url: address(link, 'confirm') },
      closing,
    }),
    hasAccount: ({ to }: Pick<LinkRequest, 'to'>): Letter => ({
      language,
      to,
      subject: hasAccount.subject,
      paragraphs: [hasAccount.text],
      link: { label: hasAccount.link, url: forgotAddress(issuer) },
      closing,
    }),
    reset: ({ to, name, ...link }: LinkRequest & { readonly name: string }): Letter => ({
      language,
      to,
      subject: reset.subject,
      paragraphs: [greeting(mail, name, to), reset.text],
      link: { label: reset.link, url: address(link, 'reset') },
      closing,
    }),
  }
}

type NoticeData = { readonly to: string; readonly name: string; readonly at: Date }

type NewDevice = NoticeData & { readonly userAgent: string | null; readonly network: string | null }

function noticeLetters({ language, issuer, words }: LetterContext) {
  const { mail } = words
  const { passwordChanged, addressChanged, newDevice } = mail
  const closing = fill(mail.notMe, { address: forgotAddress(issuer) })
  return {
    passwordChanged: ({ to, name, at }: NoticeData): Letter => ({
      language,
      to,
      subject: passwordChanged.subject,
      paragraphs: [
        greeting(mail, name, to),
        fill(passwordChanged.text, { at: shortMoment(at, language) }),
      ],
      link: null,
      closing,
    }),
    addressChanged: ({ to, name }: Pick<NoticeData, 'to' | 'name'>): Letter => ({
      language,
      to,
      subject: addressChanged.subject,
      paragraphs: [greeting(mail, name, to), addressChanged.text],
      link: null,
      closing: addressChanged.closing,
    }),
    newDevice: ({ to, name, at, userAgent, network }: NewDevice): Letter => ({
      language,
      to,
      subject: newDevice.subject,
      paragraphs: [
        greeting(mail, name, to),
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

/**
 * On one line, whatever name an operator entered. Without a name it is the recipient's address: a name
 * that is an address could be one that the recipient must not learn.
 */
function greeting(mail: Words['mail'], name: string, to: string): string {
  return fill(mail.greeting, { name: (tellableName(name) ?? showEmail(to)).replace(/\s+/g, ' ') })
}
