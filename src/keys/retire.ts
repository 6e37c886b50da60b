/** Retires a signing key early: nothing it signed is accepted any more, anywhere. */

import { DomainError } from '../base/errors.ts'
import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { requireReason } from '../model/reason.ts'
import { keyStateOf } from '../model/signing-key.ts'
import { appendToFeed } from '../revocation/feed.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { type KeyRow, keyColumns, lockKeys } from './key-rows.ts'

export type Reasoned = {
  /** The reason in the actor's words. */
  readonly reason: string
  readonly by: Actor
}

const byId = read('signing_key_by_id', `SELECT ${keyColumns} FROM signing_keys WHERE kid = $1`, {
  kid: column.text,
  alg: column.text,
  publicJwk: column.json<KeyRow['publicJwk']>(),
  signsFrom: column.timestamp,
  signedFrom: orNull(column.timestamp),
  signedUntil: orNull(column.timestamp),
  retiredAt: orNull(column.timestamp),
})

/**
 * False if it was retired already. Throws `not_found`, `key_signs` for the key that currently signs,
 * and `request_invalid` for an invalid reason.
 */
export async function retireKey(
  db: Db,
  { kid, reason, by }: Reasoned & { readonly kid: string },
): Promise<boolean> {
  requireReason(reason)
  return db.transaction(async (tx) => {
    await lockKeys(tx)
    const [key] = await tx.rows<KeyRow>(byId, [kid])
    if (key === undefined) throw new DomainError('not_found', 'no signing key has this id')
    const state = keyStateOf(key)
    if (state === 'signing') {
      throw new DomainError('key_signs', 'this key signs: rotate, at once if it leaked')
    }
    if (state === 'retired') return false
    await giveUp(tx, key, { reason, by })
    return true
  })
}

const distrust = write(
  'distrust_signing_key',
  `UPDATE signing_keys SET retired_at = now(), is_distrusted = true, sealed_private = NULL,
     signed_until = CASE WHEN signed_from IS NOT NULL THEN coalesce(signed_until, now()) END
   WHERE kid = $1`,
)

/** Runs under the lock. Offline verifiers cache the JWKS, so the feed tells them. */
export async function giveUp(tx: Db, key: KeyRow, { reason, by }: Reasoned): Promise<void> {
  const { kid, alg } = key
  await tx.rows(distrust, [kid])
  await appendToFeed(tx, { kind: 'key', kid })
  const about = { kid, alg, use: 'signing', before: keyStateOf(key), after: 'retired' }
  const details = { ...about, distrusted: true, reason }
  await appendEvent(tx, { type: 'key.retired', outcome: 'success', actor: by, details })
}
