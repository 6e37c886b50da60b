/** A fresh install under its first load: no hot read costs more for what the planner believed then. */

import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sha256 } from '../../src/base/crypto.ts'
import { findSessionById, findSessionBySecret } from '../../src/sessions/find.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import type { Db } from '../../src/store/db.ts'
import { findCode } from '../../src/tokens/find-code.ts'
import { familyFinder } from '../../src/tokens/find-family.ts'
import { findGrant } from '../../src/tokens/find-grant.ts'
import { addCrowd } from '../support/crowd.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { planHeld } from '../support/generic-plans.ts'
import { sql } from '../support/sql.ts'

let database: TestDatabase
let store: Store

const tables = ['sessions', 'grants', 'token_families', 'authorization_codes', 'accounts']

/** Statistics that say that nothing is there, on one connection, so that its plans can be looked at. */
beforeEach(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 1, ...patience })
  await sql({ store }, `TRUNCATE ${tables.join(', ')}`)
  // A partition takes no such setting from its table, and is empty until a moment before it is read.
  for (const table of tables.filter((name) => name !== 'authorization_codes')) {
    await sql({ store }, `ALTER TABLE ${table} SET (autovacuum_enabled = off)`)
  }
  await sql({ store }, `ANALYZE ${tables.join(', ')}`)
})
afterEach(async () => {
  await store?.close()
  await database?.drop()
})

const live = 1_000
const mostBuffers = 60
/** The rows of one table: however few its pages are, they grow with the load. */
const mostRows = 10

type Known = {
  readonly session: string
  readonly secret: string
  readonly grant: string
  readonly family: string
  readonly client: string
  readonly code: string
}

/** Live sessions with all that hangs from them, and no statistics of them. */
async function beginLoad(): Promise<Known> {
  await addCrowd({ store }, { size: live })
  await sql(
    { store },
    `INSERT INTO accounts (id, kind, name)
     SELECT DISTINCT account_id, 'guest', 'A Guest' FROM sessions`,
  )
  await sql(
    { store },
    `INSERT INTO authorization_codes (code_hash, expires_at, session_id, grant_id, account_id,
       client_id, payload)
     SELECT sha256(convert_to('code of ' || g.id, 'UTF8')), now() + interval '1 minute',
       g.session_id, g.id, g.account_id, g.client_id, '{"authTime": 0}' FROM grants g`,
  )
  const [known] = await sql<Known>(
    { store },
    `SELECT s.id AS session, s.id::text AS secret, g.id AS grant, f.id AS family,
       g.client_id AS client, 'code of ' || g.id AS code
     FROM sessions s JOIN grants g ON g.session_id = s.id
     JOIN token_families f ON f.grant_id = g.id ORDER BY s.id LIMIT 1 OFFSET 500`,
  )
  if (known === undefined) throw new Error('nobody is there')
  return known
}

const nobody: Known = {
  session: '00000000-0000-7000-8000-000000000000',
  secret: 'nobody',
  grant: 'nobody',
  family: 'nobody',
  client: 'nobody',
  code: 'nobody',
}

type HotRead = {
  readonly name: string
  readonly run: (db: Db, known: Known) => Promise<unknown>
  readonly values: (known: Known) => readonly unknown[]
}

const hotReads: readonly HotRead[] = [
  {
    name: 'code_by_hash',
    run: (db, { code }) => findCode(db, code),
    values: ({ code }) => [sha256(code)],
  },
  {
    name: 'families_by_id',
    run: (db, { family: familyId }) =>
      familyFinder(db)({ familyId, generation: 2, signedPart: '', mac: '' }),
    values: ({ family }) => [[family]],
  },
  {
    name: 'grant_by_id',
    run: (db, { grant }) => findGrant(db, grant),
    values: ({ grant }) => [grant, null],
  },
  {
    name: 'session_by_secret',
    run: (db, { secret, client }) =>
      findSessionBySecret(db, { secretHash: sha256(secret), clientId: client }),
    values: ({ secret, client }) => [sha256(secret), client],
  },
  {
    name: 'session_by_id',
    run: (db, { session, client }) => findSessionById(db, { sessionId: session, clientId: client }),
    values: ({ session, client }) => [session, client],
  },
]

async function expectFew(known: Known): Promise<void> {
  const wrong: unknown[] = []
  for (const { name, run, values } of hotReads) {
    expect([name, await run(store, known)]).toEqual([name, expect.anything()])
    const { buffers, scans } = await planHeld(store, name, values(known))
    const wide = scans.filter(({ how, rows }) => how === 'Seq Scan' || rows > mostRows)
    if (buffers >= mostBuffers || wide.length > 0) wrong.push({ name, buffers, wide })
  }
  expect(wrong).toEqual([])
}

test('a plan made on an empty database reads few pages among a thousand rows', async () => {
  for (const { run } of hotReads) await run(store, nobody)
  await expectFew(await beginLoad())
})

test('a plan made among a thousand rows without statistics reads few pages', async () => {
  await expectFew(await beginLoad())
})
