/** Counting a try that was in vain: one statement, exact on any number of nodes. */

import { growth, isBeginning, mostStanding, waitSeconds } from '../model/guessing.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import type { Tally } from './tally.ts'

/** `waitSeconds` of the model, for `free` failures and `longest` seconds of the row `t`. */
const waitAfter = (standing: string) => `make_interval(secs => CASE WHEN ceil(${standing}) < t.free
  THEN 0 ELSE t.longest * (ARRAY[${growth.join(', ')}])[
    least(${growth.length}, ceil(${standing})::int - t.free + 1)] END)`

/**
 * A row that holds is left as it is and not returned. Whoever comes second waits for the row, and
 * then sees what the first one did. All come to the rows in one order, so that none wait in a circle.
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

export type Counted = {
  readonly of: Tally['of']
  /** How long the next try has to wait. */
  readonly waitSeconds: number
  /** Whether this is the first wait after a time without. */
  readonly isBeginning: boolean
}

/** Null if a limit held already: then the try must be answered as if it had not been made. */
export async function countTry(
  db: Db,
  tallies: readonly Tally[],
): Promise<readonly Counted[] | null> {
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
