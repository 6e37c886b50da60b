/** The command `parley stats`: current numbers and recent activity. */

import { toStatistics } from '../contract/statistics.ts'
import type { Span, Statistics } from '../model/statistics.ts'
import { readStatistics } from '../statistics/read.ts'
import { type AnswerOptions, alignColumns, answer, shortTime } from './answer.ts'
import type { Context } from './context.ts'
import { withStore } from './postgres.ts'

export type StatsOptions = AnswerOptions & { readonly span: Span }

export async function runStats(context: Context, options: StatsOptions): Promise<void> {
  const statistics = await withStore(context.config(), (db) => readStatistics(db, options.span))
  answer(context, options, { value: toStatistics(statistics), lines: linesOf(statistics) })
}

function linesOf(statistics: Statistics): string[] {
  const { takenAt, series } = statistics
  const now = alignColumns([
    ['live sessions', String(statistics.liveSessions)],
    ['offline sessions', String(statistics.offlineSessions)],
    ['notices pending', String(statistics.pendingNotices)],
    ['notices given up', String(statistics.deadNotices)],
    ['revocations in progress', String(statistics.pendingRevocations)],
    ['revocations propagated', propagationOf(statistics)],
    ['counted', takenAt === null ? 'not yet' : `${shortTime(takenAt)} (UTC)`],
  ])
  const heading = [
    'FROM (UTC)',
    'SIGN-INS',
    'FAILED',
    'REFRESHES',
    'EVICTED',
    'ENDED',
    'REVOKED',
    'REFUSED',
  ]
  const rows = series.map(({ at, counts }) => [
    shortTime(at),
    ...[counts.sign_ins, counts.sign_in_failures, counts.refreshes, counts.evictions].map(String),
    ...[counts.session_ends, counts.revocations, counts.refusals].map(String),
  ])
  return [...now, '', ...alignColumns([heading, ...rows])]
}

function propagationOf({ propagation }: Statistics): string {
  const { told, late, slowestMilliseconds: slowest } = propagation
  return slowest === null ? 'none' : `${told}, slowest ${slowest} ms, ${late} late`
}
