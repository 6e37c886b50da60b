/** Facts of this installation: the secret it began with, and its one-time milestones. */

import { deriveKey, seal, unseal } from '../base/crypto.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'

const remember = write(
  'remember_installation',
  `INSERT INTO installation (name, value) VALUES ('secret_check', $1)
   ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING value`,
  { value: column.bytes },
)

/** True for the right secret. The first secret ever used becomes the right one. */
export async function checkSecret(db: Db, secret: string): Promise<boolean> {
  const key = deriveKey(secret, 'secret-check')
  const [row] = await db.rows(remember, [seal(key, 'parley', 'secret_check')])
  return row !== undefined && unseal(key, row.value, 'secret_check') === 'parley'
}

const secretCheck = read(
  'read_secret_check',
  "SELECT value FROM installation WHERE name = 'secret_check'",
  { value: column.bytes },
)

/** Checks without claiming: null if no secret was ever used. */
export async function findSecretFit(db: Db, secret: string): Promise<boolean | null> {
  const [row] = await db.rows(secretCheck)
  if (row === undefined) return null
  return unseal(deriveKey(secret, 'secret-check'), row.value, 'secret_check') === 'parley'
}

const claim = write(
  'claim_once',
  `INSERT INTO installation (name, value) VALUES ($1, '') ON CONFLICT DO NOTHING RETURNING name`,
  { name: column.text },
)

/** Happens at most once in the life of a database. */
export type Milestone = 'development_seed' | 'production'

/** True for the first caller ever. Concurrent callers wait for its transaction. */
export async function claimOnce(tx: Db, name: Milestone): Promise<boolean> {
  const rows = await tx.rows(claim, [name])
  return rows.length === 1
}

const claimed = read('find_claim', 'SELECT FROM installation WHERE name = $1')

export async function wasClaimed(db: Db, name: Milestone): Promise<boolean> {
  const rows = await db.rows(claimed, [name])
  return rows.length === 1
}
