/** The command `parley session`: shows the sessions of an account and ends them. */

import { findAccountByEmail, findAccountById } from '../accounts/find.ts'
import { type Account, type Guest, normaliseEmail } from '../model/account.ts'
import type { EndReason, SessionState } from '../model/session.ts'
import { endSession } from '../sessions/end.ts'
import {
  findListedSession,
  type ListedSession,
  listSessions,
  sessionDocument,
} from '../sessions/list.ts'
import type { Db } from '../store/db.ts'
import { type AnswerOptions, aligned, answer, shortTime } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { commandLineActor } from './operator.ts'
import { withStore } from './postgres.ts'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const mostListed = 1_000

export type ListSessionsOptions = AnswerOptions & { readonly account: string }

export async function runListSessions(
  context: Context,
  options: ListSessionsOptions,
): Promise<void> {
  const sessions = await withStore(context.config(), async (db) => {
    const { id } = await getAccount(db, options.account)
    return listSessions(db, { accountId: id, most: mostListed })
  })
  const lines = sessions.length === 0 ? ['This account has no session.'] : toLines(sessions)
  answer(context, options, { value: sessions.map(sessionDocument), lines })
  if (sessions.length === mostListed) context.note(`Only the newest ${mostListed} are listed.\n`)
}

async function getAccount(db: Db, nameOrId: string): Promise<Account | Guest> {
  const find = uuid.test(nameOrId)
    ? findAccountById(db, nameOrId)
    : findAccountByEmail(db, normaliseEmail(nameOrId))
  const account = await find
  if (account === null) throw new Refusal(`--account: there is no account ${nameOrId}.`)
  return account
}

function toLines(sessions: readonly ListedSession[]): string[] {
  const heading = ['ID', 'STATE', 'BEGUN (UTC)', 'LAST SEEN', 'ENDS', 'NETWORK', 'BROWSER']
  const rows = sessions.map((session) => [
    session.id,
    session.endReason === null ? session.state : `${session.state}: ${session.endReason}`,
    shortTime(session.createdAt),
    shortTime(session.lastSeenAt),
    shortTime(session.expiresAt),
    session.network ?? '-',
    printable(session.userAgent ?? '-').slice(0, 60),
  ])
  return aligned([heading, ...rows])
}

/** A browser names itself as it likes: no escape sequence of its may reach the terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '?')
}

export type EndSessionOptions = AnswerOptions & { readonly reason: EndReason }

export async function runEndSession(
  context: Context,
  id: string,
  options: EndSessionOptions,
): Promise<void> {
  const { reason } = options
  const config = context.config()
  const ended = uuid.test(id) ? await withStore(config, (db) => end(db, id, reason)) : null
  if (ended === null) throw new Refusal(`There is no session ${JSON.stringify(id)}.`)
  answer(context, options, {
    value: { id: ended.id, state: ended.state, end_reason: ended.endReason },
    lines: [sentences[ended.state](ended)],
  })
}

/** Null for an unknown id. Ending what has ended is no error: the answer tells how it ended. */
async function end(db: Db, sessionId: string, reason: EndReason): Promise<ListedSession | null> {
  await endSession(db, { sessionId, reason, by: commandLineActor() })
  return findListedSession(db, sessionId)
}

const sentences: Readonly<Record<SessionState, (session: ListedSession) => string>> = {
  live: ({ id }) => `Session ${id} lives on.`,
  offline: ({ id }) =>
    `The browser part of session ${id} is over; applications with offline access may go on.`,
  ended: ({ id, endReason }) => `Session ${id} has ended: ${endReason}.`,
}
