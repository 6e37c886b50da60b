/** The command line for keys: what signs, what is to come, rotating and retiring. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { checkSecret } from '../../src/keys/installation.ts'
import { loadSigningKeys } from '../../src/keys/signing-keys.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { testSecret } from '../support/cluster.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { allDetails, sql } from '../support/sql.ts'
import { type CommandLine, commandLine, documentOf } from './command-line.ts'

let database: TestDatabase
let store: Store
let parley: CommandLine

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
  parley = commandLine({ DATABASE_URL: database.url, PARLEY_SECRET: testSecret })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

type Listed = { readonly kid: string; readonly alg: string; readonly state: string }

async function listed(): Promise<Listed[]> {
  const document = documentOf(await parley(['keys', 'list', '--json']))
  return JSON.parse(JSON.stringify(document))
}

test('before the first start there is no key to show or rotate', async () => {
  expect((await parley(['keys', 'list'])).out).toBe(
    'No keys yet: the server creates them when it starts.\n',
  )
  const refused = await parley(['keys', 'rotate', '--reason', 'a test'])
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toMatch(/^parley: PARLEY_SECRET is needed to seal a new key/)
})

test('a rotation is planned, listed with its next steps, and cancelled', async () => {
  await checkSecret(store, testSecret)
  await loadSigningKeys(store, testSecret)
  const rotate = ['keys', 'rotate', '--alg', 'ES256', '--reason', 'a test', '--json']
  const made = documentOf(await parley(rotate))
  expect(made).toMatchObject([{ alg: 'ES256', state: 'next', use: 'signing', signs_until: null }])
  expect(JSON.stringify(await listed())).not.toMatch(/"(d|p|q|dp|dq|qi)":/)
  const next = (await listed()).find(({ state }) => state === 'next')
  expect((await parley(['keys', 'list'])).out).toMatch(/STATE .*\n(.*\n)*.* next /)

  const kid = next?.kid ?? ''
  const retired = await parley(['keys', 'retire', kid, '--reason', 'not now', '--json'])
  expect(documentOf(retired)).toMatchObject({ kid, state: 'retired', distrusted: true })
  const [event] = await sql(
    { store },
    `SELECT ${allDetails} FROM audit_events WHERE type = 'key.retired'`,
  )
  expect(event).toMatchObject({ details: { kid, reason: 'not now' } })
})

test('a leaked key is replaced at once', async () => {
  const before = (await listed()).filter(({ state }) => state === 'signing')
  const { code, err } = await parley(['keys', 'rotate', '--immediate', '--reason', 'it leaked'])
  expect([code, err]).toEqual([
    0,
    expect.stringContaining('Everything that the former keys signed'),
  ])
  const after = await listed()
  const stateOf = (kid: string) => after.find((key) => key.kid === kid)?.state
  expect(before.map(({ kid }) => stateOf(kid))).toEqual(['retired', 'retired'])
  const signing = after.filter(({ state }) => state === 'signing').map(({ alg }) => alg)
  expect(signing.toSorted()).toEqual(['ES256', 'RS256'])
})

test.each([
  [['rotate'], /--reason <text>/],
  [['rotate', '--reason', ''], /^parley: --reason: 1 to 500 characters\.\n$/],
  [['rotate', '--alg', 'HS256', '--reason', 'x'], /ES256, RS256/],
  [['retire', 'nobody', '--reason', 'x'], /^parley: No signing key has this id\.\n$/],
  [['retire', 'nobody'], /--reason <text>/],
])('an impossible action is refused in a sentence: keys %j', async (args, sentence) => {
  const { code, out, err } = await parley(['keys', ...args])
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(sentence)
})

test('the signing key cannot be retired', async () => {
  const signing = (await listed()).find(({ state }) => state === 'signing')
  const refused = await parley(['keys', 'retire', signing?.kid ?? '', '--reason', 'x'])
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toMatch(/^parley: This key still signs: run "parley keys rotate"/)
})
