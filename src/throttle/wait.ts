/** How long the next try must wait, and the error that says so. It changes nothing. */

import { DomainError } from '../base/errors.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import type { Part } from '../store/unit-of-work.ts'
import type { Tally } from './tally.ts'

const held = `FROM failed_tries f JOIN unnest($1::bytea[], $2::bytea[]) AS t (subject, device)
  ON f.subject = t.subject AND f.device = t.device WHERE f.free_at > now()`

const longest = read(
  'longest_wait',
  `SELECT extract(epoch FROM max(f.free_at) - now())::float8 AS seconds ${held}`,
  { seconds: orNull(column.number) },
)

/** 0 if there is no wait. */
async function findWait(db: Db, tallies: readonly Tally[]): Promise<number> {
  const [wait] = await db.rows(longest, valuesOf(tallies))
  return wait?.seconds ?? 0
}

/** Throws `too_many_requests` during a wait. */
export async function requireNoWait(db: Db, tallies: readonly Tally[]): Promise<void> {
  const seconds = await findWait(db, tallies)
  if (seconds > 0) throw tooManyTries(seconds)
}

/** A right password counts only if no wait began while it was being checked. */
export function unlessHeld(tallies: readonly Tally[]): Part {
  return {
    name: 'may_try',
    text: `SELECT 1 WHERE NOT EXISTS (SELECT ${held})`,
    values: valuesOf(tallies),
    refusal: () => tooManyTries(0),
  }
}

/** The error for a try that another one overtook, with the wait as it is now. */
export async function heldMeanwhile(db: Db, tallies: readonly Tally[]): Promise<DomainError> {
  return tooManyTries(await findWait(db, tallies))
}

export function tooManyTries(seconds: number): DomainError {
  const retryAfterSeconds = Math.max(1, Math.ceil(seconds))
  const rule = 'too many tries were in vain; nothing is tried until then'
  return new DomainError('too_many_requests', rule, { retryAfterSeconds })
}

function valuesOf(tallies: readonly Tally[]): unknown[] {
  return [tallies.map(({ subject }) => subject), tallies.map(({ device }) => device)]
}
