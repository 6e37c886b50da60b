/** Holding a policy's name, also before there is such a policy, until the transaction is over. */

import { type Db, write } from './db.ts'

const name = (shared: string) =>
  `pg_advisory_xact_lock${shared}(hashtextextended('policy ' || $1, 0))`

const lock = write('lock_policy_name', `SELECT ${name('')}`)
const hold = write('hold_policy_name', `SELECT ${name('_shared')}`)

/** Of two who change one policy the second one sees what the first one did, a first row too. */
export async function lockPolicy(tx: Db, policy: string): Promise<void> {
  await tx.rows(lock, [policy])
}

/** For who is about to give it to somebody: nobody changes or removes it meanwhile. */
export async function holdPolicy(tx: Db, policy: string): Promise<void> {
  await tx.rows(hold, [policy])
}
