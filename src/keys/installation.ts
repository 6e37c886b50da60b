/** Whether PARLEY_SECRET is the one this database began with. */

import { deriveKey, seal, unseal } from '../base/crypto.ts'
import { type Db, write } from '../store/db.ts'

const remember = write(
  'remember_installation',
  `INSERT INTO installation (name, value) VALUES ('secret_check', $1)
   ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING value`,
)

/** True for the right secret, or for the first one, which is then the right one. */
export async function checkSecret(db: Db, secret: string): Promise<boolean> {
  const key = deriveKey(secret, 'secret-check')
  const [row] = await db.rows<{ value: Buffer }>(remember, [seal(key, 'parley', 'secret_check')])
  return row !== undefined && unseal(key, row.value, 'secret_check') === 'parley'
}
