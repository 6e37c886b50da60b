/** PARLEY_SECRET, or in development a generated secret that is kept beside the data. */

import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomToken } from '../base/crypto.ts'
import type { Config } from '../config/config.ts'
import { prepareDataDir } from '../store/embedded/cluster.ts'
import { isKind, reasonOf } from '../store/embedded/failure.ts'
import { Refusal } from './context.ts'

const fileName = 'secret'
/** The shape of a generated secret. Anything else was damaged or replaced. */
const shape = /^[\w-]{43}$/

/** Several processes may start at once: all get the same secret. */
export async function ensureSecret(config: Config): Promise<string> {
  if (config.secret !== null) return config.secret
  const home = await prepareDataDir(config.dataDir)
  const path = join(home, fileName)
  const known = await readKept(path)
  if (known !== null) return known
  await keepFirst(path, randomToken(256))
  return (await readKept(path)) ?? refuseDamaged(path)
}

/** Null if no secret is set. */
export async function findSecret({ secret, dataDir }: Config): Promise<string | null> {
  return secret ?? readKept(join(dataDir, fileName))
}

export async function removeSecret(dataDir: string): Promise<void> {
  await rm(join(dataDir, fileName), { force: true })
}

async function readKept(path: string): Promise<string | null> {
  try {
    const secret = (await readFile(path, 'utf8')).trim()
    return shape.test(secret) ? secret : refuseDamaged(path)
  } catch (error) {
    if (isKind(error, 'ENOENT')) return null
    if (error instanceof Refusal) throw error
    throw new Refusal(`PARLEY_SECRET is not set and ${path} cannot be read: ${reasonOf(error)}.`)
  }
}

function refuseDamaged(path: string): never {
  throw new Refusal(
    `PARLEY_SECRET is not set and ${path} has no valid secret: set it, or restore the file.`,
  )
}

/** Writes a draft and links it into place: the file is whole or absent, and never replaces another. */
async function keepFirst(path: string, secret: string): Promise<void> {
  const draft = `${path}.${process.pid}-${randomToken(64)}`
  try {
    await writeFile(draft, `${secret}\n`, { mode: 0o600, flag: 'wx', flush: true })
    await link(draft, path)
  } catch (error) {
    if (!isKind(error, 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
}
