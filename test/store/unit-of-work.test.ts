/** A unit of work reads each thing once, and shares the answer only with equal reads. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { sha256 } from '../../src/base/crypto.ts'
import { refuseTokenById } from '../../src/revocation/refused-tokens.ts'
import { findSessionById, findSessionBySecret } from '../../src/sessions/find.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { read } from '../../src/store/db.ts'
import { newWork, once, rowOnce, runWork } from '../../src/store/unit-of-work.ts'
import { findGrant, findGrantOfToken } from '../../src/tokens/find-grant.ts'
import { addCrowd } from '../support/crowd.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { sql } from '../support/sql.ts'

let database: TestDatabase
let store: Store
let known: { session: string; grant: string; client: string }

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
  await addCrowd({ store }, { size: 1 })
  await sql(
    { store },
    `INSERT INTO accounts (id, kind, name) SELECT account_id, 'guest', 'A Guest' FROM sessions`,
  )
  const [row] = await sql<typeof known>(
    { store },
    'SELECT session_id AS session, id AS grant, client_id AS client FROM grants',
  )
  known = row ?? known
})
afterAll(async () => {
  await store?.close()
  await database?.drop()
})

function inUnit<T>(task: () => Promise<T>): Promise<T> {
  return runWork(newWork(), task)
}

test('a grant is checked for each token separately: a revoked one is no caller, another one is', async () => {
  const [refused, good] = [randomUUID(), randomUUID()]
  await refuseTokenById(store, refused)
  await inUnit(async () => {
    const grantId = known.grant
    expect(await findGrantOfToken(store, { grantId, jti: good })).not.toBeNull()
    expect(await findGrantOfToken(store, { grantId, jti: refused })).toBeNull()
    expect(await findGrant(store, grantId)).not.toBeNull()
    expect(await findGrantOfToken(store, { grantId, jti: refused })).toBeNull()
  })
})

test('a session is found for each client with its own grant', async () => {
  const secretHash = sha256(known.session)
  await inUnit(async () => {
    for (const find of [
      (clientId: string | null) => findSessionBySecret(store, { secretHash, clientId }),
      (clientId: string | null) => findSessionById(store, { sessionId: known.session, clientId }),
    ]) {
      expect((await find(null))?.grant).toBeNull()
      expect((await find(known.client))?.grant?.id).toBe(known.grant)
      expect((await find('another'))?.grant).toBeNull()
    }
  })
})

test('the same statement with the same values is sent once in a unit, and again in the next one', async () => {
  const statement = read('test_random', 'SELECT random()::text || $1::text || $2::text AS drawn')
  const draw = (...values: unknown[]) => rowOnce<{ drawn: string }>(store, statement, values)
  const drawn = await inUnit(async () => {
    const first = await draw('a', 'b')
    expect(await draw('a', 'b')).toEqual(first)
    expect(await draw('a', null)).not.toEqual(await draw('a', ''))
    expect(await draw('a,', 'b')).not.toEqual(await draw('a', ',b'))
    expect(await draw('1', 'b')).not.toEqual(await draw(1, 'b'))
    return first
  })
  expect(await inUnit(() => draw('a', 'b'))).not.toEqual(drawn)
  expect(await draw('a', 'b')).not.toEqual(await draw('a', 'b'))
})

test('different bytes are different values', async () => {
  const answers = await inUnit(() =>
    Promise.all([1, 2, 1].map((byte, i) => once([Buffer.of(byte)], async () => i))),
  )
  expect(answers).toEqual([0, 1, 0])
})
