/** Lists all keys, signing keys and ledger keys. It never opens a private part. */

import type { KeyUse, ListedKey } from '../model/signing-key.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'

/** Ledger keys are never retired: their seals are verified for ever. */
const keys = `(
  SELECT kid, 'signing' AS use, alg, public_jwk, created_at, signs_from, signed_from, signed_until,
    retired_at, is_distrusted,
    (SELECT n.signs_from FROM signing_keys n
     WHERE n.alg = k.alg AND n.retired_at IS NULL AND n.signed_from IS NULL) AS followed_at
  FROM signing_keys k
  UNION ALL
  SELECT kid, 'ledger', alg, public_jwk, created_at, created_at, created_at, retired_at, NULL, false,
    NULL
  FROM audit_keys
) AS keys`

const columns = `kid, use, alg, public_jwk AS "publicJwk", created_at AS "createdAt",
  signs_from AS "signsFrom", signed_from AS "signedFrom", signed_until AS "signedUntil",
  retired_at AS "retiredAt", is_distrusted AS "isDistrusted", followed_at AS "followedAt"`

const listedKeyKinds = {
  kid: column.text,
  use: column.word<ListedKey['use']>(),
  alg: column.text,
  publicJwk: column.json<ListedKey['publicJwk']>(),
  createdAt: column.timestamp,
  signsFrom: column.timestamp,
  signedFrom: orNull(column.timestamp),
  signedUntil: orNull(column.timestamp),
  retiredAt: orNull(column.timestamp),
  isDistrusted: column.bool,
  followedAt: orNull(column.timestamp),
}

const newestFirst = read(
  'keys_newest_first',
  `SELECT ${columns} FROM ${keys}
   WHERE ($1::text IS NULL OR use = $1)
     AND ($2::timestamptz IS NULL OR (created_at, kid) < ($2, $3))
   ORDER BY created_at DESC, kid DESC LIMIT $4`,
  listedKeyKinds,
)

export type KeySearch = {
  /** Null for both uses. */
  readonly use: KeyUse | null
  /** The last key of the page before; null for the first page. */
  readonly before: KeyPlace | null
  readonly most: number
}

export type KeyPlace = { readonly createdAt: Date; readonly kid: string }

export function listKeys(db: Db, { use, before, most }: KeySearch): Promise<readonly ListedKey[]> {
  const place = [before?.createdAt ?? null, before?.kid ?? null]
  return db.rows<ListedKey>(newestFirst, [use, ...place, most])
}

const byIds = read(
  'keys_by_ids',
  `SELECT ${columns} FROM ${keys} WHERE kid = ANY ($1) ORDER BY created_at DESC, kid DESC`,
  listedKeyKinds,
)

export function findKeys(db: Db, kids: readonly string[]): Promise<readonly ListedKey[]> {
  return db.rows<ListedKey>(byIds, [kids])
}
