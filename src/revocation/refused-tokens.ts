/** Single access tokens that were revoked before their expiry, each once in the feed. */

import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { clockMarginSeconds, entrySeconds } from '../model/feed-entry.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'

/** SQL that is true if the token with the id `jti` was revoked. */
export const isRefused = (jti: string) =>
  `EXISTS (SELECT 1 FROM revocation_feed r WHERE r.kind = 'token' AND r.jti = ${jti})`

export type RefusedToken = {
  readonly jti: string
  /** Seconds since the epoch. */
  readonly expiresAt: number
  readonly clientId: string
  /** Null for a client credentials token. */
  readonly grantId: string | null
}

const refuse = write(
  'refuse_token',
  `INSERT INTO revocation_feed (kind, jti, forget_after)
   VALUES ('token', $1, to_timestamp($2) + make_interval(secs => ${clockMarginSeconds}))
   ON CONFLICT (jti) WHERE kind = 'token' DO NOTHING RETURNING id`,
  { id: column.bigint },
)

/** Revokes only this token; its grant and other tokens stay live. Repeating is no error. */
export function refuseToken(
  db: Db,
  { token, by }: { token: RefusedToken; by: Actor },
): Promise<void> {
  const { jti, expiresAt, clientId, grantId } = token
  return db.transaction(async (tx) => {
    const added = await tx.rows(refuse, [jti, expiresAt])
    if (added.length === 0) return
    await appendEvent(tx, {
      type: 'token.revoked',
      outcome: 'success',
      actor: by,
      clientId,
      ...(grantId === null ? {} : { grantId }),
      details: { jti },
    })
  })
}

const refuseById = write(
  'refuse_token_by_id',
  `INSERT INTO revocation_feed (kind, jti, forget_after)
   VALUES ('token', $1, now() + make_interval(secs => ${entrySeconds}))
   ON CONFLICT (jti) WHERE kind = 'token' DO NOTHING`,
)

/** Revokes a token by id only. It is remembered for the longest possible lifetime. */
export async function refuseTokenById(tx: Db, jti: string): Promise<void> {
  await tx.rows(refuseById, [jti])
}

const find = read(
  'token_of_client_is_refused',
  `SELECT ${isRefused('$1')} OR EXISTS (SELECT 1 FROM revocation_feed r
     WHERE r.issued_before >= to_timestamp($3)
       AND (r.kind = 'everything' OR (r.kind = 'client' AND r.client_id = $2))) AS refused`,
  { refused: column.bool },
)

/** A client credentials token has no session: it is revoked by itself or by a cut-off. */
export async function isClientTokenRefused(
  db: Db,
  { jti, clientId, issuedAt }: { jti: string; clientId: string; issuedAt: number },
): Promise<boolean> {
  const [row] = await db.rows(find, [jti, clientId, issuedAt])
  return row?.refused === true
}
