/** A mail server that keeps what it is sent, so that a test reads its mail like a person. */

import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { eventually } from './eventually.ts'

export type Mail = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** As it came over the wire. */
  readonly raw: string
}

export type Mailbox = {
  /** The values of `PARLEY_MAIL_URL` and `PARLEY_MAIL_FROM`. */
  readonly settings: Readonly<Record<string, string>>
  /** But for the news of a new device, which come by themselves. */
  readonly mailsTo: (email: string) => readonly Mail[]
  readonly newsTo: (email: string) => readonly Mail[]
  /** Waits for it; `count` counts from one. */
  readonly mailTo: (email: string, count?: number) => Promise<Mail>
  readonly close: () => Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const mails: Mail[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    receive(socket, (mail) => mails.push(mail))
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  const allTo = (email: string) => mails.filter(({ to }) => to === email)
  const isNews = ({ subject }: Mail) => subject.startsWith('A new device')
  const mailsTo = (email: string) => allTo(email).filter((mail) => !isNews(mail))
  return {
    settings: {
      PARLEY_MAIL_URL: `smtp://127.0.0.1:${port}`,
      PARLEY_MAIL_FROM: 'Parley <no-reply@parley.example>',
    },
    mailsTo,
    newsTo: (email) => allTo(email).filter(isNews),
    mailTo: async (email, count = 1) => {
      await eventually(() => mailsTo(email).length >= count)
      const mail = mailsTo(email)[count - 1]
      if (mail === undefined) throw new Error('no mail')
      return mail
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** The address that the message wants opened. */
export function linkIn({ text }: Mail): URL {
  const [, link] = /:\n(https?:\/\/\S+)/.exec(text) ?? []
  if (link === undefined) throw new Error(`no link in ${text}`)
  return new URL(link)
}

/** SMTP (RFC 5321), as little of it as one message needs. */
function receive(socket: Socket, keep: (mail: Mail) => void): void {
  let to = ''
  /** Null between messages. */
  let lines: string[] | null = null
  const command = (line: string): string => {
    if (/^DATA/i.test(line)) lines = []
    to = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1] ?? to
    return lines === null ? '250 mailbox' : '354 go on'
  }
  const content = (line: string): string | null => {
    if (line !== '.') {
      lines?.push(line)
      return null
    }
    keep(readMail(to, (lines ?? []).join('\r\n')))
    lines = null
    return '250 kept'
  }
  socket.write('220 mailbox\r\n')
  createInterface({ input: socket }).on('line', (line) => {
    const reply = lines === null ? command(line) : content(line)
    if (reply !== null) socket.write(`${reply}\r\n`)
  })
}

function readMail(to: string, raw: string): Mail {
  const [, subject = ''] = /^Subject: (.*(?:\r\n[ \t].*)*)$/im.exec(raw) ?? []
  return {
    to,
    subject: wordsOf(subject).trim(),
    text: partOf(raw, 'plain'),
    html: partOf(raw, 'html'),
    raw,
  }
}

/** Letters beyond ASCII come as encoded words, the space between two of which means nothing (RFC 2047). */
function wordsOf(header: string): string {
  const joined = header.replace(/\r\n(?=[ \t])/g, '').replace(/\?=\s+=\?/g, '?==?')
  return joined.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
    encoding.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64').toString('utf8')
      : unquoted(text.replaceAll('_', ' ')),
  )
}

function unquoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function partOf(raw: string, kind: string): string {
  const part = new RegExp(
    `Content-Type: text/${kind}[^\\n]*\\r\\n([\\s\\S]*?)\\r\\n\\r\\n([\\s\\S]*?)\\r\\n--`,
  )
  const [, headers = '', body = ''] = part.exec(raw) ?? []
  const plain = body.replaceAll('\r\n', '\n').replace(/^\.\./gm, '.')
  if (/base64/i.test(headers)) return Buffer.from(plain, 'base64').toString('utf8')
  return /quoted-printable/i.test(headers) ? unquoted(plain.replace(/=\n/g, '')) : plain
}
