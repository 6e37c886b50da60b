/** The command `parley reset`: development starts over. It removes only what this program made. */

import { readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { removeEmbeddedPostgres } from '../store/embedded/remove.ts'
import { type Context, Refusal } from './context.ts'
import { removeDemoClient } from './demo-client.ts'
import { removeSecret } from './secret.ts'

export async function runReset(context: Context): Promise<void> {
  const { mode, databaseUrl, dataDir } = context.config()
  if (mode === 'production') {
    throw new Refusal('NODE_ENV is production: reset is for development alone.')
  }
  if (databaseUrl !== null) {
    throw new Refusal(
      'DATABASE_URL is set: reset only removes the embedded database. Unset it to do that.',
    )
  }
  const hadData = await removeEmbeddedPostgres(dataDir)
  await removeSecret(dataDir)
  await removeDemoClient(dataDir)
  await removeDrafts(dataDir)
  // The folder stays if it holds anything that is not ours.
  await rmdir(dataDir).catch(() => undefined)
  context.print(
    hadData
      ? `Everything in ${dataDir} is gone; the next start begins anew.\n`
      : `There was no database in ${dataDir}.\n`,
  )
}

/** Left by a process that was killed while it wrote. */
async function removeDrafts(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((): string[] => [])
  for (const name of names.filter((one) => /^(secret|demo\.json)\.\d+-[\w-]{11}$/.test(one))) {
    await rm(join(dataDir, name), { force: true })
  }
}
