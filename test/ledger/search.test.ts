/** A search finds exactly the matching events, and a page costs the same in a ledger of any size. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import { start } from '../../src/ledger/events.ts'
import { followEvents, placeNow } from '../../src/ledger/follow.ts'
import { type EventSearch, searchEvents } from '../../src/ledger/search.ts'
import type { Db } from '../../src/store/db.ts'
import { explaining, type Plan, scanOf } from './explaining.ts'
import { type Ledger, openLedger } from './ledger.ts'

let ledger: Ledger

beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger.close())

const anything: EventSearch = {
  types: null,
  outcome: null,
  actorId: null,
  accountId: null,
  sessionId: null,
  clientId: null,
  deviceId: null,
  network: null,
  period: { from: null, to: null },
  before: null,
  most: 20,
}

/** One account, session and client among a thousand; a busy client has half of all. */
const mine = uuidv7()
const session = uuidv7()
const device = uuidv7()
const busy = 'busy-client'

const filters: readonly [string, Partial<EventSearch>][] = [
  ['nothing', {}],
  ['account', { accountId: mine }],
  ['session', { sessionId: session }],
  ['device', { deviceId: device }],
  ['client', { clientId: busy }],
  ['actor', { actorId: busy }],
  ['rare type', { types: ['code.reused'] }],
  ['frequent type', { types: ['refresh.rotated'] }],
  ['types', { types: ['code.reused', 'refresh.rotated', 'policy.changed'] }],
  ['failures', { outcome: 'failure' }],
  ['network', { network: '198.51.100.0/24' }],
  ['address', { network: '198.51.100.7' }],
  ['wide network', { network: '198.0.0.0/8' }],
  ['IPv6 network', { network: '2001:db8:7::/48' }],
  ['busy client and rare type', { clientId: busy, types: ['code.reused'] }],
  ['busy client and network', { clientId: busy, network: '198.51.100.0/24' }],
  [
    'failed refreshes and sign-ins',
    { types: ['refresh.rotated', 'session.begun'], outcome: 'failure' },
  ],
  ['an account that is not', { accountId: '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7' }],
]

/** Events of this month, half of them refreshes of one client; each statement adds a chunk and a time. */
async function grow(events: number): Promise<void> {
  for (let done = 0; done < events; done += chunk) {
    await ledger.forge(inserted, [
      done + 1,
      Math.min(done + chunk, events),
      events,
      busy,
      mine,
      session,
      device,
    ])
  }
  await ledger.sql('ANALYZE audit_events')
}

/** A transaction of the server holds the horizon of every test that seals. */
const chunk = 10_000

const inserted = `INSERT INTO audit_events (occurred_at, type, outcome, actor_kind, actor_id,
    account_id, session_id, client_id, network, details)
  SELECT date_trunc('month', now()) + make_interval(secs => i * 86400.0 * 27 / $3::int),
    CASE WHEN i % 2 = 0 THEN 'refresh.rotated' WHEN i % 997 = 0 THEN 'code.reused'
      ELSE 'session.begun' END,
    CASE WHEN i % 997 = 0 THEN 'failure' ELSE 'success' END,
    'client', client, CASE WHEN i % 1000 = 1 THEN $5::uuid ELSE md5((i % 5000)::text)::uuid END,
    CASE WHEN i % 1000 = 1 THEN $6::uuid ELSE md5((i % 7000)::text)::uuid END, client,
    CASE WHEN i % 7 = 0 THEN '2001:db8:7::1'::inet + i % 9
      ELSE '198.51.0.0'::inet + i % 30000 END,
    CASE WHEN i % 2 = 0 THEN '{}' ELSE jsonb_build_object('device',
      CASE WHEN i % 1000 = 1 THEN $7 ELSE md5((i % 9000)::text)::uuid::text END) END
  FROM generate_series($1::int, $2::int) AS i,
    LATERAL (SELECT CASE WHEN i % 2 = 0 THEN $4 ELSE 'client-' || i % 500 END AS client) AS of`

type Cost = { readonly buffers: number; readonly found: number }

/** Two pages deep, since a cursor must lead there as cheaply. */
async function costOf(over: Partial<EventSearch>, isLarge = true): Promise<Cost> {
  const plans: Plan[] = []
  const db: Db = explaining(ledger.store, plans)
  const search = { ...anything, ...over }
  const first = await searchEvents(db, search)
  const second = first.next && (await searchEvents(db, { ...search, before: first.next }))
  for (const { name, text } of isLarge ? plans : []) {
    expect({ name, scans: scanOf('audit_events').test(text) }).toEqual({ name, scans: false })
    // A sort reads all its input first: only a search for several types may sort, a page of each.
    const sorts = name !== 'search_types' && text.includes('"Node Type":"Sort"')
    expect({ name, sorts }).toEqual({ name, sorts: false })
  }
  const buffers = plans.map((plan) => plan.buffers)
  return {
    buffers: Math.max(...buffers),
    found: first.events.length + (second?.events.length ?? 0),
  }
}

/** Page after page to the end. */
async function allOf(over: Partial<EventSearch>): Promise<string[]> {
  const found: string[] = []
  let before: EventSearch['before'] = null
  do {
    const page = await searchEvents(ledger.store, { ...anything, ...over, before, most: 300 })
    found.push(...page.events.map(({ id }) => id))
    before = page.next
  } while (before !== null)
  return found
}

/** The same as plain SQL over the whole table would find. */
function plainly(over: Partial<EventSearch>): Promise<{ id: string }[]> {
  const search = { ...anything, ...over }
  return ledger.sql(
    `SELECT id::text AS id FROM audit_events
     WHERE ($1::uuid IS NULL OR account_id = $1) AND ($2::uuid IS NULL OR session_id = $2)
       AND ($3::text IS NULL OR client_id = $3) AND ($4::text IS NULL OR actor_id = $4)
       AND ($5::text[] IS NULL OR type = ANY ($5)) AND ($6::text IS NULL OR outcome = $6)
       AND ($7::inet IS NULL OR network <<= $7)
       AND ($8::timestamptz IS NULL OR occurred_at >= $8)
       AND ($9::timestamptz IS NULL OR occurred_at < $9)
       AND ($10::text IS NULL OR details ->> 'device' = $10)
     ORDER BY occurred_at DESC, audit_events.id DESC`,
    [
      search.accountId,
      search.sessionId,
      search.clientId,
      search.actorId,
      search.types,
      search.outcome,
      search.network,
      search.period.from,
      search.period.to,
      search.deviceId,
    ],
  )
}

const inMonth = (day: number) => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), day))
}

describe('in a ledger that grows from 6,000 to 300,000 events', () => {
  const small = new Map<string, Cost>()

  beforeAll(() => grow(6_000))

  test.each(filters)('%s: the pages together are exactly the matching events', async (_, over) => {
    const ids = (await plainly(over)).map(({ id }) => id)
    expect(await allOf(over)).toEqual(ids)
    const period = { from: inMonth(5), to: inMonth(20) }
    const within = (await plainly({ ...over, period })).map(({ id }) => id)
    expect(await allOf({ ...over, period })).toEqual(within)
  })

  test('each filter finds a page by an index, at the same cost in both ledgers', async () => {
    for (const [name, over] of filters) small.set(name, await costOf(over, false))
    await grow(300_000)
    for (const [name, over] of filters) {
      const { buffers, found } = await costOf(over)
      const more = buffers - (small.get(name)?.buffers ?? 0)
      // An event a page of the table at worst; with a filter beside, all of a look's.
      const most = looks.includes(name) ? 6_000 : 100
      expect({ name, isBounded: more < most }).toEqual({ name, isBounded: true })
      expect({ name, isFound: found > 0 }).toEqual({ name, isFound: !findsNothing.includes(name) })
    }
  })

  test('a tail reads by an index, from now and from long ago', async () => {
    const [early] = await ledger.sql<{ xid: string; id: string }>(
      'SELECT xid::text AS xid, id::text AS id FROM audit_events ORDER BY xid, audit_events.id LIMIT 1',
    )
    for (const place of [await placeNow(ledger.store), early ?? start]) {
      const plans: Plan[] = []
      await followEvents(explaining(ledger.store, plans), place)
      expect(plans.map(({ text }) => scanOf('audit_events').test(text))).toEqual([false])
      expect(plans[0]?.buffers).toBeLessThan(1_200)
    }
  })

  test('a page from long ago costs as much as one from today', async () => {
    const period = { from: inMonth(2), to: inMonth(3) }
    for (const [name, over] of filters) {
      const { buffers } = await costOf({ ...over, period })
      expect({ name, isBounded: buffers < 6_200 }).toEqual({ name, isBounded: true })
      if (!looks.includes(name)) expect({ name, few: buffers < 200 }).toEqual({ name, few: true })
    }
  })
})

/** Two filters, of which one leads. */
const looks = [
  'address',
  'busy client and rare type',
  'busy client and network',
  'failed refreshes and sign-ins',
  'wide network',
]
const findsNothing = ['busy client and rare type', 'an account that is not']
