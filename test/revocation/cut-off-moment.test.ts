/** A cut-off hits whatever was issued up to its very moment, and nothing that was issued after it. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RevocationScope } from '../../src/model/revocation.ts'
import { readFilter } from '../../src/model/session-filter.ts'
import { isClientTokenRefused } from '../../src/revocation/refused-tokens.ts'
import { endNext } from '../../src/sessions/end-searched.ts'
import { findListedSession } from '../../src/sessions/list.ts'
import { revoke } from '../../src/sessions/revoke.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { findGrant } from '../../src/tokens/find-grant.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { sql } from '../support/sql.ts'
import { sweepAll } from '../support/sweep.ts'

let database: TestDatabase
let store: Store

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
})
afterAll(async () => {
  await store?.close()
  await database?.drop()
})

const reason = 'a test'
const by = { kind: 'system' } as const

/** Rows have milliseconds, and tokens have whole seconds. */
const moment = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000)
const after = new Date(moment.getTime() + 1)

type Issued = {
  readonly accountId: string
  readonly clientId: string
  readonly sessionId: string
  readonly grantId: string
}

/** Searches go by the moment in a session's id. */
function idAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** A session with one grant. */
async function issuedAt(at: Date, { accountId, clientId }: Pick<Issued, 'accountId' | 'clientId'>) {
  const [sessionId, grantId] = [idAt(at), randomUUID()]
  await sql(
    { store },
    `INSERT INTO accounts (id, kind, name) VALUES ($1, 'guest', 'A Guest') ON CONFLICT DO NOTHING`,
    [accountId],
  )
  await sql(
    { store },
    `INSERT INTO sessions (id, account_id, secret_hash, policy, amr, auth_time, created_at,
       idle_seconds, absolute_expires_at, due_at, network)
     VALUES ($1, $2, sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'default', '{pwd}', $3, $3, 1800,
       now() + interval '1 hour', now() + interval '1 hour', '203.0.113.9')`,
    [sessionId, accountId, at],
  )
  await sql(
    { store },
    `INSERT INTO grants (id, session_id, account_id, client_id, allowed, created_at)
     VALUES ($1, $2, $3, $4, '{}', $5)`,
    [grantId, sessionId, accountId, clientId, at],
  )
  return { accountId, clientId, sessionId, grantId }
}

/** Two of one account and one client: at the moment of the cut-off, and a millisecond later. */
async function issuedAround(): Promise<readonly [Issued, Issued]> {
  const owner = { accountId: randomUUID(), clientId: randomUUID() }
  return [await issuedAt(moment, owner), await issuedAt(after, owner)]
}

async function isSessionOpen({ sessionId }: Issued): Promise<boolean> {
  return (await findListedSession(store, sessionId))?.state === 'live'
}

async function isGrantLive({ grantId }: Issued): Promise<boolean> {
  return (await findGrant(store, grantId)) !== null
}

function sweep(): Promise<void> {
  return sweepAll({ store })
}

const ofSessions: readonly (readonly [string, (of: Issued) => RevocationScope])[] = [
  ['an account', ({ accountId }) => ({ kind: 'account', accountId })],
  ['a network', () => ({ kind: 'network', network: '203.0.113.0/24' })],
  ['everything', () => ({ kind: 'everything' })],
]

test.each(ofSessions)(
  '%s: a session that began at the moment of the cut-off has ended, one that began after it has not',
  async (_, scopeOf) => {
    const [hit, spared] = await issuedAround()
    await revoke(store, { scope: scopeOf(hit), before: moment, reason, by })
    const judged = async () => [await isSessionOpen(hit), await isSessionOpen(spared)]
    const granted = async () => [await isGrantLive(hit), await isGrantLive(spared)]
    expect([await judged(), await granted()]).toEqual([
      [false, true],
      [false, true],
    ])
    await sweep()
    expect([await judged(), await granted()]).toEqual([
      [false, true],
      [false, true],
    ])
  },
)

const ofGrants: readonly (readonly [string, (of: Issued) => RevocationScope])[] = [
  ['a client', ({ clientId }) => ({ kind: 'client', clientId })],
  [
    'a client of an account',
    ({ accountId, clientId }) => ({ kind: 'account_client', accountId, clientId }),
  ],
]

test.each(ofGrants)(
  '%s: a grant that was made at the moment of the cut-off has ended, one made after it has not',
  async (_, scopeOf) => {
    const [hit, spared] = await issuedAround()
    await revoke(store, { scope: scopeOf(hit), before: moment, reason, by })
    const judged = async () => [await isGrantLive(hit), await isGrantLive(spared)]
    expect(await judged()).toEqual([false, true])
    await sweep()
    expect(await judged()).toEqual([false, true])
    expect([await isSessionOpen(hit), await isSessionOpen(spared)]).toEqual([true, true])
  },
)

test('a search ends the sessions that began up to its moment', async () => {
  const [hit, spared] = await issuedAround()
  const filter = readFilter({ account: hit.accountId, state: 'live' })
  await endNext(
    store,
    { filter, before: moment, endReason: 'revoked', actor: by, sweptTo: null },
    100,
  )
  expect([await isSessionOpen(hit), await isSessionOpen(spared)]).toEqual([false, true])
})

test("a client's own token from the second of the cut-off is refused, one from the next second is not", async () => {
  const clientId = randomUUID()
  await revoke(store, { scope: { kind: 'client', clientId }, before: moment, reason, by })
  const second = moment.getTime() / 1000
  const isRefused = (issuedAt: number) =>
    isClientTokenRefused(store, { jti: randomUUID(), clientId, issuedAt })
  expect([await isRefused(second), await isRefused(second + 1)]).toEqual([true, false])
})

test('a cut-off may be of the present moment, but not of the future', async () => {
  const scope = { kind: 'client', clientId: randomUUID() } as const
  const later = new Date(Date.now() + 60_000)
  await expect(revoke(store, { scope, before: later, reason, by })).rejects.toMatchObject({
    code: 'request_invalid',
  })
})
