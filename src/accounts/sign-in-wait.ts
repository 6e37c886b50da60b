/** The wait of an account after too many wrong passwords: operators see its end, and can lift it. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { subjectOf } from '../throttle/tally.ts'
import { lockPerson } from './lock-person.ts'

const find = read(
  'find_sign_in_wait',
  'SELECT max(free_at) AS until FROM failed_tries WHERE subject = $1 AND free_at > now()',
  { until: orNull(column.timestamp) },
)

type WaitQuery = {
  /** The key under which failures are counted. */
  readonly key: Uint8Array
  /** Null for a guest, who has no password to guess. */
  readonly email: string | null
}

/** The longest wait, in unknown browsers or in a known one; null if there is none. */
export async function findSignInWait(db: Db, { key, email }: WaitQuery): Promise<Date | null> {
  if (email === null) return null
  const [wait] = await db.rows(find, [subjectOf(key, 'account', email)])
  return wait?.until ?? null
}

/** Keeps the rows, because they may record that a browser is known. */
const lift = write(
  'lift_sign_in_wait',
  `UPDATE failed_tries SET standing = 0, counted_at = clock_timestamp(), free_at = clock_timestamp()
   WHERE subject = $1 AND standing > 0 RETURNING 1`,
)

type WaitReset = { readonly key: Uint8Array; readonly accountId: string; readonly by: Actor }

/** Resets the counters. False if there was nothing to reset. Throws `not_found`. */
export function liftSignInWait(db: Db, { key, accountId, by }: WaitReset): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { email } = await lockPerson(tx, accountId)
    const lifted = await tx.rows(lift, [subjectOf(key, 'account', email)])
    if (lifted.length === 0) return false
    const about = { actor: by, accountId }
    await appendEvent(tx, { type: 'account.wait_lifted', outcome: 'success', ...about })
    return true
  })
}
