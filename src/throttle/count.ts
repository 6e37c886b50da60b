/** Counts a failed try: one statement, exact on any number of nodes. */

import { growth, isBeginning, mostStanding, waitSeconds } from '../model/throttle.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import type { Tally } from './tally.ts'

/** `waitSeconds` of the model, for `free` failures and `longest` seconds of the row `t`. */
const waitAfter = (standing: string) => `make_interval(secs => CASE WHEN ceil(${standing}) < t.free
  THEN 0 ELSE t.longest * (ARRAY[${growth.join(', ')}])[
    least(${growth.length}, ceil(${standing})::int - t.free + 1)] END)`

/**
 * A row whose wait is not over stays unchanged and is not returned. A second node waits for the row
 * lock and then sees the first one's count. All lock the rows in one order, so there is no deadlock.
 */
const count = write(
  'count_failed_try',
  `WITH tried AS (
     SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::int[], $4::int[], $5::int[], $6::float8[],
       $7::float8[]) AS t (subject, device, weight, free, most, forget, longest)
   )
   INSERT INTO failed_tries AS f (subject, device, standing, counted_at, free_at)
   SELECT t.subject, t.device, t.weight, clock_timestamp(),
     clock_timestamp() + ${waitAfter('t.weight')} FROM tried t
   ON CONFLICT (subject, device) DO UPDATE SET (standing, counted_at, free_at) = (
     SELECT n.standing, n.at, n.at + ${waitAfter('n.standing')}
     FROM tried t CROSS JOIN LATERAL (
       SELECT c.at, least(t.most, t.weight + greatest(0, f.standing
         - greatest(0, extract(epoch FROM c.at - f.counted_at)::float8) / t.forget)) AS standing
       FROM (SELECT clock_timestamp() AS at) c
     ) n
     WHERE t.subject = f.subject AND t.device = f.device)
   WHERE f.free_at <= clock_timestamp()
   RETURNING f.subject, f.standing`,
  { subject: column.bytes, standing: column.number },
)

export type CountResult = {
  readonly of: Tally['of']
  /** How long the next try must wait. */
  readonly waitSeconds: number
  /** Whether a wait begins now, after a time without one. */
  readonly isBeginning: boolean
}

/** Null if there was a wait already: then the caller must answer as if nothing had been tried. */
export async function countFailedTry(
  db: Db,
  tallies: readonly Tally[],
): Promise<readonly CountResult[] | null> {
  const values = valuesOf(tallies)
  const counted = await db.rows(count, values)
  if (counted.length < tallies.length) return null
  return tallies.map(({ of, subject, rule, weight }) => {
    const standing = counted.find((row) => row.subject.equals(subject))?.standing ?? 0
    return {
      of,
      waitSeconds: waitSeconds(rule, standing),
      isBeginning: isBeginning(rule, standing, weight),
    }
  })
}

function valuesOf(tallies: readonly Tally[]): unknown[] {
  const rules = tallies.map(({ rule }) => rule)
  return [
    tallies.map(({ subject }) => subject),
    tallies.map(({ device }) => device),
    tallies.map(({ weight }) => weight),
    rules.map(({ free }) => free),
    rules.map(mostStanding),
    rules.map(({ forgetSeconds }) => forgetSeconds),
    rules.map(({ longestWaitSeconds }) => longestWaitSeconds),
  ]
}
