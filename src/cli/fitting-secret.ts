/** PARLEY_SECRET, if it is the one that the database began with. */

import type { Config } from '../config/config.ts'
import { findSecretFit } from '../keys/installation.ts'
import type { Db } from '../store/db.ts'
import { Refusal } from './context.ts'
import { findSecret } from './secret.ts'

/** Null when there is none, or no server began here. */
export async function findFittingSecret(db: Db, config: Config): Promise<string | null> {
  const secret = await findSecret(config)
  if (secret === null) return null
  const fits = await findSecretFit(db, secret)
  if (fits !== false) return fits === null ? null : secret
  throw new Refusal('PARLEY_SECRET is not the one that this database began with.')
}

export async function needFittingSecret(db: Db, config: Config): Promise<string> {
  const secret = await findFittingSecret(db, config)
  if (secret !== null) return secret
  throw new Refusal('PARLEY_SECRET is needed to seal a new key: no server began here with it.')
}
