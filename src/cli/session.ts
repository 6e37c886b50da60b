/** The command `parley session`: searches sessions, shows one and ends one. */

import { endSession } from '../endings/end-session.ts'
import { type EndReason, endReasons, type SessionState } from '../model/session.ts'
import { findListedSession, type ListedSession } from '../sessions/list.ts'
import {
  type FoundSession,
  findAnySession,
  foundDocument,
  searchSessions,
} from '../sessions/search.ts'
import type { Db } from '../store/db.ts'
import { sessionStory } from '../web/admin-api/session-documents.ts'
import { openPlaces } from '../web/places.ts'
import { type AnswerOptions, answer } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { gather, noteRest } from './gather.ts'
import { commandLineActor } from './operator.ts'
import { withStore } from './postgres.ts'
import { type FilterFlags, filterBy, narrows } from './session-filter.ts'
import { sessionLines, storyLines } from './session-lines.ts'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

export type ListSessionsOptions = AnswerOptions & FilterFlags

export async function runListSessions(
  context: Context,
  options: ListSessionsOptions,
): Promise<void> {
  if (!narrows(options)) throw new Refusal('Say which: --account, --client, --network and so on.')
  const found = await withStore(context.config(), async (db) => {
    const filter = await filterBy(db, options)
    return gather<FoundSession, string>((before, most) =>
      searchSessions(db, { filter, before, most }),
    )
  })
  const lines = found.rows.length === 0 ? ['There is no such session.'] : sessionLines(found.rows)
  answer(context, options, { value: found.rows.map(foundDocument), lines })
  noteRest(context, found)
}

/** The whole story but its events: those are the ledger's to show. */
export async function runShowSession(
  context: Context,
  id: string,
  options: AnswerOptions,
): Promise<void> {
  const config = context.config()
  const places = await openPlaces(config.geoipFile)
  const story = uuid.test(id)
    ? await withStore(config, async (db) => {
        const session = await findAnySession(db, id)
        return session && sessionStory(db, session, places)
      })
    : null
  if (story === null) throw unknown(id)
  answer(context, options, { value: story, lines: storyLines(story) })
}

function unknown(id: string): Refusal {
  return new Refusal(`There is no session ${JSON.stringify(id)}.`)
}

export type EndSessionOptions = AnswerOptions &
  FilterFlags & { readonly reason?: string; readonly dryRun?: boolean }

export async function runEndSession(
  context: Context,
  id: string,
  options: EndSessionOptions,
): Promise<void> {
  if (narrows(options) || options.dryRun) {
    throw new Refusal('Say either an id, or flags that find several.')
  }
  const reason = reasonOf(options.reason ?? 'revoked')
  const config = context.config()
  const ended = uuid.test(id) ? await withStore(config, (db) => end(db, id, reason)) : null
  if (ended === null) throw unknown(id)
  answer(context, options, {
    value: { id: ended.id, state: ended.state, end_reason: ended.endReason },
    lines: [sentences[ended.state](ended)],
  })
}

function reasonOf(text: string): EndReason {
  const reason = endReasons.find((known) => known === text)
  if (reason !== undefined) return reason
  throw new Refusal(`--reason: of one session it is one of ${endReasons.join(', ')}.`)
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
