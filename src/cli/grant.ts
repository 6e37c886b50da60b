/** The command `parley grant`: its flags, and what they run. */

import { type Command, Option } from 'commander'
import { toGrant } from '../contract/grant.ts'
import { endGrant } from '../endings/end-grant.ts'
import { type GrantState, grantStates, type ListedGrant } from '../model/grant.ts'
import { findListedGrant, type GrantPlace, searchGrants } from '../tokens/search-grants.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, alignColumns, answer, jsonOption, shortTime } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { gather, noteRest } from './gather.ts'
import { isId } from './id.ts'
import { withStore } from './postgres.ts'
import { filterBy } from './session-filter.ts'
import { grantLines } from './session-lines.ts'

export function addGrantCommands(grant: Command, context: Context): void {
  grant
    .command('list')
    .description('search grants, newest session first')
    .option('--account <email-or-id>', 'the account')
    .option('--client <id>', 'the application')
    .option('--session <id>', 'the session')
    .addOption(new Option('--state <state>', 'only this state').choices(grantStates))
    .addOption(jsonOption())
    .action(async (options) => runListGrants(context, options))
  grant
    .command('show')
    .description('show one grant with its refresh tokens')
    .argument('<sid>', "the grant's id")
    .addOption(jsonOption())
    .action(async (id, options) => runShowGrant(context, id, options))
  grant
    .command('end')
    .description('end a grant and its tokens; the session stays')
    .argument('<sid>', "the grant's id")
    .requiredOption('--reason <text>', 'the reason, for the audit log')
    .addOption(jsonOption())
    .action(async (id, options) => runEndGrant(context, id, options))
}

export type ListGrantsOptions = AnswerOptions & {
  readonly account?: string
  readonly client?: string
  readonly session?: string
  readonly state?: GrantState
}

async function runListGrants(context: Context, options: ListGrantsOptions): Promise<void> {
  const { account, client: clientId = null, session: sessionId = null, state = null } = options
  if (sessionId !== null && !isId(sessionId)) {
    throw new Refusal(`--session: ${JSON.stringify(sessionId)} is not a valid id.`)
  }
  const found = await withStore(context.config(), async (db) => {
    const of = account === undefined ? null : await filterBy(db, { account })
    const filter = { accountId: of?.accountId ?? null, clientId, sessionId, state }
    return gather<ListedGrant, GrantPlace>((before, most) =>
      searchGrants(db, { ...filter, before, most }),
    )
  })
  const value = found.rows.map(toGrant)
  answer(context, options, {
    value,
    lines: value.length === 0 ? ['No grants match.'] : grantLines(value),
  })
  noteRest(context, found)
}

async function runShowGrant(context: Context, id: string, options: AnswerOptions): Promise<void> {
  const grant = await withStore(context.config(), (db) => findListedGrant(db, id))
  if (grant === null) throw unknownGrant(id)
  const tokens = grant.tokens.map((one) => [
    one.state,
    one.offline ? 'offline' : 'with the session',
    `${one.refreshes} refreshes`,
    `since ${shortTime(one.issued_at)}`,
    `until ${shortTime(one.expires_at)} (UTC)`,
  ])
  const value = toGrant(grant)
  const lines = [`Session ${grant.sessionId}`, ...grantLines([value]), '', ...alignColumns(tokens)]
  answer(context, options, { value, lines })
}

export type EndGrantOptions = AnswerOptions & { readonly reason: string }

async function runEndGrant(context: Context, id: string, options: EndGrantOptions): Promise<void> {
  const { reason: why } = options
  const by = commandLineActor()
  const grant = await withStore(context.config(), async (db) => {
    await endGrant(db, { grantId: id, reason: 'revoked', by, why })
    return findListedGrant(db, id)
  })
  if (grant === null) throw unknownGrant(id)
  const { state, endReason } = grant
  answer(context, options, {
    value: { id, state, end_reason: endReason },
    lines: [`Grant ${id} has ended: ${endReason}.`],
  })
}

function unknownGrant(id: string): Refusal {
  return new Refusal(`There is no grant ${JSON.stringify(id)}.`)
}
