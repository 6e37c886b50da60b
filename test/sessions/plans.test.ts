/** Whatever is searched for, one look reads a bounded number of rows, however many there are. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type FilterDocument, readFilter } from '../../src/model/session-filter.ts'
import { listNotices, type NoticeFilter } from '../../src/revocation/list-notices.ts'
import { endNext, reachOfSearched } from '../../src/sessions/end-searched.ts'
import { searchSessions } from '../../src/sessions/search.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import type { Db } from '../../src/store/db.ts'
import { type GrantFilter, searchGrants } from '../../src/tokens/search-grants.ts'
import { addCrowd } from '../support/crowd.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { type GenericPlan, planning } from '../support/generic-plans.ts'
import { sql } from '../support/sql.ts'

let database: TestDatabase
let store: Store
let known: { account: string; device: string; session: string }

const mostLooked = 5_000
const large = ['sessions', 'grants', 'token_families', 'devices', 'notices']

/**
 * The rare client's sessions are the oldest. With fewer rows Postgres may do well to read them all
 * and sort them.
 */
beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
  const common = { seconds: 80_000, ended: 10, clientIds: ['common', 'common', 'other'] }
  await addCrowd({ store }, { ...common, size: 1_000, seconds: 86_400, clientIds: ['rare'] })
  for (let done = 0; done < 6; done += 1) await addCrowd({ store }, { ...common, size: 10_000 })
  await sql(
    { store },
    `INSERT INTO notices (id, sid, account_id, client_id, cause, state, settled_at)
     SELECT s.id, g.id, s.account_id, g.client_id, 'logout', 'delivered', now()
     FROM sessions s JOIN grants g ON g.session_id = s.id LIMIT 30000`,
  )
  for (const table of large) await sql({ store }, `VACUUM ANALYZE ${table}`)
  const [one] = await sql<typeof known>(
    { store },
    `SELECT s.account_id AS account, d.id AS device, s.id AS session FROM sessions s
     JOIN devices d USING (account_id, device_hash) ORDER BY s.id LIMIT 1`,
  )
  known = one ?? known
})

afterAll(async () => {
  await store?.close()
  await database?.drop()
})

async function expectBounded(work: (db: Db) => Promise<unknown>): Promise<void> {
  const plans: GenericPlan[] = []
  await work(planning(store, plans))
  expect(plans.length).toBeGreaterThan(0)
  for (const { name, scans } of plans) {
    const wrong = scans.filter(
      ({ how, table, rows }) =>
        large.includes(table) && (how === 'Seq Scan' || rows > mostLooked + 1),
    )
    expect([name, wrong]).toEqual([name, []])
  }
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

/** `known` stands for the id of one that is there. */
const filters: readonly FilterDocument[] = [
  {},
  { account: 'known' },
  { account: 'known', state: 'ended', network: '10.0.0.0/8' },
  { device: 'known' },
  { client_id: 'rare' },
  { client_id: 'common', acr: 'mfa' },
  { client_id: 'common', acr: 'urn:parley:acr:guest' },
  { client_id: 'nobody' },
  { network: '10.3.3.9' },
  { network: '10.3.3.0/24', client_id: 'rare' },
  { network: '10.0.0.0/8' },
  { network: '99.0.0.0/8' },
  { network: '99.0.0.0/24' },
  { state: 'live' },
  { state: 'offline' },
  { state: 'ended' },
  { acr: 'mfa' },
  { acr: 'urn:parley:acr:guest' },
  { policy: 'banking' },
  { end_reason: 'logout' },
  { end_reason: 'evicted' },
  { created_from: hoursAgo(1) },
  { created_to: hoursAgo(20) },
  { created_from: hoursAgo(12), created_to: hoursAgo(11) },
  { seen_to: hoursAgo(5) },
  { state: 'live', acr: 'mfa', policy: 'banking', created_to: hoursAgo(3) },
]

test.each(filters.map((filter) => [filter] as const))(
  'sessions by %j are searched, counted and ended by an index',
  async (named) => {
    const asked = readFilter(withKnown(named))
    await expectBounded((db) => searchSessions(db, { filter: asked, before: null, most: 50 }))
    const { state, endReason } = asked
    if (Object.keys(named).length === 0 || state === 'ended' || endReason !== null) return
    await expectBounded((db) => reachOfSearched(db, asked))
    const ending = { filter: asked, before: new Date(), sweptTo: null } as const
    const by = { endReason: 'revoked', actor: { kind: 'system' } } as const
    // Only the search is planned: no matching session exists, so none ends.
    await expectBounded((db) => endNext(db, { ...ending, ...by }, 0))
  },
)

function withKnown({ account, device, ...filter }: FilterDocument): FilterDocument {
  return {
    ...filter,
    ...(account === undefined ? {} : { account: known.account }),
    ...(device === undefined ? {} : { device: known.device }),
  }
}

const whatever = { sessionId: null, accountId: null, clientId: null, state: null } as const

test.each<readonly [string, () => Partial<GrantFilter>]>([
  ['nothing', () => ({})],
  ['session', () => ({ sessionId: known.session })],
  ['account', () => ({ accountId: known.account })],
  ['account and state', () => ({ accountId: known.account, state: 'ended' })],
  ['client', () => ({ clientId: 'common' })],
  ['client that is nobody', () => ({ clientId: 'nobody' })],
  ['client and state', () => ({ clientId: 'common', state: 'ended' })],
  ['state', () => ({ state: 'live' })],
])('grants by %s are searched by an index', async (_, filter) => {
  const asked = { ...whatever, ...filter(), before: null, most: 50 }
  await expectBounded((db) => searchGrants(db, asked))
})

test.each<readonly [string, () => Partial<NoticeFilter>]>([
  ['nothing', () => ({})],
  ['session', () => ({ sessionId: known.session })],
  ['account', () => ({ accountId: known.account })],
  ['client', () => ({ clientId: 'common' })],
  ['client and state', () => ({ clientId: 'common', state: 'dead' })],
  ['client that is nobody', () => ({ clientId: 'nobody' })],
  ['state', () => ({ state: 'pending' })],
])('notices by %s are searched by an index', async (_, filter) => {
  const asked = { ...whatever, ...filter(), before: null, most: 50 }
  await expectBounded((db) => listNotices(db, asked))
})

test('the pages of a rare filter together hold each result once', async () => {
  const all = await sql<{ id: string }>(
    { store },
    "SELECT id FROM sessions WHERE acr = 'mfa' AND policy = 'banking' ORDER BY id DESC",
  )
  const filter = readFilter({ acr: 'mfa', policy: 'banking', seen_from: hoursAgo(1) })
  const pages: (readonly { id: string }[])[] = []
  let before: string | null = null
  do {
    const page: Awaited<ReturnType<typeof searchSessions>> = await searchSessions(store, {
      filter,
      before,
      most: 40,
    })
    pages.push(page.rows)
    before = page.next
  } while (before !== null)
  expect(pages.flat().map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  expect(pages.length).toBeGreaterThan(all.length / 40)
})

test('a dry run that cannot count everything says so', async () => {
  const reach = await reachOfSearched(store, readFilter({ network: '10.0.0.0/8' }))
  expect([reach.isWhole, reach.sessions]).toEqual([false, mostLooked])
})
