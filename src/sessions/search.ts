/** Searching sessions for an operator: anyone's, ended ones too. It changes nothing. */

import { isoText } from '../ledger/events.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { type ListedRow, type ListedSession, listedColumns, listedKinds, toListed } from './list.ts'
import { lookForSessions, type SessionPage, type Wanted } from './look.ts'

export type FoundSession = ListedSession & {
  /** A guest has none, and neither has who was deleted. */
  readonly accountEmail: string | null
  /** From where its cookie was used last. */
  readonly lastNetwork: string | null
  /** Null when the browser kept no cookie for it, or has not come for very long. */
  readonly device: FoundDevice | null
}

export type FoundDevice = {
  readonly id: string
  readonly name: string
  readonly first_seen_at: string
}

type Row = ListedRow & Pick<FoundSession, 'accountEmail' | 'lastNetwork' | 'device'>

/** Beside each row by themselves, so that no other order of reading suggests itself. */
const columns = `${listedColumns}, host(s.last_network) AS "lastNetwork",
  (SELECT a.email FROM accounts a WHERE a.id = s.account_id) AS "accountEmail",
  (SELECT json_build_object('id', d.id, 'name', d.name, 'first_seen_at', ${isoText('d.first_seen_at')})
   FROM devices d WHERE d.account_id = s.account_id AND d.device_hash = s.device_hash) AS device`

export type SessionSearch = Wanted & { readonly most: number }

/** The newest first. A page can be short with more to come. */
export async function searchSessions(
  db: Db,
  search: SessionSearch,
): Promise<SessionPage<FoundSession>> {
  const { rows, next } = await lookForSessions<Row>(db, { ...search, columns })
  return { rows: rows.map(toFound), next }
}

const byId = read('found_session_by_id', `SELECT ${columns} FROM sessions s WHERE s.id = $1`, {
  ...listedKinds,
  lastNetwork: orNull(column.text),
  accountEmail: orNull(column.text),
  device: orNull(column.json<NonNullable<Row['device']>>()),
})

/** Finds any account's session, in any state. */
export async function findAnySession(db: Db, id: string): Promise<FoundSession | null> {
  const [row] = await db.rows<Row>(byId, [id])
  return row === undefined ? null : toFound(row)
}

function toFound(row: Row): FoundSession {
  const { accountEmail, lastNetwork, device } = row
  return { ...toListed(row), accountEmail, lastNetwork, device }
}
