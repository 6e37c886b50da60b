/** Counts the people whose factors cannot reach a level of sign-in: a policy that asks for it shuts them out. */

import { type Acr, acrValues, isAtLeast } from '../model/acr.ts'
import { defaultPolicy } from '../model/presets.ts'
import { column } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

/**
 * The strongest level that the factors of an account (alias `a`) reach, in SQL; null without any. A new
 * factor adds a line here.
 */
export const reachedAcr = `CASE WHEN a.password_hash IS NOT NULL THEN 'pwd' END`

/** No count reads more accounts than this. */
const mostCounted = 10_000

const count = read(
  'accounts_without_acr',
  `SELECT count(*)::int AS accounts FROM (
     SELECT FROM accounts a
     WHERE a.kind = 'person' AND a.disabled_at IS NULL
       AND (a.tier = $1 OR ($1 = '${defaultPolicy.name}' AND a.tier <> ALL ($2::text[])))
       AND NOT coalesce(${reachedAcr} = ANY ($3::text[]), false)
     LIMIT ${mostCounted}
   ) shut_out`,
  { accounts: column.number },
)

type Question = {
  /** The policy that their tier picks. */
  readonly policy: string
  /** The names of all policies: any other tier gets `default`. */
  readonly known: readonly string[]
  readonly acr: Acr | null
}

/** At most 10,000, which then means that many or more. */
export async function accountsWithout(db: Db, { policy, known, acr }: Question): Promise<number> {
  if (acr === null) return 0
  const enough = acrValues.filter((value) => isAtLeast(value, acr))
  const [counted] = await db.rows(count, [policy, known, enough])
  return counted?.accounts ?? 0
}
