/** Begins every session. The limit is exact because it is enforced where the row is inserted. */

import { DomainError } from '../base/errors.ts'
import { endSession } from '../endings/end-session.ts'
import { appendEvent } from '../ledger/append.ts'
import { decideLimit, firstDueSeconds, type OpenSession, type Policy } from '../model/policy.ts'
import type { Authorization, FormerGuest } from '../model/session.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { byLastActivity, isOpenNow, isSessionStanding, isTooOld } from '../store/session-sql.ts'
import { currentOrigin } from '../store/unit-of-work.ts'
import { usedNow } from './bound.ts'
import { meetDevice } from './devices.ts'
import { endOverdue, type Overdue } from './end-overdue.ts'
import { factorsOf } from './factors.ts'

export type NewSession = {
  readonly id: string
  readonly accountId: string
  readonly secretHash: Buffer
  readonly policy: Policy
  /** The client that the person signed in through. */
  readonly clientId: string
  readonly acr: string | null
  readonly amr: readonly string[]
  readonly authorizations: Readonly<Record<string, Authorization>>
  /** Set only by `upgradeGuest`. */
  readonly former?: FormerGuest
  /** The SHA-256 of the device cookie, in hex. */
  readonly device: string
}

/** Sign-ins of one account wait for each other here, on every node. */
const lockAccount = write(
  'lock_account',
  'SELECT id FROM accounts WHERE id = $1 AND disabled_at IS NULL FOR NO KEY UPDATE',
  { id: column.uuid },
)

const listOpen = write(
  'open_sessions_of_account',
  `SELECT s.id, ${isTooOld} AS "isTooOld", ${isOpenNow} AS "isOpen",
     ${byLastActivity} AS "idleSince", s.client_id AS "clientId"
   FROM sessions s WHERE s.account_id = $1 AND ${isSessionStanding} ORDER BY s.created_at, s.id`,
  {
    id: column.uuid,
    isTooOld: column.bool,
    isOpen: column.bool,
    idleSince: column.timestamp,
    clientId: orNull(column.text),
  },
)

/** Uses the current time, not the transaction's: the transaction may have waited for the lock. */
const insert = write(
  'insert_session',
  `INSERT INTO sessions (id, account_id, secret_hash, policy, acr, amr, auth_time, created_at,
     last_seen_at, idle_seconds, absolute_expires_at, due_at, sliding, refresh_is_activity,
     remembered, authorizations, network, user_agent, client_id, former_sub, former_clients,
     device_hash, place, place_used_at, last_network)
   SELECT $1, $2, $3, $4, $5, $6, at, at, at, $7::int, at + make_interval(secs => $8::int),
     at + make_interval(secs => $9::int), $10, $11, $12, $13, $14, $15, $16, $17, $18,
     decode($19, 'hex'), $20, at, $14
   FROM clock_timestamp() AS at`,
)

type Listed = OpenSession & Overdue & { readonly isOpen: boolean; readonly clientId: string | null }

/**
 * Throws `account_disabled`, also if the policy allows no sign-in, and `too_many_sessions` if the
 * policy evicts no session. The caller's whole transaction is rolled back then.
 */
export async function beginSession(tx: Db, session: NewSession): Promise<void> {
  const [account] = await tx.rows(lockAccount, [session.accountId])
  if (account === undefined || !session.policy.signIn)
    throw new DomainError('account_disabled', 'the account is disabled')

  await makeRoom(tx, session)
  await tx.rows(insert, valuesOf(session))
  const { accountId, id: sessionId } = session
  const device = await meetDevice(tx, { accountId, sessionId, device: session.device })
  await appendEvent(tx, {
    type: 'session.begun',
    outcome: 'success',
    actor: { kind: 'account', id: session.accountId },
    accountId: session.accountId,
    sessionId: session.id,
    clientId: session.clientId,
    details: { policy: session.policy.name, ...factorsOf(session), device: device.id },
  })
}

function valuesOf({ policy, ...session }: NewSession): unknown[] {
  const { network, userAgent } = currentOrigin()
  return [
    session.id,
    session.accountId,
    session.secretHash,
    policy.name,
    session.acr,
    session.amr,
    policy.idleSeconds,
    policy.absoluteSeconds,
    firstDueSeconds(policy),
    policy.sliding,
    policy.refreshCountsAsActivity,
    policy.remember,
    JSON.stringify(session.authorizations),
    network,
    userAgent?.slice(0, 512) ?? null,
    session.clientId,
    session.former?.sub ?? null,
    session.former?.clients ?? null,
    session.device,
    usedNow()[0],
  ]
}

/** Ends overdue sessions for their own reason first; then the policy decides about the rest. */
async function makeRoom(tx: Db, { accountId, policy, clientId }: NewSession): Promise<void> {
  const open = await openAfterOverdue(tx, accountId)
  const isWholeAccount = policy.limitScope === 'account'
  const counted = open.filter((session) => isWholeAccount || session.clientId === clientId)
  const decision = decideLimit(counted, policy)
  switch (decision.kind) {
    case 'allow':
      return
    case 'refuse':
    case 'ask':
      throw new DomainError('too_many_sessions', `${policy.maxSessions} at once are allowed`)
    case 'evict':
      for (const id of decision.ids) {
        await endSession(tx, { sessionId: id, reason: 'evicted', by: { kind: 'system' } })
      }
  }
}

async function openAfterOverdue(tx: Db, accountId: string): Promise<readonly Listed[]> {
  const all = await tx.rows<Listed>(listOpen, [accountId])
  const overdue = all.filter(({ isOpen }) => !isOpen)
  if (overdue.length === 0) return all
  for (const one of overdue) await endOverdue(tx, one)
  // A session that went offline still counts.
  const left = await tx.rows<Listed>(listOpen, [accountId])
  return left.filter(({ isOpen }) => isOpen)
}
