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
import { createTemplate, runVariable, type TestRun } from './support/database.ts'

declare global {
  var endTestRun: (() => Promise<void>) | undefined
}

/** PARLEY_TEST_DATABASE_URL names a server to use instead, as a role that may create databases. */
export default async function setup(): Promise<void> {
  await prepareBrowser()
  const outside = process.env['PARLEY_TEST_DATABASE_URL']
  const prefix = `parley_test_${randomBytes(4).toString('hex')}`
  const run = outside
    ? { prefix, serverUrl: outside, dataDir: null }
    : { prefix, serverUrl: '', dataDir: await mkdtemp(join(tmpdir(), 'parley-test-')) }
  const watchdog = watch(run)
  try {
    await begin(run, watchdog)
  } catch (error) {
    // Jest does not tear down what was not set up whole.
    await (globalThis.endTestRun ?? (() => dismiss(watchdog)))()
    throw error
  }
}

async function begin(begun: TestRun, watchdog: ChildProcess): Promise<void> {
  const { serverUrl, stop } = await serverOf(begun)
  globalThis.endTestRun = async () => {
    await stop()
    await dismiss(watchdog)
  }
  const run = { ...begun, serverUrl }
  process.env[runVariable] = JSON.stringify(run)
  const template = await createTemplate(run)
  await migrate({ connectionString: template.url })
}

async function serverOf({ serverUrl, dataDir }: TestRun) {
  if (dataDir === null) return { serverUrl, stop: async () => undefined }
  const { url, stop } = await startEmbeddedPostgres({ dataDir, fsync: false })
  return { serverUrl: url, stop }
}

/** In a process group of its own, so that Ctrl-C does not reach it. */
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
