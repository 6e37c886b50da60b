/**
 * The outbox: jobs that follow a change, written in the change's own transaction, so that they run
 * only if the change stands. It runs nothing.
 */

import { hash } from 'node:crypto'
import type { Job } from '../model/job.ts'
import { column } from './columns.ts'
import { type Db, write } from './db.ts'

const insert = write(
  'enqueue_jobs',
  'INSERT INTO outbox (queue, data) SELECT * FROM unnest($1::text[], $2::jsonb[])',
)

/** Inside the transaction `tx` of the change. */
export async function enqueue(tx: Db, ...jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return
  const data = jobs.map((job) => JSON.stringify(job.data))
  await tx.rows(insert, [jobs.map(({ queue }) => queue), data])
}

/** Two nodes take different rows at the same time. If a row is not handed on, it stays. */
const take = write(
  'take_queued',
  `DELETE FROM outbox WHERE id IN (
     SELECT id FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
   RETURNING queue, data`,
  { queue: column.word<Job['queue']>(), data: column.json<Job['data']>() },
)

/** `hand` puts them on the queue in the same transaction that removes them here. */
export function takeQueued(
  db: Db,
  { most, hand }: { most: number; hand: (jobs: readonly Job[], to: Executor) => Promise<void> },
): Promise<number> {
  return db.transaction(async (tx) => {
    const jobs = await tx.rows<Job>(take, [most])
    if (jobs.length > 0) await hand(jobs, executorOn(tx))
    return jobs.length
  })
}

/** The connection as the job queue wants it. */
export type Executor = {
  readonly executeSql: (
    text: string,
    values?: readonly unknown[],
  ) => Promise<{ rows: Record<string, unknown>[] }>
}

function executorOn(tx: Db): Executor {
  return {
    executeSql: async (text, values = []) => {
      const name = `queue_${hash('sha256', text).slice(0, 40)}`
      return { rows: await tx.rows({ name, text, kind: 'write' }, values) }
    },
  }
}
