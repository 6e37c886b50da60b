/** The newest events of one account, as its owner may see them. */

import { type Activity, activityTypes } from '../model/activity.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { highestId } from './events.ts'

const types = activityTypes.map((type) => `'${type}'`).join(', ')

/** The account owner sees what an operator did, but not the operator's address or browser. */
const ofStranger = "e.actor_kind NOT IN ('operator', 'api_key')"

/** A partial index has the same condition, so frequent events such as refreshes cost nothing here. */
const newest = read(
  'activity_of_account',
  `SELECT e.id::text AS id, e.type, e.occurred_at AS "occurredAt",
     CASE WHEN ${ofStranger} THEN host(e.network) END AS network,
     CASE WHEN ${ofStranger} THEN e.user_agent END AS "userAgent", c.name AS "clientName", e.details ->> 'reason' AS reason
   FROM audit_events e LEFT JOIN clients c ON c.id = e.client_id
   WHERE e.account_id = $1 AND e.type IN (${types}) AND e.id < $3::bigint
   ORDER BY e.id DESC LIMIT $2`,
  {
    id: column.text,
    type: column.word<Activity['type']>(),
    occurredAt: column.timestamp,
    network: orNull(column.text),
    userAgent: orNull(column.text),
    clientName: orNull(column.text),
    reason: orNull(column.text),
  },
)

export type ActivityQuery = {
  readonly accountId: string
  /** The id at the end of the previous page; null for the newest. */
  readonly before: string | null
  readonly most: number
}

export function readActivity(
  db: Db,
  { accountId, before, most }: ActivityQuery,
): Promise<readonly Activity[]> {
  return db.rows<Activity>(newest, [accountId, most, before ?? highestId])
}
