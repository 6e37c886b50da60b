/** Simulates the effect of a policy on the sessions that live under its name. It changes nothing. */

import type { Policy } from '../model/policy.ts'
import { acrToSignIn } from '../model/step-up.ts'
import { column } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { isLiveNow, lastActivityUnder } from '../store/session-sql.ts'
import { accountsWithout } from './accounts-without.ts'
import { listPolicies } from './registry.ts'

export type Simulation = {
  /** Sessions that live under the policy now. */
  readonly sessions: number
  /** Sessions that would end at their next use. */
  readonly ending: number
  /** Accounts that would exceed the limit, which takes effect at their next sign-in. */
  readonly accountsOverLimit: number
  /** People who could not sign in any more; counts to 10,000. */
  readonly accountsShutOut: number
}

const count = read(
  'simulate_policy',
  `WITH judged AS (
     SELECT s.account_id, coalesce(least(
       ${lastActivityUnder('$5::bool', '$6::bool')} + make_interval(secs => least(s.idle_seconds, $2::int)),
       least(s.absolute_expires_at, s.created_at + make_interval(secs => $3::int))
     ) <= now(), false) AS ends
     FROM sessions s WHERE s.policy = $1 AND ${isLiveNow}
   ), crowded AS (
     SELECT account_id FROM judged WHERE NOT ends GROUP BY account_id HAVING count(*) > $4::int
   )
   SELECT count(*)::int AS sessions, (count(*) FILTER (WHERE ends))::int AS ending,
     (SELECT count(*)::int FROM crowded) AS "accountsOverLimit"
   FROM judged`,
  { sessions: column.number, ending: column.number, accountsOverLimit: column.number },
)

export async function simulatePolicy(db: Db, policy: Policy): Promise<Simulation> {
  const { name, idleSeconds, absoluteSeconds, maxSessions } = policy
  const { sliding, refreshCountsAsActivity } = policy
  const ends = [name, idleSeconds, absoluteSeconds, maxSessions]
  const values = [...ends, sliding, refreshCountsAsActivity]
  const [counted] = await db.rows<Omit<Simulation, 'accountsShutOut'>>(count, values)
  if (counted === undefined) throw new Error('a count has one row')
  const known = (await listPolicies(db)).map((one) => one.name)
  const question = { policy: name, known: [...known, name], acr: acrToSignIn(policy) }
  return { ...counted, accountsShutOut: await accountsWithout(db, question) }
}
