/** The command line for API keys: made, listed, revoked. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { judgeApiKey } from '../../src/clients/judge-api-key.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { type CommandLine, commandLine, documentOf } from './command-line.ts'

let database: TestDatabase
let store: Store
let parley: CommandLine

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
  parley = commandLine({ DATABASE_URL: database.url })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const create = (...args: string[]) => parley(['api-key', 'create', '--name', 'Report', ...args])

test('a key is made, shown once, listed without its secret, and revoked', async () => {
  const scopes = ['parley:sessions.read', 'parley:clients.read']
  const made = documentOf(await create('--scope', ...scopes, '--days', '30', '--json')) as {
    id: string
    key: string
  }
  expect(await judgeApiKey(store, made.key)).toMatchObject({ id: made.id, scopes })
  const listed = await parley(['api-key', 'list'])
  expect(listed.out).toContain(made.id)
  expect(listed.out).not.toContain(made.key)
  const revoked = await parley(['api-key', 'revoke', made.id, '--json'])
  expect(documentOf(revoked)).toEqual({ id: made.id, revoked: true })
  expect(await judgeApiKey(store, made.key)).toBeNull()
  expect((await parley(['api-key', 'revoke', made.id])).out).toBe(
    'No change: it was already revoked.\n',
  )
})

test.each([
  [['create', '--name', 'x', '--scope', 'parley:everything'], /not a scope that a key can have/],
  [
    ['create', '--name', 'x', '--scope', 'parley:api_keys.write'],
    /not a scope that a key can have/,
  ],
  [['create', '--name', ' ', '--scope', 'parley:sessions.read'], /^parley: Name: 1 to 100/],
  [['create', '--name', 'x', '--scope', 'parley:sessions.read', '--days', '0'], /days, 1 to 3650/],
  [['revoke', 'nonsense'], /There is no API key "nonsense"\./],
  [['revoke', '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'], /No API key has this id\./],
])('a refusal is a sentence: %j', async (args, sentence) => {
  const { code, out, err } = await parley(['api-key', ...args])
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(sentence)
})
