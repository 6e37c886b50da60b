/**
 * Judges what a presented API key may do now. It is read at each call, so a revoked key is dead at once, and
 * so is one whose creator was disabled, was deleted or lost the right.
 */

import { sha256 } from '../base/crypto.ts'
import { scopesOfRoles } from '../model/operator-role.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { isApiKeyText } from './api-key-text.ts'

const find = read(
  'judge_api_key',
  `SELECT k.id, k.scopes, a.roles, c.scopes AS "clientScopes",
     extract(epoch FROM k.expires_at)::float8 AS "expiresAt",
     coalesce(k.last_used_at < now() - interval '1 minute', true) AS "isUnnoted"
   FROM api_keys k
   LEFT JOIN accounts a ON a.id = k.account_id AND a.disabled_at IS NULL
   LEFT JOIN clients c ON c.id = k.client_id AND c.disabled_at IS NULL
   WHERE k.secret_hash = $1 AND k.revoked_at IS NULL AND coalesce(k.expires_at > now(), true)
     AND (k.account_id IS NULL OR a.id IS NOT NULL)
     AND (k.client_id IS NULL OR c.id IS NOT NULL)`,
  {
    id: column.uuid,
    scopes: present(column.texts),
    roles: orNull(column.texts),
    clientScopes: orNull(column.texts),
    expiresAt: orNull(column.number),
    isUnnoted: column.bool,
  },
)

/** Writes at most once a minute, so that a busy key does not cost a write for each call. */
const note = write(
  'note_api_key_use',
  `UPDATE api_keys SET last_used_at = now()
   WHERE id = $1 AND coalesce(last_used_at < now() - interval '1 minute', true)`,
)

type KeyRow = {
  readonly id: string
  readonly scopes: readonly string[]
  /** The roles of the account that created it; null if none did. */
  readonly roles: readonly string[] | null
  readonly clientScopes: readonly string[] | null
  readonly expiresAt: number | null
  readonly isUnnoted: boolean
}

export type JudgedApiKey = {
  readonly id: string
  readonly scopes: readonly string[]
  /** Seconds since 1970; null for no expiry. */
  readonly expiresAt: number | null
}

/** Null unless the text is a valid key. */
export async function judgeApiKey(db: Db, text: string): Promise<JudgedApiKey | null> {
  if (!isApiKeyText(text)) return null
  const [key] = await db.rows<KeyRow>(find, [sha256(text)])
  const scopes = key ? scopesNow(key) : []
  if (key === undefined || scopes.length === 0) return null
  if (key.isUnnoted) await db.rows(note, [key.id])
  return { id: key.id, scopes, expiresAt: key.expiresAt }
}

function scopesNow({ scopes, roles, clientScopes }: KeyRow): readonly string[] {
  const bound = roles === null ? clientScopes : scopesOfRoles(roles)
  return bound === null ? scopes : scopes.filter((scope) => bound.includes(scope))
}
