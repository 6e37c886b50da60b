/** Finds a mailed link, uses it up, and removes old ones. */

import { sha256 } from '../base/crypto.ts'
import type { LinkPurpose, MailedLink } from '../model/mailed-link.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'

const byToken = read(
  'link_by_token',
  `SELECT l.id, l.purpose, l.email, l.step_uid AS "stepUid", coalesce(a.name, l.name) AS name,
     l.password_hash AS "passwordHash", l.account_id AS "accountId"
   FROM mailed_links l LEFT JOIN accounts a ON a.id = l.account_id
   WHERE l.token_hash = $1 AND l.purpose = $2 AND l.used_at IS NULL AND l.expires_at > now()
     AND a.disabled_at IS NULL`,
  {
    id: column.uuid,
    purpose: column.word<MailedLink['purpose']>(),
    email: column.text,
    stepUid: orNull(column.text),
    name: orNull(column.text),
    passwordHash: orNull(column.text),
    accountId: orNull(column.uuid),
  },
)

/** Finding a link does not use it up: mail scanners open every link. */
export async function findLink(
  db: Db,
  { token, purpose }: { token: string; purpose: LinkPurpose },
): Promise<MailedLink | null> {
  const [link] = await db.rows<MailedLink>(byToken, [sha256(token), purpose])
  return link ?? null
}

const spend = write(
  'spend_link',
  `UPDATE mailed_links SET used_at = now(), password_hash = NULL
   WHERE id = $1 AND used_at IS NULL AND expires_at > now() RETURNING id`,
  { id: column.uuid },
)

/** False if someone else was first. */
export async function spendLink(tx: Db, { id }: MailedLink): Promise<boolean> {
  const spent = await tx.rows(spend, [id])
  return spent.length === 1
}

const forget = write(
  'forget_old_links',
  `DELETE FROM mailed_links WHERE id IN (
     SELECT id FROM mailed_links WHERE requested_at < now() - interval '1 day'
     ORDER BY requested_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
  { id: column.uuid },
)

/** Returns how many it removed. */
export async function forgetOldLinks(db: Db, most: number): Promise<number> {
  return (await db.rows(forget, [most])).length
}
