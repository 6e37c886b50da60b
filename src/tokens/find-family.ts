/** Finding the family of a presented refresh token with all that a refresh needs, in one read. */

import type { AccountSummary } from '../model/account.ts'
import type { Authentication } from '../model/step-up.ts'
import { type Judgement, judge, type PresentedToken } from '../model/token-family.ts'
import { column, orNull, present } from '../store/columns.ts'
import { combine } from '../store/combine.ts'
import { type Db, read } from '../store/db.ts'
import {
  accountSummary,
  canRefresh,
  formerSub,
  isGrantStanding,
  isLiveNow,
  isSessionStanding,
  joinById,
  signInOf,
} from '../store/session-sql.ts'
import { once } from '../store/unit-of-work.ts'

export type FoundFamily = {
  readonly id: string
  readonly generation: number
  readonly rotatedSecondsAgo: number
  readonly graceSeconds: number
  readonly offline: boolean
  /** The browser part is over and nothing has recorded it yet: only an offline family is found. */
  readonly isOverdue: boolean
  readonly sessionId: string
  readonly accountId: string
  readonly clientId: string
  /** The policy of its session. */
  readonly policy: string
  readonly payload: Readonly<Record<string, unknown>>
  /** From where its code was redeemed. */
  readonly network: string | null
  readonly browser: string | null
  /** The facts that the ledger has already. */
  readonly noted: readonly string[]
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly grant: {
    readonly id: string
    readonly allowed: object
    readonly statusNumber: number
  }
  readonly account: AccountSummary
  /** The guest that this client knew before the sign-in. */
  readonly formerSub: string | null
  /** The one that its code came from. */
  readonly signIn: Authentication
  /** Whether the browser part of its session lives. */
  readonly isBrowserLive: boolean
}

export type PresentedFamily = {
  readonly family: FoundFamily
  readonly presented: number
  readonly judgement: Judgement
}

/**
 * A family counts until its own ends, while its grant and its account are good and its session
 * lives: the browser part too, unless the family is offline.
 */
const byId = read(
  'families_by_id',
  `SELECT f.id, f.generation, extract(epoch FROM now() - f.rotated_at)::float8
     AS "rotatedSecondsAgo", f.grace_seconds AS "graceSeconds", f.offline,
     f.offline AND s.state = 'live' AND NOT (${isLiveNow}) AS "isOverdue",
     f.session_id AS "sessionId", f.account_id AS "accountId", f.client_id AS "clientId",
     f.payload, host(f.network) AS network, f.browser, f.noted, s.policy, f.created_at AS "createdAt",
     least(f.expires_at, f.rotated_at + make_interval(secs => f.idle_seconds)) AS "expiresAt",
     json_build_object('id', g.id, 'allowed', g.allowed, 'statusNumber', g.status_number)
       AS "grant",
     ${accountSummary} AS account,
     ${formerSub('f.client_id')},
     ${signInOf('f.payload')} AS "signIn", (${isLiveNow}) AS "isBrowserLive"
   FROM unnest($1::text[]) AS presented (id)
   ${joinById('token_families', 'f', 'presented.id')}
   ${joinById('grants', 'g', 'f.grant_id')}
   ${joinById('sessions', 's', 'f.session_id')}
   ${joinById('accounts', 'a', 'f.account_id')}
   WHERE ${canRefresh} AND ${isGrantStanding} AND ${isSessionStanding} AND a.disabled_at IS NULL
     AND (f.offline OR (${isLiveNow}))`,
  {
    id: column.text,
    generation: column.number,
    rotatedSecondsAgo: column.number,
    graceSeconds: column.number,
    offline: column.bool,
    isOverdue: column.bool,
    sessionId: column.uuid,
    accountId: column.uuid,
    clientId: column.text,
    payload: column.json<FoundFamily['payload']>(),
    network: orNull(column.text),
    browser: orNull(column.text),
    noted: present(column.texts),
    policy: column.text,
    createdAt: column.timestamp,
    expiresAt: column.timestamp,
    grant: column.json<FoundFamily['grant']>(),
    account: column.json<FoundFamily['account']>(),
    formerSub: orNull(column.uuid),
    signIn: column.json<FoundFamily['signIn']>(),
    isBrowserLive: column.bool,
  },
)

export type FamilyFinder = (token: PresentedToken) => Promise<PresentedFamily | null>

export function familyFinder(db: Db): FamilyFinder {
  const findById = combine<string, FoundFamily | null>(
    async (ids) => {
      const families = await db.rows<FoundFamily>(byId, [ids])
      const found = new Map(families.map((family) => [family.id, family]))
      return ids.map((id) => found.get(id) ?? null)
    },
    { kind: 'read', keyOf: null, most: 100, lanes: 2 },
  )
  return ({ familyId, generation }) =>
    once([byId.name, familyId, generation], async () => {
      const family = await findById(familyId)
      if (family === null) return null
      return { family, presented: generation, judgement: judge(generation, family) }
    })
}
