/** The job that writes and sends a message. A token is made here, after the change has stood. */

import { z } from 'zod'
import { findAccountById } from '../accounts/find.ts'
import { mintLink } from '../accounts/mint-link.ts'
import type { Letters } from '../mail/letters.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Letter, MailOrder } from '../model/mail.ts'
import { findListedSession } from '../sessions/list.ts'
import type { Db } from '../store/db.ts'
import type { Task } from './queue.ts'

export type MailTaskOptions = {
  readonly db: Db
  readonly letters: Letters
  /** Null: no mail can be sent, and whatever asks for one asks in vain. */
  readonly mailer: Mailer | null
  /** In words a person reads. */
  readonly deviceName: (userAgent: string | null) => string
  readonly momentName: (at: Date) => string
}

const id = z.uuid()

const order: z.ZodType<MailOrder> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), linkId: id }),
  z.object({ kind: z.literal('password_changed'), accountId: id }),
  z.object({ kind: z.literal('new_device'), accountId: id, sessionId: id }),
])

/** A link that comes after half an hour helps nobody: the person has asked again. */
const retries = { most: 9, firstSeconds: 5, longestSeconds: 600 } as const

export function mailTask(options: MailTaskOptions): Task {
  const { mailer } = options
  return {
    queue: 'mail',
    concurrency: 1,
    retries,
    run: async (data) => {
      if (mailer === null) return
      const letter = await letterFor(options, order.parse(data))
      if (letter !== null) await mailer.send(letter)
    },
  }
}

function letterFor(options: MailTaskOptions, asked: MailOrder): Promise<Letter | null> {
  switch (asked.kind) {
    case 'link':
      return linkLetter(options, asked.linkId)
    case 'password_changed':
      return passwordLetter(options, asked.accountId)
    case 'new_device':
      return deviceLetter(options, asked)
  }
}

async function linkLetter(
  { db, letters }: MailTaskOptions,
  linkId: string,
): Promise<Letter | null> {
  const link = await mintLink(db, linkId)
  if (link === null) return null
  const { email: to } = link
  switch (link.says) {
    case 'confirm':
      return letters.confirm({ ...link, to })
    case 'has_account':
      return letters.hasAccount({ to })
    case 'reset':
      return letters.reset({ ...link, to })
  }
}

async function passwordLetter(
  { db, letters, momentName }: MailTaskOptions,
  accountId: string,
): Promise<Letter | null> {
  const account = await findAccountById(db, accountId)
  if (account === null || account.email === null) return null
  const { email: to, name, passwordChangedAt } = account
  return letters.passwordChanged({ to, name, at: momentName(passwordChangedAt) })
}

async function deviceLetter(
  { db, letters, deviceName, momentName }: MailTaskOptions,
  { accountId, sessionId }: Extract<MailOrder, { kind: 'new_device' }>,
): Promise<Letter | null> {
  const account = await findAccountById(db, accountId)
  const session = await findListedSession(db, sessionId)
  if (account === null || account.email === null) return null
  if (session?.accountId !== accountId) return null
  const { email: to, name } = account
  return letters.newDevice({
    to,
    name,
    at: momentName(session.createdAt),
    device: deviceName(session.userAgent),
    network: session.network,
  })
}
