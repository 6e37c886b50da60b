/** The command `parley session end` without an id: all that the flags find, or how many those are. */

import { toReceipt } from '../model/revocation-document.ts'
import { endSearched, reachOfSearched, type SearchedReach } from '../sessions/end-searched.ts'
import { foundDocument } from '../sessions/search.ts'
import { type AnswerOptions, answer } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { commandLineActor } from './operator.ts'
import { withStore } from './postgres.ts'
import { type FilterFlags, filterBy, narrows, typed } from './session-filter.ts'
import { sessionLines } from './session-lines.ts'

export type EndSessionsOptions = AnswerOptions &
  FilterFlags & { readonly reason?: string; readonly dryRun?: boolean }

export async function runEndSessions(context: Context, options: EndSessionsOptions): Promise<void> {
  if (!narrows(options)) throw new Refusal('Say which: an id, or --account, --network and so on.')
  if (options.dryRun) return tryOut(context, options)
  const { reason } = options
  if (reason === undefined) throw new Refusal('--reason: say why, for the ledger.')
  const by = commandLineActor()
  const made = await withStore(context.config(), async (db) => {
    const filter = await filterBy(db, options)
    return typed(endSearched(db, { filter, reason, by }))
  })
  const receipt = toReceipt(made)
  const { id, sessions_ended: ended, scope } = receipt
  const sentence =
    scope.kind === 'sessions'
      ? `Revocation ${id}: ${ended} sessions have ended by now, whatever is left is being ended.`
      : `Revocation ${id}: all of this ${scope.kind} is dead from now on.`
  answer(context, options, { value: receipt, lines: [sentence] })
}

async function tryOut(context: Context, options: EndSessionsOptions): Promise<void> {
  const reach = await withStore(context.config(), async (db) => {
    const filter = await filterBy(db, options)
    return typed(reachOfSearched(db, filter))
  })
  const { sessions, accounts, isWhole: is_whole, sample } = reach
  const value = { sessions, accounts, is_whole, sample: sample.map(foundDocument) }
  answer(context, options, { value, lines: linesOf(reach) })
}

function linesOf({ sessions, accounts, isWhole, sample }: SearchedReach): string[] {
  const told = `${sessions} sessions of ${accounts} accounts`
  const sentence = isWhole ? `It would end ${told}.` : `It would end ${told} at least.`
  if (sample.length === 0) return [sentence]
  const heading = sample.length < sessions ? ['', 'The newest of them:'] : ['']
  return [sentence, ...heading, ...sessionLines(sample)]
}
