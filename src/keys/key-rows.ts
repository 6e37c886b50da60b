/** The rows of signing keys: the lock under which they change, and creating one. */

import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { deriveKey, randomId, seal } from '../base/crypto.ts'
import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { type KeyLife, keyStateOf, leadSeconds } from '../model/signing-key.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'

export type KeyRow = KeyLife & {
  readonly kid: string
  readonly alg: string
  readonly publicJwk: JWK
  /** When it may start to sign. */
  readonly signsFrom: Date
}

export const keyColumns = `kid, alg, public_jwk AS "publicJwk", signs_from AS "signsFrom",
  signed_from AS "signedFrom", signed_until AS "signedUntil", retired_at AS "retiredAt"`

const lock = read('lock_signing_keys', 'SELECT pg_advisory_xact_lock(7261002)')

/** Every change happens under this lock, so that no two nodes make or move the same key. */
export async function lockKeys(tx: Db): Promise<void> {
  await tx.rows(lock)
}

const keyRowKinds = {
  kid: column.text,
  alg: column.text,
  publicJwk: column.json<KeyRow['publicJwk']>(),
  signsFrom: column.timestamp,
  signedFrom: orNull(column.timestamp),
  signedUntil: orNull(column.timestamp),
  retiredAt: orNull(column.timestamp),
}

const standing = read(
  'standing_signing_keys',
  `SELECT ${keyColumns} FROM signing_keys WHERE retired_at IS NULL ORDER BY created_at, kid`,
  keyRowKinds,
)

/** All keys that are not retired. */
export function findStandingKeys(db: Db): Promise<readonly KeyRow[]> {
  return db.rows<KeyRow>(standing)
}

export function sealKeyOf(secret: string): Buffer {
  return deriveKey(secret, 'signing-keys')
}

export type NewKey = {
  readonly alg: string
  /** `later`: once it has been published for as long as caches may be stale. */
  readonly signs: 'now' | 'later'
  readonly secret: string
  readonly by: Actor
  readonly reason: string
}

const insert = write(
  'insert_signing_key',
  `INSERT INTO signing_keys (kid, alg, public_jwk, sealed_private, signs_from, signed_from)
   VALUES ($1, $2, $3, $4,
     now() + CASE WHEN $5 THEN interval '0' ELSE make_interval(secs => ${leadSeconds}) END,
     CASE WHEN $5 THEN now() END)
   RETURNING ${keyColumns}`,
  keyRowKinds,
)

/** Runs under the lock, when no other key of the algorithm has that role. */
export async function makeKey(tx: Db, { alg, signs, secret, by, reason }: NewKey): Promise<KeyRow> {
  const kid = randomId(128)
  const { publicJwk, sealed } = await newPair({ kid, alg, secret })
  const values = [kid, alg, JSON.stringify(publicJwk), sealed, signs === 'now']
  const [made] = await tx.rows<KeyRow>(insert, values)
  if (made === undefined) throw new Error('one row was promised')
  const after = keyStateOf(made)
  const details = { kid, alg, use: 'signing', before: 'none', after, reason }
  await appendEvent(tx, { type: 'key.created', outcome: 'success', actor: by, details })
  return made
}

async function newPair({ kid, alg, secret }: { kid: string; alg: string; secret: string }) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const about = { kid, alg, use: 'sig' }
  const privateJwk = { ...(await exportJWK(privateKey)), ...about }
  const publicJwk: JWK = { ...(await exportJWK(publicKey)), ...about }
  return { publicJwk, sealed: seal(sealKeyOf(secret), JSON.stringify(privateJwk), kid) }
}
