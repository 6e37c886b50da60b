/** Starting over: the embedded Postgres stops and its data is gone. The rest of the folder stays. */

import { readdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { clusterName } from './cluster.ts'
import { isKind } from './failure.ts'
import { takeLease } from './lease.ts'
import { findPostmaster } from './pid-file.ts'
import { stopPostmaster } from './postmaster.ts'

/** Refuses while a process uses it. False when there was nothing to remove. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<boolean> {
  const home = await realpath(dataDir).catch((error: unknown) => {
    if (isKind(error, 'ENOENT')) return null
    throw error
  })
  if (home === null || !(await readdir(home)).includes(clusterName)) return false
  const data = join(home, clusterName)
  await stopUnused(data)
  for (const path of [data, `${data}.log`, `${data}.log.1`]) {
    await rm(path, { recursive: true, force: true })
  }
  return true
}

async function stopUnused(data: string): Promise<void> {
  const running = await findPostmaster(data)
  const lease = running === null ? null : await takeLease(running)
  try {
    if (lease !== null && !(await lease.giveBack())) {
      throw new Error(`The database in ${data} is in use: stop the server that uses it first.`)
    }
    await stopPostmaster(data)
  } finally {
    await lease?.close()
  }
}
