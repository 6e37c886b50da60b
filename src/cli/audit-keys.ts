/** The command `parley audit keys`, and which public keys the other commands believe. */

import { readFile } from 'node:fs/promises'
import type { JWK } from 'jose'
import { z } from 'zod'
import type { Config } from '../config/config.ts'
import { listLedgerKeys, rotateLedgerKey } from '../ledger/keys.ts'
import type { Store } from '../store/database.ts'
import { type Context, Refusal } from './context.ts'
import { findFittingSecret, needFittingSecret } from './fitting-secret.ts'
import { commandLineActor } from './operator.ts'
import { withStore } from './postgres.ts'

export type KeysOptions = { readonly rotate?: boolean }

/** A JWK set, for whoever checks seals and proofs elsewhere. */
export async function runKeys(context: Context, { rotate }: KeysOptions): Promise<void> {
  const config = context.config()
  const keys = await withStore(config, async (db) => {
    if (rotate) await rotateKey(db, config)
    return believedKeys(db, config)
  })
  context.print(`${JSON.stringify({ keys })}\n`)
}

async function rotateKey(db: Store, config: Config): Promise<void> {
  const secret = await needFittingSecret(db, config)
  const reason = 'asked for on the command line'
  await rotateLedgerKey(db, { secret, by: commandLineActor(), reason })
}

/** With the secret at hand no key is believed that it did not seal. */
export async function believedKeys(db: Store, config: Config): Promise<readonly JWK[]> {
  return listLedgerKeys(db, await findFittingSecret(db, config))
}

const key = z.looseObject({ kid: z.string(), kty: z.string() })
const keyFile = z.union([
  z.object({ keys: z.array(key) }),
  key.transform((one) => ({ keys: [one] })),
])

/** A JWK, or a set as `parley audit keys` prints it. */
export async function readKeyFile(path: string): Promise<readonly JWK[]> {
  return readJsonFile(path, '--key', keyFile).then(({ keys }) => keys)
}

export async function readJsonFile<T>(
  path: string,
  flag: string,
  schema: z.ZodType<T>,
): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new Refusal(`${flag}: ${path} cannot be read as that.`, { cause: error })
  }
}
