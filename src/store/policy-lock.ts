/** Locks on a policy's name until the transaction is over. The policy need not exist. */

import { type Db, write } from './db.ts'

const name = (shared: string) =>
  `pg_advisory_xact_lock${shared}(hashtextextended('policy ' || $1, 0))`

const lock = write('lock_policy_name', `SELECT ${name('')}`)
const hold = write('hold_policy_name', `SELECT ${name('_shared')}`)

/** The second of two writers of a policy waits, and then sees the first one's row. */
export async function lockPolicy(tx: Db, policy: string): Promise<void> {
  await tx.rows(lock, [policy])
}

/** For giving the policy to someone: nobody can change or remove it meanwhile. */
export async function holdPolicy(tx: Db, policy: string): Promise<void> {
  await tx.rows(hold, [policy])
}
