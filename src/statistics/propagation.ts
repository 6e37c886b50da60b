/**
 * Measures how late a node learns of revocations: from the row's creation to the query that found it,
 * both by the database's clock. Kept in memory, and added to the table now and then.
 */

import { propagationSeconds } from '../model/revocation.ts'
import { type Db, write } from '../store/db.ts'

type Tally = {
  readonly told: number
  readonly milliseconds: number
  readonly slowest: number
  readonly late: number
}

export type Propagation = {
  readonly note: (ages: readonly number[]) => void
  /** Writes the measurements since the last call; after a failure they stay for the next. */
  readonly keep: (db: Db) => Promise<void>
}

const nothing: Tally = { told: 0, milliseconds: 0, slowest: 0, late: 0 }

/** Older rows came with a restored dump, so their age is no propagation time. */
const longestMilliseconds = 3_600_000

const add = write(
  'add_propagation',
  `INSERT INTO propagation (step, at, told, milliseconds, slowest, late)
   SELECT s.step, date_trunc(s.step, now(), 'UTC'), $1::bigint, $2::bigint, $3::int, $4::bigint
   FROM (VALUES ('hour'), ('minute')) AS s (step) ORDER BY s.step
   ON CONFLICT (step, at) DO UPDATE SET told = propagation.told + excluded.told,
     milliseconds = propagation.milliseconds + excluded.milliseconds,
     slowest = greatest(propagation.slowest, excluded.slowest),
     late = propagation.late + excluded.late`,
)

export function openPropagation(): Propagation {
  let tally = nothing
  return {
    note: (ages) => {
      tally = ages.filter((age) => age < longestMilliseconds).reduce(addAge, tally)
    },
    keep: async (db) => {
      if (tally.told === 0) return
      const taken = tally
      tally = nothing
      try {
        await db.rows(add, [taken.told, Math.round(taken.milliseconds), taken.slowest, taken.late])
      } catch (error) {
        tally = sum(taken, tally)
        throw error
      }
    },
  }
}

/** The age can be negative if the database's clock was set in between. */
function addAge(tally: Tally, age: number): Tally {
  const milliseconds = Math.max(0, age)
  const late = milliseconds > propagationSeconds * 1000 ? 1 : 0
  return sum(tally, { told: 1, milliseconds, slowest: Math.round(milliseconds), late })
}

function sum(one: Tally, other: Tally): Tally {
  return {
    told: one.told + other.told,
    milliseconds: one.milliseconds + other.milliseconds,
    slowest: Math.max(one.slowest, other.slowest),
    late: one.late + other.late,
  }
}
