/** Verifies a password against an account. Every attempt, on whichever page, goes through here. */

import { isDomainError } from '../base/errors.ts'
import type { Account } from '../model/account.ts'
import type { LedgerEvent } from '../model/event.ts'
import { limitEvent } from '../model/limit-event.ts'
import { passwordLength } from '../model/password.ts'
import type { Db } from '../store/db.ts'
import { type CountResult, countFailedTry } from '../throttle/count.ts'
import { type Tally, type Throttle, withTotal } from '../throttle/tally.ts'
import { heldMeanwhile, tooManyTries } from '../throttle/wait.ts'
import { type FoundForSignIn, findForSignIn } from './find-for-sign-in.ts'
import type { Passwords } from './passwords.ts'

export type Credentials = { readonly email: string; readonly password: string }

export type ProvingTools = {
  readonly db: Db
  readonly passwords: Passwords
  readonly throttle: Throttle
  /** Records refusals that change nothing, at a bounded rate. */
  readonly recordRefusal: (event: LedgerEvent) => Promise<void>
}

export type Proof = {
  readonly account: Account
  /**
   * Concurrent attempts may have exceeded the limit. The user of the proof checks these counters in
   * the transaction in which the proof takes effect.
   */
  readonly tallies: readonly Tally[]
}

/**
 * Null gives no reason. Throws `too_many_requests` before any work, or in place of a wrong-password
 * result; `too_busy` and `store_unavailable`, which do not count as attempts.
 */
export async function provePassword(
  tools: ProvingTools,
  { email, password }: Credentials,
): Promise<Proof | null> {
  const found = await findForSignIn(tools.db, tools.throttle, email)
  const { account, waitSeconds, tallies } = found
  if (waitSeconds > 0) throw tooManyTries(waitSeconds)

  const tried = [...password].length <= passwordLength.most ? password : ''
  const matches = await verify(tools, account?.passwordHash ?? null, tried)
  if (account !== null && matches && account.disabledAt === null) return { account, tallies }

  await countFailure(tools, found)
  return null
}

/** Attempts that exceed the hashing capacity are refused and recorded. */
async function verify(
  { passwords, recordRefusal }: ProvingTools,
  hash: string | null,
  password: string,
): Promise<boolean> {
  try {
    return await passwords.verify(hash, password)
  } catch (error) {
    if (isDomainError(error, 'too_busy')) await recordRefusal(limitEvent('password_hashing'))
    throw error
  }
}

async function countFailure(tools: ProvingTools, found: FoundForSignIn): Promise<void> {
  const { db, throttle, recordRefusal } = tools
  const { account, tallies } = found
  const counted = await countFailedTry(db, withTotal(throttle, tallies))
  if (counted === null) throw await heldMeanwhile(db, tallies)

  await recordRefusal(failureOf(account))
  for (const one of counted.filter(({ isBeginning }) => isBeginning)) {
    await recordRefusal(limitOf(account, one))
  }
}

function failureOf(account: Account | null): LedgerEvent {
  return {
    type: 'authentication.failed',
    outcome: 'failure',
    actor: { kind: 'nobody' },
    ...(account === null ? {} : { accountId: account.id }),
    details: { factor: 'pwd', disabled: account?.disabledAt != null },
  }
}

/** Limits of a network, or of all networks, are not attributed to an account. */
function limitOf(account: Account | null, { of, waitSeconds }: CountResult): LedgerEvent {
  const isOfAccount = of === 'account' || of === 'device'
  return {
    type: 'authentication.limited',
    outcome: 'failure',
    actor: { kind: 'nobody' },
    ...(account !== null && isOfAccount ? { accountId: account.id } : {}),
    details: { of, wait_seconds: Math.ceil(waitSeconds) },
  }
}
