/** PARLEY_SECRET, if it belongs to the database. */

import type { Config } from '../config/config.ts'
import { findSecretFit } from '../keys/installation.ts'
import type { Db } from '../store/db.ts'
import { Refusal } from './context.ts'
import { findSecret } from './secret.ts'

/** Null without a secret, and before a server has started on this database. */
export async function findMatchingSecret(db: Db, config: Config): Promise<string | null> {
  const secret = await findSecret(config)
  if (secret === null) return null
  const fits = await findSecretFit(db, secret)
  if (fits !== false) return fits === null ? null : secret
  throw new Refusal('PARLEY_SECRET does not belong to this database.')
}

export async function needMatchingSecret(db: Db, config: Config): Promise<string> {
  const secret = await findMatchingSecret(db, config)
  if (secret !== null) return secret
  throw new Refusal(
    'PARLEY_SECRET is needed to seal a new key: no server has started on this database with it.',
  )
}
