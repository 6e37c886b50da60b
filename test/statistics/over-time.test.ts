/** How many sessions there were, how late revocations came to be told, and what stands still. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import type { Span } from '../../src/model/statistics.ts'
import { appendToFeed } from '../../src/revocation/feed.ts'
import { openFeedWatch } from '../../src/revocation/watch-feed.ts'
import { sweepRevocations } from '../../src/sessions/sweep-revocations.ts'
import { tidyCounts } from '../../src/statistics/count-events.ts'
import { takeGauges } from '../../src/statistics/gauges.ts'
import { openPropagation } from '../../src/statistics/propagation.ts'
import { readStatistics } from '../../src/statistics/read.ts'
import { newOperator } from '../admin-api/operator.ts'
import { explaining, type Plan, scanOf } from '../ledger/explaining.ts'
import { type Ledger, openLedger } from '../ledger/ledger.ts'
import { newFollower, openStream } from '../revocation/follower.ts'
import { startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { signedIn } from '../support/sign-in.ts'

let ledger: Ledger

beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger?.close())

describe('sessions', () => {
  test('have in each step the figure that was counted last, and no figure elsewhere', async () => {
    await ledger.sql(
      `INSERT INTO session_counts (step, at, live, offline)
       SELECT step, date_trunc(step, now(), 'UTC') - 2 * ('1 ' || step)::interval, 40, 3
       FROM (VALUES ('minute'), ('hour')) AS s (step)`,
    )
    await ledger.sql("UPDATE gauges SET taken_at = '-infinity'")
    expect(await takeGauges(ledger.store)).toBe(true)
    for (const span of ['hour', 'day'] as const) {
      const { series } = await readStatistics(ledger.store, span)
      const known = series.filter(({ liveSessions }) => liveSessions !== null)
      expect(known.map((one) => [one.liveSessions, one.offlineSessions])).toEqual([
        [40, 3],
        [0, 0],
      ])
    }
    const { series } = await readStatistics(ledger.store, 'month')
    expect(series.at(-1)?.liveSessions).toBe(0)
  })
})

describe('propagation', () => {
  const told = async (span: Span = 'hour') => (await readStatistics(ledger.store, span)).propagation

  beforeEach(() => ledger.sql('DELETE FROM propagation'))

  test('is unknown before any revocation was published', async () => {
    expect(await told()).toEqual({
      told: 0,
      late: 0,
      meanMilliseconds: null,
      slowestMilliseconds: null,
    })
  })

  test('is the age of each revocation when it was published, summed over nodes and rounds', async () => {
    const [one, other] = [openPropagation(), openPropagation()]
    one.note([100, 200.4])
    other.note([1_500])
    await Promise.all([one.keep(ledger.store), other.keep(ledger.store)])
    one.note([0])
    await one.keep(ledger.store)
    await one.keep(ledger.store)
    const sum = { told: 4, late: 1, meanMilliseconds: 450, slowestMilliseconds: 1_500 }
    for (const span of ['hour', 'day', 'month'] as const) expect(await told(span)).toEqual(sum)
    const { series } = await readStatistics(ledger.store, 'hour')
    expect(series.flatMap(({ slowestMilliseconds }) => slowestMilliseconds ?? [])).toContain(1_500)
  })

  test('has no value for rows that came with a dump', async () => {
    const propagation = openPropagation()
    propagation.note([3_600_001])
    await propagation.keep(ledger.store)
    expect(await told()).toMatchObject({ told: 0 })
  })

  test('that could not be written is written the next time, together with newer values', async () => {
    const propagation = openPropagation()
    propagation.note([100])
    const away = { ...ledger.store, rows: () => Promise.reject(new Error('away')) }
    const failed = propagation.keep(away)
    propagation.note([300])
    await expect(failed).rejects.toThrow('away')
    await propagation.keep(ledger.store)
    expect(await told()).toMatchObject({ told: 2, meanMilliseconds: 200 })
  })

  test('is measured where a node notifies its listeners, once for each revocation', async () => {
    const ages: number[] = []
    const watch = openFeedWatch(ledger.store, {
      warn: () => undefined,
      note: (more) => ages.push(...more),
    })
    try {
      for (let i = 0; i < 2; i += 1) await watch.listen(() => undefined, 'client one')
      await ledger.store.transaction((tx) =>
        appendToFeed(tx, { kind: 'grant', sid: 'a' }, { kind: 'grant', sid: 'b' }),
      )
      await eventually(async () => ages.length === 2)
      await ledger.sql(
        `INSERT INTO revocation_feed (kind, sid, revoked_at, forget_after)
         VALUES ('grant', 'late', clock_timestamp() - interval '7 seconds', now() + interval '1 h')`,
      )
      await eventually(async () => ages.length === 3)
      expect(Math.min(...ages)).toBeGreaterThanOrEqual(0)
      expect(ages[2]).toBeGreaterThanOrEqual(7_000)
    } finally {
      watch.close()
    }
  })

  test('is in the statistics of a server that has a follower', async () => {
    const cluster = await startCluster({ nodes: 2 })
    const operator = await newOperator(cluster, ['parley:statistics.read'])
    const { account } = await signedIn(cluster)
    const stream = await openStream(cluster.issuer, (await newFollower(cluster)).token)
    try {
      await stream.next()
      await cluster.endSessionsOf(account.id)
      await eventually(async () => {
        const { body } = await operator.ask('GET', '/statistics?span=hour')
        return Object(body).propagation.told > 0
      })
      const { body } = await operator.ask('GET', '/statistics')
      expect(Object(body).propagation).toEqual({
        told: expect.any(Number),
        late: expect.any(Number),
        mean_ms: expect.any(Number),
        slowest_ms: expect.any(Number),
      })
    } finally {
      stream.stop()
      await cluster.close()
    }
  })
})

describe('a sweep', () => {
  afterEach(() => ledger.sql('DELETE FROM revocations'))

  const add = (minutes: number) =>
    ledger.sql(
      `INSERT INTO revocations (id, scope, account_id, before, end_reason, reason, actor_kind,
         created_at)
       VALUES ($1, 'account', gen_random_uuid(), now(), 'revoked', 'a test', 'system',
         now() - $2::int * interval '1 minute')`,
      [uuidv7(), minutes],
    )
  const read = () => readStatistics(ledger.store, 'hour')

  test('shows how long the oldest revocation has made no progress', async () => {
    expect(await read()).toMatchObject({ pendingRevocations: 0, lastProgressAt: null })
    await add(10)
    await add(1)
    const waiting = await read()
    expect(waiting.pendingRevocations).toBe(2)
    const [now] = await ledger.sql<{ at: Date }>('SELECT now() AS at')
    const age = (now?.at.getTime() ?? 0) - (waiting.lastProgressAt?.getTime() ?? 0)
    expect(Math.round(age / 60_000)).toBe(10)
  })

  test('that continues has made progress', async () => {
    await add(10)
    await eventually(async () => (await sweepRevocations(ledger.store, 100)) > 0)
    const [row] = await ledger.sql<{ moved: boolean }>(
      'SELECT progressed_at > created_at AS moved FROM revocations',
    )
    expect(row).toEqual({ moved: true })
  })
})

test('old figures are deleted, and reads use an index, however many there are', async () => {
  await ledger.sql(
    `INSERT INTO event_counts (step, at, kind, count)
     SELECT 'hour', date_trunc('hour', now(), 'UTC') - n * interval '1 hour', kind, 1
     FROM generate_series(1, 9000) AS n, unnest(ARRAY['sign_ins', 'refreshes']) AS kind
     ON CONFLICT DO NOTHING`,
  )
  for (const [table, columns] of [
    ['session_counts', 'live, offline'],
    ['propagation', 'told, milliseconds, slowest, late'],
  ]) {
    await ledger.sql(
      `INSERT INTO ${table} (step, at, ${columns})
       SELECT 'hour', date_trunc('hour', now(), 'UTC') - n * interval '1 hour',
         ${columns?.replaceAll(/\w+/g, '1')}
       FROM generate_series(1, 9700) AS n ON CONFLICT DO NOTHING`,
    )
  }
  await tidyCounts(ledger.store)
  const [old] = await ledger.sql(
    `SELECT count(*)::int AS n FROM (SELECT at FROM session_counts UNION ALL SELECT at FROM propagation)
     AS kept WHERE at < now() - interval '401 days'`,
  )
  expect(old).toEqual({ n: 0 })
  for (const table of ['event_counts', 'session_counts', 'propagation', 'sessions']) {
    await ledger.sql(`ANALYZE ${table}`)
  }
  const plans: Plan[] = []
  for (const span of ['hour', 'day', 'month'] as const) {
    await readStatistics(explaining(ledger.store, plans), span)
  }
  expect(plans).toHaveLength(6)
  const grows = scanOf('event_counts', 'session_counts', 'propagation', 'sessions', 'audit_events')
  expect(plans.filter(({ text }) => grows.test(text)).map(({ name }) => name)).toEqual([])
})
