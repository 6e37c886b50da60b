/** Each event is counted exactly once, on any node and after any failure. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { endSession } from '../../src/endings/end-session.ts'
import type { CountedKind, Span, Statistics } from '../../src/model/statistics.ts'
import { countAllEvents, countEvents, tidyCounts } from '../../src/statistics/count-events.ts'
import { takeGauges } from '../../src/statistics/gauges.ts'
import { readStatistics } from '../../src/statistics/read.ts'
import { newOperator } from '../admin-api/operator.ts'
import { type Ledger, openLedger } from '../ledger/ledger.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'

let ledger: Ledger

beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger?.close())

const sum = ({ series }: Statistics, kind: CountedKind) =>
  series.reduce((total, { counts }) => total + counts[kind], 0)

async function signIns(span: Span = 'hour'): Promise<number> {
  return sum(await readStatistics(ledger.store, span), 'sign_ins')
}

/** Until no transaction of any test holds the horizon. */
async function countAll(): Promise<void> {
  await eventually(async () => {
    await countAllEvents(ledger.store)
    const [row] = await ledger.sql<{ left: number }>(
      `SELECT count(*)::int AS left FROM event_counting c, audit_events a
       WHERE (a.xid, a.id) > (c.xid, c.id)`,
    )
    return row?.left === 0
  })
}

test('concurrent counters count each event once while more are written', async () => {
  const before = await signIns()
  const writing = Array.from({ length: 20 }, () => ledger.append(10))
  const counting = Array.from({ length: 10 }, () => countEvents(ledger.store))
  await Promise.all([...writing, ...counting])
  await countAll()
  await countAll()
  expect((await signIns()) - before).toBe(200)
})

test('a count that breaks off leaves nothing behind and is repeated', async () => {
  const before = await signIns()
  await ledger.append(3)
  // Another test's transaction can hold the horizon for a moment.
  await eventually(async () => {
    let counted = 0
    const broken = ledger.store.transaction(async (tx) => {
      counted = await countEvents(tx)
      throw new Error('broken off')
    })
    await expect(broken).rejects.toThrow('broken off')
    return counted > 2
  })
  expect(await signIns()).toBe(before)
  await countAll()
  expect((await signIns()) - before).toBe(3)
})

test('an event of a transaction that commits late is counted, too', async () => {
  const before = await signIns()
  const written = Promise.withResolvers<void>()
  const counted = Promise.withResolvers<void>()
  const late = ledger.store.transaction(async (tx) => {
    await tx.rows({
      name: 'test_late_event',
      kind: 'write',
      text: `INSERT INTO audit_events (type, outcome, actor_kind)
        VALUES ('session.begun', 'success', 'system')`,
    })
    written.resolve()
    await counted.promise
  })
  await written.promise
  await ledger.append(1)
  await countAllEvents(ledger.store)
  counted.resolve()
  await late
  await countAll()
  expect((await signIns()) - before).toBe(2)
})

test('a folded event counts as many times as it says, and evictions count as endings', async () => {
  const [before] = [await readStatistics(ledger.store, 'day')]
  const folded = { of: 'authentication.failed', count: 40 }
  await ledger.append(1, { type: 'refusals.folded', outcome: 'failure', details: folded })
  await ledger.append(2, { type: 'session.ended', details: { reason: 'evicted' } })
  await ledger.append(3, { type: 'session.ended', details: { reason: 'logout' } })
  await countAll()
  const after = await readStatistics(ledger.store, 'day')
  const grown = (kind: CountedKind) => sum(after, kind) - sum(before, kind)
  expect([grown('sign_in_failures'), grown('evictions'), grown('session_ends')]).toEqual([40, 2, 5])
})

test('each span has its steps, and the last one is now', async () => {
  await ledger.append(1)
  await countAll()
  for (const [span, steps] of [
    ['hour', 60],
    ['day', 24],
    ['month', 31],
  ] as const) {
    const { series } = await readStatistics(ledger.store, span)
    expect([span, series.length]).toEqual([span, steps])
    expect(sum(await readStatistics(ledger.store, span), 'sign_ins')).toBe(await signIns('month'))
    expect(series.at(-1)?.counts.sign_ins ?? 0).toBeGreaterThan(-1)
  }
})

test('after a restore with lower transaction ids, counting continues from now', async () => {
  await countAll()
  const before = await signIns()
  await ledger.sql("UPDATE event_counting SET xid = '999999999999'")
  await ledger.append(2)
  expect(await countEvents(ledger.store)).toBe(0)
  await tidyCounts(ledger.store)
  await ledger.append(1)
  await countAll()
  expect((await signIns()) - before).toBeGreaterThanOrEqual(1)
})

test('sessions are counted about once a minute, by one node', async () => {
  await ledger.sql("UPDATE gauges SET taken_at = '-infinity'")
  const taken = await Promise.all([1, 2, 3].map(() => takeGauges(ledger.store)))
  expect(taken.filter(Boolean)).toHaveLength(1)
  expect(await takeGauges(ledger.store)).toBe(false)
})

test('running nodes count the actions of people and programs, and operators read the counts', async () => {
  const cluster: Cluster = await startCluster({ nodes: 2 })
  try {
    const operator = await newOperator(cluster, ['parley:statistics.read'])
    const { account, client, tokens, person } = await signedIn(cluster)
    await refresh(cluster.issuer, client, tokens.refreshToken)
    const stranger = newPerson(cluster)
    const form = await stranger.follow(authorizationRequest(cluster, client.clientId).url)
    await stranger.submit(form, { action: 'sign-in', email: account.email, password: 'wrong' })
    const [session] = await sql<{ id: string }>(
      cluster,
      'SELECT id FROM sessions WHERE account_id = $1',
      [account.id],
    )
    await endSession(cluster.store, {
      sessionId: session?.id ?? '',
      reason: 'evicted',
      by: { kind: 'system' },
    })
    await person.visit('/account/sessions')
    await eventually(async () => {
      const { status, body } = await operator.ask('GET', '/statistics?span=hour')
      expect(status).toBe(200)
      const series = Object(body).series as Record<string, number>[]
      const total = (kind: string) => series.reduce((all, step) => all + (step[kind] ?? 0), 0)
      const kinds = ['sign_ins', 'sign_in_failures', 'refreshes', 'evictions', 'session_ends']
      return Object(body).as_of !== null && kinds.map(total).join() === '1,1,1,1,1'
    })
    const wrong = await operator.ask('GET', '/statistics?span=year')
    expect(wrong.status).toBe(400)
  } finally {
    await cluster.close()
  }
})
