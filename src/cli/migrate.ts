/** The command `parley migrate`: brings the database to this version's schema. */

import { migrate } from '../store/migrate.ts'
import { type AnswerOptions, answer } from './answer.ts'
import type { Context } from './context.ts'
import { openPostgres } from './postgres.ts'

export async function runMigrate(context: Context, options: AnswerOptions): Promise<void> {
  const postgres = await openPostgres(context.config())
  try {
    const { applied } = await migrate({ connectionString: postgres.url })
    const lines = applied.map((name) => `applied ${name}`)
    if (lines.length === 0) lines.push('The database is up to date.')
    answer(context, options, { value: { applied }, lines })
  } finally {
    await postgres.leave()
  }
}
