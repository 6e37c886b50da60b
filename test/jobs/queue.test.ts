/** A job runs only if its change is committed, on one node, until it succeeds. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { pino } from 'pino'
import { openQueue, type Queue } from '../../src/jobs/queue.ts'
import { openControls } from '../../src/ledger/controls.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'

let database: TestDatabase
let store: Store
const queues: Queue[] = []
const runs: { readonly node: number; readonly name: string }[] = []
const failing = new Set<string>()
const hopeless = new Set<string>()
const givenUp: { readonly data: object; readonly error: string }[] = []

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 4, ...patience })
  for (const node of [0, 1]) {
    const run = async (data: object) => {
      const name = 'name' in data ? String(data.name) : ''
      runs.push({ node, name })
      if (hopeless.has(name) || failing.delete(name)) throw new Error('not now')
    }
    const gaveUp = async (data: object, error: unknown) => {
      givenUp.push({ data, error: String(error) })
      throw new Error('nor can that be told')
    }
    const retries = { most: 3, firstSeconds: 1, longestSeconds: 2 }
    queues.push(
      await openQueue({
        connectionString: database.url,
        db: store,
        log: pino({ level: 'silent' }),
        controls: openControls(store, `node ${node}`),
        tasks: [{ queue: 'mail', run, gaveUp, concurrency: 2, retries }],
      }),
    )
  }
})

afterAll(async () => {
  for (const queue of queues) await queue.stop()
  await store?.close()
  await database?.drop()
})

function leave(...names: readonly string[]): Promise<void> {
  return store.transaction((tx) =>
    enqueue(tx, ...names.map((name) => ({ queue: 'mail' as const, data: { name } }))),
  )
}

function runsOf(name: string): number {
  return runs.filter((one) => one.name === name).length
}

test('a queued job runs once, on whichever node takes it', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `one of many ${index}`)
  await Promise.all(names.map((name) => leave(name)))
  await eventually(() => names.every((name) => runsOf(name) === 1))
  expect(runs).toHaveLength(60)
  expect(new Set(runs.map(({ node }) => node)).size).toBe(2)
})

test('a change that is rolled back leaves nothing', async () => {
  const changing = store.transaction(async (tx) => {
    await enqueue(tx, { queue: 'mail', data: { name: 'never' } })
    throw new Error('rolled back')
  })
  await expect(changing).rejects.toThrow('rolled back')
  await leave('after it')
  await eventually(() => runsOf('after it') === 1)
  expect(runsOf('never')).toBe(0)
})

test('a job that fails at every attempt is abandoned and reported once', async () => {
  hopeless.add('hopeless')
  await leave('hopeless')
  await eventually(() => givenUp.length > 0)
  await leave('after that')
  await eventually(() => runsOf('after that') === 1)
  expect(runsOf('hopeless')).toBe(4)
  expect(givenUp).toEqual([{ data: { name: 'hopeless' }, error: 'Error: not now' }])
})

test('a failed job is retried', async () => {
  failing.add('stubborn')
  await leave('stubborn')
  await eventually(() => runsOf('stubborn') === 2)
})
