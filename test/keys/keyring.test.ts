/** What a node holds of the keys, and how it comes to know of a change. */

import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Keyring, openKeyring } from '../../src/keys/keyring.ts'
import { rotateKeys } from '../../src/keys/rotate.ts'
import { readSigningKeys, type SigningKeys } from '../../src/keys/signing-keys.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import type { Db } from '../../src/store/db.ts'
import { testSecret as secret } from '../support/cluster.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { sql } from '../support/sql.ts'

let database: TestDatabase
let store: Store
let keyring: Keyring
let warnings: unknown[]
let looks: number

beforeEach(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 4, ...patience })
  warnings = []
  looks = 0
  keyring = await openKeyring({
    db: counting(store),
    secret,
    warn: (error) => warnings.push(error),
  })
})
afterEach(async () => {
  keyring.close()
  await store.close()
  await database.drop()
})

function counting(db: Db): Db {
  return {
    ...db,
    rows: (statement, values) => {
      if (statement.name === 'standing_signing_keys') looks += 1
      return db.rows(statement, values)
    },
  }
}

function replace(sealedUnder = secret): Promise<readonly string[]> {
  const by = { kind: 'system' } as const
  const algs = ['ES256'] as const
  return rotateKeys(store, { algs, immediate: true, reason: 'a test', by, secret: sealedUnder })
}

function kidIn({ signing }: SigningKeys): string {
  return signing.find(({ alg }) => alg === 'ES256')?.kid ?? ''
}

test('the keys are in the order of preference, however old they are', async () => {
  await sql(
    { store },
    "UPDATE signing_keys SET created_at = created_at - interval '1 hour' WHERE alg = 'RS256'",
  )
  const { signing } = await readSigningKeys(store, secret)
  expect(signing.map(({ alg }) => alg)).toEqual(['ES256', 'RS256'])
})

test('the keys are the identical object until one changes, and then those of the database', async () => {
  const before = keyring.current()
  await keyring.find('nobody')
  expect(keyring.current()).toBe(before)
  const [kid] = await replace()
  await eventually(() => keyring.current() !== before)
  expect(kidIn(keyring.current())).toBe(kid)
})

test('a key that signs elsewhere since a moment ago is found at once, one that is retired no more', async () => {
  const former = kidIn(keyring.current())
  const [kid = ''] = await replace()
  expect(await keyring.find(kid)).toMatchObject({ kid, alg: 'ES256' })
  expect(await keyring.find(former)).toBeNull()
  expect(await keyring.findForHint(former)).toBeNull()
})

test('a thousand made-up keys make it look as often as one does', async () => {
  await keyring.find('nobody')
  looks = 0
  const found = await Promise.all(
    Array.from({ length: 1_000 }, (_, i) => keyring.find(`made up ${i}`)),
  )
  expect(found.every((key) => key === null)).toBe(true)
  // Its own look may have come in between.
  expect(looks).toBeLessThanOrEqual(2)
})

test('reports keys that cannot be opened, and keeps the former keys in use until there are good ones', async () => {
  const before = keyring.current()
  await replace('another secret, which this node does not have')
  await eventually(() => warnings.length > 0)
  expect(String(warnings[0])).toContain('does not open with PARLEY_SECRET')
  expect(keyring.current()).toBe(before)
  const [kid] = await replace()
  await eventually(() => kidIn(keyring.current()) === kid)
})

test('a change holds when it could be made use of, and not before', async () => {
  const before = keyring.current()
  let isWilling = false
  const told: string[] = []
  keyring.follow((keys) => {
    told.push(kidIn(keys))
    if (!isWilling) throw new Error('not yet')
  })
  const [kid = ''] = await replace()
  await eventually(() => told.length > 0 && warnings.length > 0)
  expect(keyring.current()).toBe(before)
  isWilling = true
  await eventually(() => keyring.current() !== before)
  expect(new Set(told)).toEqual(new Set([kid]))
})
