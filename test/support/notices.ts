/** The notices in the tables. It knows no rule. */

import type { Cluster } from './cluster.ts'
import { sql } from './sql.ts'

export type NoticeRow = {
  readonly id: string
  readonly client: string
  readonly sid: string
  readonly sub: string
  readonly cause: string
  readonly state: string
  readonly attempts: number
  readonly answer: string | null
}

const columns = `id, client_id AS client, sid, account_id AS sub, cause, state, attempts,
  last_answer AS answer`

/** All notices, oldest first. */
export function noticesOf(cluster: Pick<Cluster, 'store'>, accountId: string) {
  const text = `SELECT ${columns} FROM notices WHERE account_id = $1 ORDER BY id, client_id`
  return sql<NoticeRow>(cluster, text, [accountId])
}

/** Only the receiver and the cause of each notice. */
export async function toldOf(cluster: Pick<Cluster, 'store'>, accountId: string) {
  const rows = await noticesOf(cluster, accountId)
  return rows.map(({ client, sid, cause }) => ({ client, sid, cause }))
}
