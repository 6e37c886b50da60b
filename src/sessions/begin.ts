/** How any session begins. The limit holds exactly: it is enforced where the row is inserted. */

import { appendEvent } from '../audit/append.ts'
import { DomainError } from '../base/errors.ts'
import { type Policy, toEvict } from '../model/policy.ts'
import type { Authorization } from '../model/session.ts'
import { type Db, write } from '../store/db.ts'
import { isLiveNow } from '../store/session-sql.ts'
import { currentOrigin } from '../store/unit-of-work.ts'
import { endSession } from './end.ts'

export type NewSession = {
  readonly id: string
  readonly accountId: string
  readonly secretHash: Buffer
  readonly policy: Policy
  readonly acr: string | null
  readonly amr: readonly string[]
  readonly authorizations: Readonly<Record<string, Authorization>>
}

/** Two sign-ins of one account wait for each other here, on every node. */
const lockAccount = write(
  'lock_account',
  'SELECT id FROM accounts WHERE id = $1 AND disabled_at IS NULL FOR NO KEY UPDATE',
)

const listOpen = write(
  'open_sessions_of_account',
  `SELECT s.id, s.absolute_expires_at <= now() AS "isTooOld", s.state = 'offline' OR ${isLiveNow}
     AS "isOpen"
   FROM sessions s WHERE s.account_id = $1 AND s.state <> 'ended' ORDER BY s.created_at, s.id`,
)

const insert = write(
  'insert_session',
  `INSERT INTO sessions (id, account_id, secret_hash, policy, acr, amr, auth_time, idle_seconds,
     absolute_expires_at, due_at, authorizations, network, user_agent)
   VALUES ($1, $2, $3, $4, $5, $6, now(), $7::int, now() + make_interval(secs => $8::int),
     now() + make_interval(secs => least($7::int, $8::int)), $9, $10, $11)`,
)

type Open = { readonly id: string; readonly isTooOld: boolean; readonly isOpen: boolean }

export async function beginSession(tx: Db, session: NewSession): Promise<void> {
  const [account] = await tx.rows(lockAccount, [session.accountId])
  if (account === undefined) throw new DomainError('account_disabled', 'the account is disabled')

  await makeRoom(tx, session)
  const { network, userAgent } = currentOrigin()
  await tx.rows(insert, [
    session.id,
    session.accountId,
    session.secretHash,
    session.policy.name,
    session.acr,
    session.amr,
    session.policy.idleSeconds,
    session.policy.absoluteSeconds,
    JSON.stringify(session.authorizations),
    network,
    userAgent?.slice(0, 512) ?? null,
  ])
  await appendEvent(tx, {
    type: 'session.begun',
    outcome: 'success',
    actor: { kind: 'account', id: session.accountId },
    accountId: session.accountId,
    sessionId: session.id,
    details: { policy: session.policy.name, amr: session.amr.join(' ') },
  })
}

/** Overdue sessions end for their own reason first; then the oldest of what still counts. */
async function makeRoom(tx: Db, { accountId, policy }: NewSession): Promise<void> {
  const all = await tx.rows<Open>(listOpen, [accountId])
  const overdue = all.filter(({ isOpen }) => !isOpen)
  for (const { id, isTooOld } of overdue) {
    const reason = isTooOld ? 'absolute_timeout' : 'idle_timeout'
    await endSession(tx, { sessionId: id, reason, by: { kind: 'system' } })
  }
  const open = overdue.length === 0 ? all : await tx.rows<Open>(listOpen, [accountId])
  for (const { id } of toEvict(open, policy)) {
    await endSession(tx, { sessionId: id, reason: 'evicted', by: { kind: 'system' } })
  }
}
