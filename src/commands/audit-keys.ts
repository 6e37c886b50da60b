/** The command `parley audit keys`, and which public keys the other commands believe. */

import { readFile } from 'node:fs/promises'
import type { JWK } from 'jose'
import { z } from 'zod'
import { listLedgerKeys, rotateLedgerKey } from '../audit/ledger-keys.ts'
import type { Config } from '../config.ts'
import type { Store } from '../store/database.ts'
import { type Context, Refusal } from './context.ts'
import { commandLineActor } from './operator.ts'
import { withStore } from './postgres.ts'
import { fittingSecret } from './secret.ts'

export type KeysOptions = { readonly rotate?: boolean }

/** A JWK set, for whoever checks seals and proofs elsewhere. */
export async function runKeys(context: Context, { rotate }: KeysOptions): Promise<void> {
  const config = context.config()
  const keys = await withStore(config, async (db) => {
    const secret = await fittingSecret(db, config)
    if (rotate && secret === null) {
      throw new Refusal('PARLEY_SECRET is needed to seal a new key: no server began here with it.')
    }
    if (rotate && secret !== null) await rotateLedgerKey(db, { secret, by: commandLineActor() })
    return listLedgerKeys(db, secret)
  })
  context.print(`${JSON.stringify({ keys })}\n`)
}

/** With the secret at hand no key is believed that it did not seal. */
export async function believedKeys(db: Store, config: Config): Promise<readonly JWK[]> {
  return listLedgerKeys(db, await fittingSecret(db, config))
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
