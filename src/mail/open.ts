/** Which mailer this server has, and what it can offer people with it. */

import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { type Mailer, openMailer, openShowcase, type ShownLetter } from './mailer.ts'

export type MailOptions = { readonly config: Config; readonly log: Logger }

export type Mail = {
  readonly mailer: Mailer | null
  /** The mail that is shown instead of sent; null where it is sent, or none is. */
  readonly shownMail: (() => readonly ShownLetter[]) | null
  readonly offers: { readonly registration: boolean; readonly reset: boolean }
}

export function openMail(options: MailOptions): Mail {
  const mailer = mailerFor(options)
  const reset = mailer !== null
  const registration = reset && options.config.registration === 'open'
  return { mailer, shownMail: mailer?.shown ?? null, offers: { registration, reset } }
}

/** Null in production without a mail server: what needs mail is then not offered. */
function mailerFor({ config, log }: MailOptions): Mailer | null {
  const { mail, issuer, brand, mode } = config
  if (mail !== null) return openMailer(mail, { issuer, brand })
  return mode === 'development' ? openShowcase(log) : null
}
