/** The command `parley reset`: deletes the data of development. It removes only files of this program. */

import { readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { removeEmbeddedPostgres } from '../store/embedded/remove.ts'
import { type Context, Refusal } from './context.ts'
import { removeDemoClient } from './demo-client.ts'
import { removeSecret } from './secret.ts'

export async function runReset(context: Context): Promise<void> {
  const { mode, databaseUrl, dataDir } = context.config()
  if (mode === 'production') {
    throw new Refusal('NODE_ENV is production: reset is only for development.')
  }
  if (databaseUrl !== null) {
    throw new Refusal(
      'DATABASE_URL is set: reset removes only the embedded database. Unset DATABASE_URL first.',
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
      ? `Everything in ${dataDir} was deleted. The next start creates a new database.\n`
      : `There was no database in ${dataDir}.\n`,
  )
}

/** Drafts are left by a process that was killed while it wrote. */
async function removeDrafts(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((): string[] => [])
  for (const name of names.filter((one) => /^(secret|demo\.json)\.\d+-[\w-]{11}$/.test(one))) {
    await rm(join(dataDir, name), { force: true })
  }
}
