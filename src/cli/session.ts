/** The command `parley session`: its flags, and how sessions are searched, shown and ended. */

import { type Command, Option } from 'commander'
import { toRevocation } from '../contract/revocation.ts'
import { toSession, toSessionDetails, toSessionReach } from '../contract/session.ts'
import { endSession } from '../endings/end-session.ts'
import { acrValues } from '../model/acr.ts'
import { guestAcr } from '../model/guest.ts'
import { type EndReason, endReasons, type SessionState } from '../model/session.ts'
import { endSearched, reachOfSearched, type SearchedReach } from '../sessions/end-searched.ts'
import { findListedSession, type ListedSession } from '../sessions/list.ts'
import { readStory } from '../sessions/read-story.ts'
import { type FoundSession, searchSessions } from '../sessions/search.ts'
import type { Db } from '../store/db.ts'
import { openPlaces } from '../web/places.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, answer, jsonOption } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { gather, noteRest } from './gather.ts'
import { isId } from './id.ts'
import { nameFlag } from './name-flag.ts'
import { withStore } from './postgres.ts'
import { type FilterFlags, filterBy, narrows } from './session-filter.ts'
import { sessionLines, storyLines } from './session-lines.ts'

/** The flags that narrow a search, for listing and for ending. */
function narrowing(command: Command, states: readonly string[]): Command {
  return command
    .option('--account <email-or-id>', 'the account')
    .option('--client <id>', 'sessions with a grant of this application')
    .addOption(new Option('--state <state>', 'only this state').choices(states))
    .option('--network <cidr>', 'sessions that began in this network')
    .option('--device <id>', 'sessions on this device')
    .addOption(
      new Option('--acr <acr>', 'the strength of the sign-in').choices([...acrValues, guestAcr]),
    )
    .option('--policy <name>', 'sessions under this policy')
    .option('--created-from <moment>', 'began at or after, such as 2026-11-22T13:00:00Z')
    .option('--created-to <moment>', 'began before')
    .option('--seen-from <moment>', 'last used at or after')
    .option('--seen-to <moment>', 'last used before')
}

export function addSessionCommands(session: Command, context: Context): void {
  narrowing(session.command('list'), ['live', 'offline', 'ended'])
    .description('search sessions, newest first')
    .addOption(new Option('--end-reason <reason>', 'the end reason').choices(endReasons))
    .addOption(jsonOption())
    .action(async (options) => runListSessions(context, options))
  session
    .command('show')
    .description('show one session with its applications and notices')
    .argument('<id>', "the session's id")
    .addOption(jsonOption())
    .action(async (id, options) => runShowSession(context, id, options))
  narrowing(session.command('end'), ['live', 'offline'])
    .description('end one session, or all sessions that match the flags')
    .argument('[id]', "the session's id")
    .option('--reason <reason>', 'an end reason for one session, your own words for several')
    .option('--dry-run', 'count matching sessions, and change nothing')
    .addOption(jsonOption())
    .action(async (id, options) =>
      id === undefined ? runEndSessions(context, options) : runEndSession(context, id, options),
    )
}

export type ListSessionsOptions = AnswerOptions & FilterFlags

async function runListSessions(context: Context, options: ListSessionsOptions): Promise<void> {
  if (!narrows(options))
    throw new Refusal('Narrow the search: --account, --client, --network and so on.')
  const config = context.config()
  const places = await openPlaces(config.geoipFile)
  const found = await withStore(config, async (db) => {
    const filter = await filterBy(db, options)
    return gather<FoundSession, string>((before, most) =>
      searchSessions(db, { filter, before, most }),
    )
  })
  const lines = found.rows.length === 0 ? ['No sessions match.'] : sessionLines(found.rows)
  const value = found.rows.map((session) => toSession(session, places))
  answer(context, options, { value, lines })
  noteRest(context, found)
}

/** Shows everything but the events of the session, which stay in the ledger. */
async function runShowSession(context: Context, id: string, options: AnswerOptions): Promise<void> {
  const config = context.config()
  const places = await openPlaces(config.geoipFile)
  const story = isId(id) ? await withStore(config, (db) => readStory(db, id)) : null
  if (story === null) throw unknownSession(id)
  const details = toSessionDetails(story, places)
  answer(context, options, { value: details, lines: storyLines(details) })
}

function unknownSession(id: string): Refusal {
  return new Refusal(`There is no session ${JSON.stringify(id)}.`)
}

export type EndSessionOptions = AnswerOptions &
  FilterFlags & { readonly reason?: string; readonly dryRun?: boolean }

async function runEndSession(
  context: Context,
  id: string,
  options: EndSessionOptions,
): Promise<void> {
  if (narrows(options) || options.dryRun) {
    throw new Refusal('Give an id or search flags, not both.')
  }
  const reason = reasonOf(options.reason ?? 'revoked')
  const config = context.config()
  const ended = isId(id) ? await withStore(config, (db) => end(db, id, reason)) : null
  if (ended === null) throw unknownSession(id)
  answer(context, options, {
    value: { id: ended.id, state: ended.state, end_reason: ended.endReason },
    lines: [sentences[ended.state](ended)],
  })
}

function reasonOf(text: string): EndReason {
  const reason = endReasons.find((known) => known === text)
  if (reason !== undefined) return reason
  throw new Refusal(`--reason: with an id, one of ${endReasons.join(', ')}.`)
}

/** Null for an unknown id. A session that had already ended is no error: the answer gives its reason. */
async function end(db: Db, sessionId: string, reason: EndReason): Promise<ListedSession | null> {
  await endSession(db, { sessionId, reason, by: commandLineActor() })
  return findListedSession(db, sessionId)
}

const sentences: Readonly<Record<SessionState, (session: ListedSession) => string>> = {
  live: ({ id }) => `Session ${id} is still live.`,
  offline: ({ id }) =>
    `Session ${id} has ended in the browser; applications with offline access stay connected.`,
  ended: ({ id, endReason }) => `Session ${id} has ended: ${endReason}.`,
}

export type EndSessionsOptions = AnswerOptions &
  FilterFlags & { readonly reason?: string; readonly dryRun?: boolean }

async function runEndSessions(context: Context, options: EndSessionsOptions): Promise<void> {
  if (!narrows(options))
    throw new Refusal('Give an id, or search flags: --account, --network and so on.')
  if (options.dryRun) return tryOut(context, options)
  const { reason } = options
  if (reason === undefined)
    throw new Refusal('--reason is needed: it is recorded in the audit log.')
  const by = commandLineActor()
  const made = await withStore(context.config(), async (db) => {
    const filter = await filterBy(db, options)
    return nameFlag(endSearched(db, { filter, reason, by }))
  })
  const revocation = toRevocation(made)
  const { id, sessions_ended: ended, scope } = revocation
  const sentence =
    scope.kind === 'sessions'
      ? `Revocation ${id}: ${ended} sessions have ended so far; the rest follow.`
      : `Revocation ${id}: all sessions of this ${scope.kind} have been revoked.`
  answer(context, options, { value: revocation, lines: [sentence] })
}

async function tryOut(context: Context, options: EndSessionsOptions): Promise<void> {
  const config = context.config()
  const places = await openPlaces(config.geoipFile)
  const reach = await withStore(config, async (db) => {
    const filter = await filterBy(db, options)
    return nameFlag(reachOfSearched(db, filter))
  })
  answer(context, options, { value: toSessionReach(reach, places), lines: linesOf(reach) })
}

function linesOf({ sessions, accounts, isWhole, sample }: SearchedReach): string[] {
  const counts = `${sessions} sessions of ${accounts} accounts`
  const sentence = isWhole ? `This would end ${counts}.` : `This would end at least ${counts}.`
  if (sample.length === 0) return [sentence]
  const heading = sample.length < sessions ? ['', 'The newest:'] : ['']
  return [sentence, ...heading, ...sessionLines(sample)]
}
