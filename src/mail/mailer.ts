/** Sends letters by SMTP or, in development without a mail server, shows them on a page. */

import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'
import { now } from '../base/clock.ts'
import type { MailSettings } from '../config/config.ts'
import type { Letter } from '../model/mail.ts'
import type { Sender } from './letters.ts'
import { renderLetter } from './render.tsx'

export type ShownLetter = { readonly sentAt: Date; readonly letter: Letter }

export type Mailer = {
  /** Throws if the mail server did not accept it. */
  readonly send: (letter: Letter) => Promise<void>
  /** The letters to show, newest first; null if mail is really sent. */
  readonly shown: (() => readonly ShownLetter[]) | null
}

const mostShown = 50

/** For development: letters go only to the log and to a page. */
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

/** A silent mail server must not hold a job longer than the queue allows. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

export function openMailer(settings: MailSettings, sender: Sender): Mailer {
  const transport = createTransport({
    ...connectionOf(settings.url),
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (letter) => {
      await transport.sendMail({
        from: settings.from,
        // nodemailer takes an object as one address; a string could be parsed as several.
        to: { name: '', address: letter.to },
        subject: letter.subject,
        ...renderLetter(letter, sender),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
    },
    shown: null,
  }
}

/** A password never goes over the network without TLS. */
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
