/** Before all tests: one Postgres, one migrated template database. Ends with global-teardown. */

import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '../src/store/embedded/start.ts'
import { migrate } from '../src/store/migrate.ts'
import { prepareBrowser } from './support/browser.ts'
import { createTemplate, runVariable, type TestRun, type TestServer } from './support/database.ts'

declare global {
  var endTestRun: (() => Promise<void>) | undefined
}

/** PARLEY_TEST_DATABASE_URL names a server to use instead, as a role that may create databases. */
export default async function setup({ maxWorkers }: { maxWorkers: number }): Promise<void> {
  await prepareBrowser()
  const run: TestRun = {
    prefix: `parley_test_${randomBytes(4).toString('hex')}`,
    servers: await planServers(maxWorkers),
    codeCache: await mkdtemp(join(tmpdir(), 'parley-test-code-')),
  }
  const watchdog = watch(run)
  try {
    await begin(run, watchdog)
  } catch (error) {
    // Jest does not tear down what was not set up whole.
    await (globalThis.endTestRun ?? (() => dismiss(watchdog)))()
    throw error
  }
}

async function planServers(workers: number): Promise<readonly TestServer[]> {
  const outside = process.env['PARLEY_TEST_DATABASE_URL']
  if (outside) return [{ url: outside, dataDir: null }]
  return Promise.all(
    Array.from({ length: workers }, async () => {
      return { url: '', dataDir: await mkdtemp(join(tmpdir(), 'parley-test-')) }
    }),
  )
}

async function begin(plan: TestRun, watchdog: ChildProcess): Promise<void> {
  const stops: (() => Promise<void>)[] = []
  globalThis.endTestRun = async () => {
    await Promise.all(stops.map((stop) => stop()))
    await dismiss(watchdog)
  }
  const started: TestServer[] = []
  for (const { url, dataDir } of plan.servers) {
    const server =
      dataDir === null ? { url } : await startEmbeddedPostgres({ dataDir, fsync: false })
    if ('stop' in server) stops.push(server.stop)
    started.push({ url: server.url, dataDir })
  }
  const run = { ...plan, servers: started }
  process.env[runVariable] = JSON.stringify(run)
  for (const server of started) {
    const template = await createTemplate(run, server)
    await migrate({ connectionString: template.url })
  }
}

/** Has its own process group, so that Ctrl-C does not reach it. */
function watch(run: TestRun): ChildProcess {
  const script = fileURLToPath(new URL('support/watchdog.ts', import.meta.url))
  const watchdog = spawn(process.execPath, [script, JSON.stringify(run)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  watchdog.unref()
  return watchdog
}

function dismiss(watchdog: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (watchdog.exitCode !== null) resolve()
    watchdog.once('exit', () => resolve())
    watchdog.ref()
    watchdog.stdin?.end()
  })
}
