/** Locks a client's row until the end of the transaction. */

import { DomainError } from '../base/errors.ts'
import { column, present } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'

export type HeldClient = {
  readonly isDisabled: boolean
  readonly hasSecret: boolean
  readonly scopes: readonly string[]
}

const lock = write(
  'lock_client',
  `SELECT disabled_at IS NOT NULL AS "isDisabled", secret_hash IS NOT NULL AS "hasSecret", scopes
   FROM clients WHERE id = $1 FOR NO KEY UPDATE`,
  { isDisabled: column.bool, hasSecret: column.bool, scopes: present(column.texts) },
)

/** Throws `not_found`. */
export async function lockClient(tx: Db, clientId: string): Promise<HeldClient> {
  const [client] = await tx.rows<HeldClient>(lock, [clientId])
  if (client === undefined) throw new DomainError('not_found', 'no client has this id')
  return client
}
