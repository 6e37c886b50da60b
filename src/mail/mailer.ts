/** Sending letters: by SMTP, or in development without a mail server to whoever looks. */

import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'
import { now } from '../base/clock.ts'
import type { MailSettings } from '../config/config.ts'
import type { Letter } from '../model/mail.ts'
import type { Sender } from './letters.ts'
import { write } from './written.tsx'

export type ShownLetter = { readonly sentAt: Date; readonly letter: Letter }

export type Mailer = {
  /** Throws when the mail server did not take it. */
  readonly send: (letter: Letter) => Promise<void>
  /** The newest first; null where mail is really sent. */
  readonly shown: (() => readonly ShownLetter[]) | null
}

const mostShown = 50

/** In development: the letter goes to the log and to a page, and no further. */
export function openShowcase(log: Logger): Mailer {
  const letters: ShownLetter[] = []
  return {
    send: async (letter) => {
      letters.unshift({ sentAt: now(), letter })
      letters.length = Math.min(letters.length, mostShown)
      const { to, subject, link } = letter
      log.warn({ to, subject, link: link?.url ?? null }, 'mail is shown here and at /dev/mail')
    },
    shown: () => letters,
  }
}

/** A server that does not answer must not hold a job longer than the queue gives it. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

export function openMailer(settings: MailSettings, sender: Sender): Mailer {
  const transport = createTransport({
    ...connectionOf(settings.url),
    ...patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (letter) => {
      await transport.sendMail({
        from: settings.from,
        // An object is taken as one address, whatever a text could be read as.
        to: { name: '', address: letter.to },
        subject: letter.subject,
        ...write(letter, sender),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
    },
    shown: null,
  }
}

/** A password never goes over the network in the clear. */
function connectionOf(address: string) {
  const { protocol, hostname, port, username, password } = new URL(address)
  const secure = protocol === 'smtps:'
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  const user = decodeURIComponent(username)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && user !== '' && !isHere,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(password) } }),
  }
}
