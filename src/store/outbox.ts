/**
 * What a change wants done after it, written in the change's own transaction: it is done if the
 * change stands, and only then. It runs nothing.
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

/** Two nodes that take at once take different rows; a row that is not moved on is there again. */
const take = write(
  'take_queued',
  `DELETE FROM outbox WHERE id IN (
     SELECT id FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
   RETURNING queue, data`,
  { queue: column.word<Job['queue']>(), data: column.json<Job['data']>() },
)

/** `hand` puts them on the queue, through what it is given, in the transaction that removes them. */
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

/** What the job queue asks of a connection. */
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
