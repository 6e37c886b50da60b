/** Saving a policy: a preset edited, or one of an operator's own. Living sessions feel it at once. */

import { appendEvent } from '../audit/append.ts'
import { DomainError } from '../base/errors.ts'
import type { Actor } from '../model/event.ts'
import { faultsOf, type Policy } from '../model/policy.ts'
import { nameOf, toDocument } from '../model/policy-document.ts'
import { type Db, write } from '../store/db.ts'

const upsert = write(
  'save_policy',
  `INSERT INTO policies (name, idle_timeout, absolute_timeout, sliding, refresh_counts_as_activity,
     remember, max_sessions, on_limit, access_token_ttl, reconnect_grace, refresh_idle_timeout,
     refresh_absolute_timeout, on_refresh_reuse, warn_before)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
   ON CONFLICT (name) DO UPDATE SET idle_timeout = $2, absolute_timeout = $3, sliding = $4,
     refresh_counts_as_activity = $5, remember = $6, max_sessions = $7, on_limit = $8,
     access_token_ttl = $9, reconnect_grace = $10, refresh_idle_timeout = $11,
     refresh_absolute_timeout = $12, on_refresh_reuse = $13, warn_before = $14, updated_at = now()`,
)

/** Throws `policy_invalid`, naming every setting that is wrong and the rule it breaks. */
export async function savePolicy(
  db: Db,
  { policy, by }: { policy: Policy; by: Actor },
): Promise<void> {
  requirePolicy(policy)
  await db.transaction(async (tx) => {
    await tx.rows(upsert, valuesOf(policy))
    const details = { policy: policy.name, settings: JSON.stringify(toDocument(policy)) }
    await appendEvent(tx, { type: 'policy.changed', outcome: 'success', actor: by, details })
  })
}

function valuesOf(policy: Policy): unknown[] {
  return [
    policy.name,
    policy.idleSeconds,
    policy.absoluteSeconds,
    policy.sliding,
    policy.refreshCountsAsActivity,
    policy.remember,
    policy.maxSessions,
    policy.onLimit,
    policy.accessTokenSeconds,
    policy.reconnectGraceSeconds,
    policy.refreshIdleSeconds,
    policy.refreshAbsoluteSeconds,
    policy.onRefreshReuse,
    policy.warnBeforeSeconds,
  ]
}

/** Throws `policy_invalid`, naming every setting that is wrong and the rule it breaks. */
export function requirePolicy(policy: Policy): void {
  const faults = faultsOf(policy)
  if (faults.length === 0) return
  const told = faults.map(({ setting, rule }) => `${nameOf(setting)}: ${rule}`)
  throw new DomainError('policy_invalid', told.join('; '))
}
