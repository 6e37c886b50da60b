/** Outlives a test run, however that ends, and removes what it left: databases, server, files. */

import { rm } from 'node:fs/promises'
import { removeEmbeddedPostgres } from '../../src/store/embedded/remove.ts'
import { dropDatabases, type TestRun } from './database.ts'

const run: TestRun = JSON.parse(process.argv[2] ?? '')

// The pipe closes when the run closes it, and also when the run is killed.
process.stdin.resume()
process.stdin.once('close', () => {
  clear().catch((error: unknown) => {
    process.stderr.write(`What the tests left could not be removed: ${error}\n`)
    process.exitCode = 1
  })
})

async function clear(): Promise<void> {
  await rm(run.codeCache, { recursive: true, force: true })
  for (const server of run.servers) {
    const { dataDir } = server
    if (dataDir === null) await dropDatabases(run, server)
    else {
      await removeEmbeddedPostgres(dataDir)
      await rm(dataDir, { recursive: true, force: true })
    }
  }
}
