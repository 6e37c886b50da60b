/** Sign-in with email and password. An unknown account and a wrong password look the same. */

import { isDomainError } from '../base/errors.ts'
import type { Account } from '../model/account.ts'
import { commit, getWork, writeInUnit } from '../store/unit-of-work.ts'
import { heldMeanwhile, unlessHeld } from '../throttle/wait.ts'
import { type Credentials, type Proof, type ProvingTools, provePassword } from './prove-password.ts'

/**
 * Returns what `goOn` makes of the account, once committed. Null gives no reason. Throws
 * `too_many_requests`, `too_busy` and `store_unavailable`.
 */
export async function authenticate<Next>(
  tools: ProvingTools,
  credentials: Credentials,
  goOn: (account: Account) => Promise<Next>,
): Promise<Next | null> {
  const proof = await provePassword(tools, credentials)
  return proof && use(tools, proof, goOn)
}

/** Costs no statement of its own: the condition is part of the one that writes the unit of work. */
async function use<Next>(
  { db }: ProvingTools,
  { account, tallies }: Proof,
  goOn: (account: Account) => Promise<Next>,
): Promise<Next> {
  writeInUnit(unlessHeld(tallies))
  const next = await goOn(account)
  try {
    await commit(db, getWork())
  } catch (error) {
    if (isDomainError(error, 'too_many_requests')) throw await heldMeanwhile(db, tallies)
    throw error
  }
  return next
}
