/** Postgres counts as the model does, in one statement, and no number of nodes gets a try more. */

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { elapsedSeconds } from '../../src/base/clock.ts'
import { type ThrottleRule, throttleRules } from '../../src/model/throttle.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { countFailedTry } from '../../src/throttle/count.ts'
import { forgetFailedTries } from '../../src/throttle/forget.ts'
import { anyDevice, type Tally } from '../../src/throttle/tally.ts'
import { requireNoWait } from '../../src/throttle/wait.ts'
import { explaining, type Plan, scanOf } from '../ledger/explaining.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { fail, type GuessModel, guessModel } from '../support/guess-model.ts'
import { defaultGuesses, passGuessingTime } from '../support/guesses.ts'
import { sql } from '../support/sql.ts'

let database: TestDatabase
/** Two nodes. */
let stores: readonly [Store, Store]

beforeAll(async () => {
  database = await createDatabase()
  const open = () => openStore({ url: database.url, poolSize: 10, ...patience })
  stores = [open(), open()]
})
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()))
  await database.drop()
})

const rules = throttleRules(defaultGuesses)

function tallyOf(rule: ThrottleRule, over: Partial<Tally> = {}): Tally {
  return { of: 'account', subject: randomBytes(32), device: anyDevice, rule, weight: 1, ...over }
}

const nodeOf = (i: number): Store => stores[i % 2 === 0 ? 0 : 1]

async function waitOf(tally: Tally): Promise<number> {
  const held = await requireNoWait(stores[0], [tally]).catch((error: unknown) => error)
  return held === undefined ? 0 : Number(Object(held).retryAfterSeconds)
}

/** No gap ends where something is forgotten or free again, however long the statements take. */
const gaps = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2_000 })),
  { minLength: 1, maxLength: 40 },
)

type Clock = { passed: number; readonly startedAt: number }

type Compared = { readonly tally: Tally; readonly model: GuessModel; readonly clock: Clock }

async function agree({ tally, model, clock }: Compared, gap: number): Promise<void> {
  const seconds = gap === 0 ? 0 : gap + 0.37
  await passGuessingTime(stores[0], seconds)
  clock.passed += seconds
  model.now = clock.passed + elapsedSeconds() - clock.startedAt
  const isTried = fail(model, tally.weight)
  expect((await countFailedTry(stores[0], [tally])) !== null).toBe(isTried)
  const left = model.freeAt - model.now
  expect(Math.abs((await waitOf(tally)) - left)).toBeLessThanOrEqual(1)
}

/** Rules of seconds are as good as those of parts of one, on a machine that is busy. */
const slowRules = { ...throttleRules({ perNetwork: 1, inAll: 1 }), client: rules.client }

test.each(Object.entries(slowRules))(
  'failures under the rule %s wait as long as the model says',
  async (_, rule) => {
    await fc.assert(
      fc.asyncProperty(gaps, fc.integer({ min: 1, max: 3 }), async (steps, weight) => {
        const tally = tallyOf(rule, { weight })
        const model = guessModel(rule)
        const clock = { passed: 0, startedAt: elapsedSeconds() }
        for (const gap of steps) await agree({ tally, model, clock }, gap)
      }),
      { numRuns: 12 },
    )
  },
)

test('fifty tries at the same time on two nodes count like fifty in a row', async () => {
  for (const [rule, tried] of [
    [rules.account, 5],
    [rules.device, 10],
    [rules.strictNetwork, 1],
  ] as const) {
    const tally = tallyOf(rule)
    const counted = await Promise.all(
      Array.from({ length: 50 }, (_, i) => countFailedTry(nodeOf(i), [tally])),
    )
    expect(counted.filter((one) => one !== null)).toHaveLength(tried)
    // The wait that the last one caused is the first of this rule.
    expect(await waitOf(tally)).toBeLessThanOrEqual(Math.ceil(rule.longestWaitSeconds / 32))
    expect(await waitOf(tally)).toBeGreaterThan(0)
    await passGuessingTime(stores[0], rule.longestWaitSeconds / 32)
    const again = await Promise.all(
      Array.from({ length: 50 }, (_, i) => countFailedTry(nodeOf(i), [tally])),
    )
    expect(again.filter((one) => one !== null)).toHaveLength(1)
  }
})

test('tries for many accounts from one network at the same time never deadlock', async () => {
  const rule = { free: 100, forgetSeconds: 900, longestWaitSeconds: 900 }
  const network = tallyOf(rule, { of: 'network' })
  const everyone = tallyOf(rules.everyone, { of: 'everyone' })
  const tries = Array.from({ length: 120 }, (_, i) =>
    countFailedTry(nodeOf(i), [tallyOf(rules.account), network, everyone]),
  )
  const counted = await Promise.all(tries)
  expect(counted.filter((one) => one !== null)).toHaveLength(100)
})

test('the beginning of a wait is reported once, and again only after a time without a wait', async () => {
  const tally = tallyOf(rules.account)
  const begins: boolean[] = []
  for (const gap of [0, 0, 0, 0, 0, 60, 90, 150, 40_000, 0, 0, 0, 0]) {
    await passGuessingTime(stores[0], gap)
    const [counted] = (await countFailedTry(stores[0], [tally])) ?? []
    begins.push(counted?.isBeginning ?? false)
  }
  expect(begins.flatMap((isBeginning, i) => (isBeginning ? [i] : []))).toEqual([4, 12])
})

test('a known device is counted separately under its account', async () => {
  const tally = tallyOf(rules.account)
  const device = { ...tally, device: randomBytes(32), rule: rules.device }
  for (let i = 0; i < 5; i += 1) await countFailedTry(stores[0], [tally])
  expect(await waitOf(tally)).toBeGreaterThan(0)
  expect(await waitOf(device)).toBe(0)
})

test('counting and checking find their rows by the key, and old rows are deleted', async () => {
  await sql({ store: stores[0] }, 'DELETE FROM failed_tries')
  await sql(
    { store: stores[0] },
    `INSERT INTO failed_tries (subject, device, standing, counted_at, free_at)
     SELECT sha256(convert_to(i::text, 'UTF8')), '', 1, now() - interval '7 hours', now()
     FROM generate_series(1, 3000) i`,
  )
  await sql({ store: stores[0] }, 'ANALYZE failed_tries')
  const plans: Plan[] = []
  const db = explaining(stores[0], plans)
  const tally = tallyOf(rules.account)
  await countFailedTry(db, [tally])
  await requireNoWait(db, [tally])
  expect(plans).toHaveLength(2)
  expect(plans.filter(({ text }) => scanOf('failed_tries').test(text))).toEqual([])
  expect(await forgetFailedTries(stores[0], 2_500)).toBe(2_500)
  expect(await forgetFailedTries(stores[0], 2_500)).toBe(500)
  expect(await forgetFailedTries(stores[0], 2_500)).toBe(0)
  await countFailedTry(db, [tally])
  const [left] = await sql<{ standing: number }>(
    { store: stores[0] },
    'SELECT round(standing)::int AS standing FROM failed_tries WHERE subject = $1',
    [tally.subject],
  )
  expect(left?.standing).toBe(2)
})
