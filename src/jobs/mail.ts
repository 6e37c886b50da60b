/** The job that writes and sends a message. A token is made here, after the change has stood. */

import { z } from 'zod'
import { findAccountById } from '../accounts/find.ts'
import { mintLink } from '../accounts/mint-link.ts'
import { appendEvent } from '../ledger/append.ts'
import type { Letters } from '../mail/letters.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { LedgerEvent } from '../model/event.ts'
import { languages } from '../model/language.ts'
import type { Letter, MailOrder } from '../model/mail.ts'
import { findListedSession } from '../sessions/list.ts'
import type { Db } from '../store/db.ts'
import { reasonOf } from '../store/embedded/failure.ts'
import type { Task } from './queue.ts'

export type MailTaskOptions = {
  readonly db: Db
  readonly letters: Letters
  /** Null: no mail can be sent, and whatever asks for one asks in vain. */
  readonly mailer: Mailer | null
}

const id = z.uuid()

/** An order of a node that knew no other language yet names none. */
const language = z.enum(languages).default('en')

const order: z.ZodType<MailOrder> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), linkId: id, language }),
  z.object({ kind: z.literal('password_changed'), accountId: id, language }),
  z.object({ kind: z.literal('address_changed'), accountId: id, former: z.string(), language }),
  z.object({ kind: z.literal('new_device'), accountId: id, sessionId: id, language }),
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
    gaveUp: (data, error) => appendEvent(options.db, givenUp(order.parse(data), error)),
  }
}

/** A mail server's reply about an address is personal. */
function givenUp(asked: MailOrder, error: unknown): LedgerEvent {
  return {
    type: 'mail.given_up',
    outcome: 'failure',
    actor: { kind: 'system' },
    ...('accountId' in asked ? { accountId: asked.accountId } : {}),
    details: { message: asked.kind, tries: retries.most + 1, note: reasonOf(error) },
  }
}

function letterFor(options: MailTaskOptions, asked: MailOrder): Promise<Letter | null> {
  switch (asked.kind) {
    case 'link':
      return linkLetter(options, asked)
    case 'password_changed':
      return passwordLetter(options, asked)
    case 'address_changed':
      return addressLetter(options, asked)
    case 'new_device':
      return deviceLetter(options, asked)
  }
}

type Ordered<Kind extends MailOrder['kind']> = Extract<MailOrder, { readonly kind: Kind }>

async function linkLetter(
  { db, letters: lettersIn }: MailTaskOptions,
  { linkId, language: asked }: Ordered<'link'>,
): Promise<Letter | null> {
  const link = await mintLink(db, linkId)
  if (link === null) return null
  const letters = lettersIn(asked)
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
  { db, letters }: MailTaskOptions,
  { accountId, language: asked }: Ordered<'password_changed'>,
): Promise<Letter | null> {
  const account = await findAccountById(db, accountId)
  if (account === null || account.email === null) return null
  const { email: to, name, passwordChangedAt } = account
  return letters(asked).passwordChanged({ to, name, at: passwordChangedAt })
}

async function addressLetter(
  { db, letters }: MailTaskOptions,
  { accountId, former: to, language: asked }: Ordered<'address_changed'>,
): Promise<Letter | null> {
  const account = await findAccountById(db, accountId)
  return account === null ? null : letters(asked).addressChanged({ to, name: account.name })
}

async function deviceLetter(
  { db, letters }: MailTaskOptions,
  { accountId, sessionId, language: asked }: Ordered<'new_device'>,
): Promise<Letter | null> {
  const account = await findAccountById(db, accountId)
  const session = await findListedSession(db, sessionId)
  if (account === null || account.email === null) return null
  if (session?.accountId !== accountId) return null
  const { email: to, name } = account
  return letters(asked).newDevice({
    to,
    name,
    at: session.createdAt,
    userAgent: session.userAgent,
    network: session.network,
  })
}
