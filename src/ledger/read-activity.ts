/** The newest of what the ledger knows about one account, as its person may read it. */

import { type Activity, activityTypes } from '../model/activity.ts'
import { type Db, read } from '../store/db.ts'
import { highestId } from './read-events.ts'

const types = activityTypes.map((type) => `'${type}'`).join(', ')

/** From where an operator works is nobody's business: only what they did. */
const ofStranger = "e.actor_kind NOT IN ('operator', 'api_key')"

/** The index of the same condition holds these and no others: refreshes do not stand in the way. */
const newest = read(
  'activity_of_account',
  `SELECT e.id::text AS id, e.type, e.occurred_at AS "occurredAt",
     CASE WHEN ${ofStranger} THEN host(e.network) END AS network,
     CASE WHEN ${ofStranger} THEN e.user_agent END AS "userAgent", c.name AS "clientName", e.details ->> 'reason' AS reason
   FROM audit_events e LEFT JOIN clients c ON c.id = e.client_id
   WHERE e.account_id = $1 AND e.type IN (${types}) AND e.id < $3::bigint
   ORDER BY e.id DESC LIMIT $2`,
)

export type ActivityAsked = {
  readonly accountId: string
  /** The id where the page before ended; null for the newest. */
  readonly before: string | null
  readonly most: number
}

export function readActivity(
  db: Db,
  { accountId, before, most }: ActivityAsked,
): Promise<readonly Activity[]> {
  return db.rows<Activity>(newest, [accountId, most, before ?? highestId])
}
