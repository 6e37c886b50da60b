/** Rotation where several processes share a port: each of them follows what a command did. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { testSecret } from '../support/cluster.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import {
  endAll,
  runParley,
  type ServerProcess,
  type Settings,
  startParley,
} from '../support/process.ts'

let database: TestDatabase
let settings: Settings
let server: ServerProcess

beforeAll(async () => {
  database = await createDatabase()
  settings = { DATABASE_URL: database.url, PARLEY_SECRET: testSecret, LOG_LEVEL: 'silent' }
  server = await startParley({ ...settings, PARLEY_WORKERS: '3' })
})
afterAll(async () => {
  await endAll()
  await database?.drop()
})

/** Connections go round the workers, so a dozen reach each of them. */
async function published(): Promise<ReadonlySet<string>> {
  const answers = Array.from({ length: 12 }, async () => {
    const response = await fetch(`${server.url}/jwks`, { headers: { connection: 'close' } })
    const { keys }: { keys: readonly { kid: string }[] } = JSON.parse(await response.text())
    return keys
      .map(({ kid }) => kid)
      .toSorted()
      .join()
  })
  return new Set(await Promise.all(answers))
}

async function keys(...args: readonly string[]): Promise<readonly { kid: string }[]> {
  const { code, out, err } = await runParley(['keys', ...args, '--json'], settings)
  if (code !== 0) throw new Error(err)
  return JSON.parse(out)
}

test('every process publishes the next key, and gives up one that leaked', async () => {
  const before = await published()
  expect(before.size).toBe(1)
  const [next] = await keys('rotate', '--alg', 'ES256', '--reason', 'a test')
  await eventually(async () => {
    const [only = '', ...others] = await published()
    return others.length === 0 && only.split(',').includes(next?.kid ?? '')
  })
  const made = await keys('rotate', '--immediate', '--reason', 'it leaked')
  const wanted = made
    .map(({ kid }) => kid)
    .toSorted()
    .join()
  await eventually(async () => {
    const [only, ...others] = await published()
    return others.length === 0 && only === wanted
  })
})
