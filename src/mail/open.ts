/** Chooses the mailer of this server, and says what it makes possible: registration and resets. */

import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { type Mailer, openMailer, openShowcase, type ShownLetter } from './mailer.ts'

export type MailOptions = { readonly config: Config; readonly log: Logger }

export type Mail = {
  readonly mailer: Mailer | null
  /** The letters that are shown instead of sent; null if mail is sent or there is no mail. */
  readonly shownMail: (() => readonly ShownLetter[]) | null
  readonly offers: { readonly registration: boolean; readonly reset: boolean }
}

/** In development without a mail server, letters are shown instead. */
export function sendsMail({ mail, mode }: Pick<Config, 'mail' | 'mode'>): boolean {
  return mail !== null || mode === 'development'
}

export function openMail(options: MailOptions): Mail {
  const mailer = mailerFor(options)
  const reset = sendsMail(options.config)
  const registration = reset && options.config.registration === 'open'
  return { mailer, shownMail: mailer?.shown ?? null, offers: { registration, reset } }
}

/** Null in production without a mail server: features that need mail are then off. */
function mailerFor({ config, log }: MailOptions): Mailer | null {
  const { mail, issuer, brand } = config
  if (mail !== null) return openMailer(mail, { issuer, brand })
  return sendsMail(config) ? openShowcase(log) : null
}
