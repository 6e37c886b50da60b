/**
 * Rotates a client's secret. The former one stays valid for a while, by the database's clock, so that
 * no instance of the client is locked out. Older ones do not. It ends no token.
 */

import { randomToken, sha256 } from '../base/crypto.ts'
import { DomainError } from '../base/errors.ts'
import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { type HeldClient, lockClient } from './lock.ts'

const rotate = write(
  'rotate_client_secret',
  `UPDATE clients SET secret_hash = $2, updated_at = clock_timestamp(),
     secret_rotated_at = clock_timestamp(),
     former_secret_hash = CASE WHEN $3::int > 0 THEN secret_hash END,
     former_secret_until = CASE WHEN $3 > 0 THEN clock_timestamp() + make_interval(secs => $3) END
   WHERE id = $1 RETURNING former_secret_until AS "formerUntil"`,
  { formerUntil: orNull(column.timestamp) },
)

export type SecretRotation = {
  readonly clientId: string
  /** How long the former secret stays valid; 0 if it leaked. */
  readonly overlapSeconds: number
  readonly by: Actor
  /** Throws to refuse: the holder of a client's secret can do what the client can. */
  readonly allow?: (client: HeldClient) => void
}

export type RotatedSecret = {
  /** Returned once, here, and stored as SHA-256 only. */
  readonly clientSecret: string
  /** When the former secret expires; null if it is already invalid. */
  readonly formerUntil: Date | null
}

/** Throws `not_found`, and `request_invalid` for a client without a secret. */
export function rotateSecret(
  db: Db,
  { clientId, overlapSeconds, by, allow = () => undefined }: SecretRotation,
): Promise<RotatedSecret> {
  const clientSecret = randomToken(256)
  return db.transaction(async (tx) => {
    const client = await lockClient(tx, clientId)
    allow(client)
    if (!client.hasSecret) throw new DomainError('request_invalid', 'this client has no secret')
    const values = [clientId, sha256(clientSecret), overlapSeconds]
    const [rotated] = await tx.rows<Pick<RotatedSecret, 'formerUntil'>>(rotate, values)
    const about = { actor: by, clientId, details: { overlap: overlapSeconds } }
    await appendEvent(tx, { type: 'client.secret_rotated', outcome: 'success', ...about })
    return { clientSecret, formerUntil: rotated?.formerUntil ?? null }
  })
}
