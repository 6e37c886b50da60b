/** The life of a signing key: each step when it is due, once, and in the ledger. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { advanceKeys } from '../../src/keys/advance.ts'
import { retireKey } from '../../src/keys/retire.ts'
import { rotateKeys } from '../../src/keys/rotate.ts'
import { loadSigningKeys } from '../../src/keys/signing-keys.ts'
import { entrySeconds } from '../../src/model/feed-entry.ts'
import { logoutClaims } from '../../src/model/notice.ts'
import { longestTokenSeconds } from '../../src/model/policy.ts'
import {
  jwksCacheSeconds,
  leadSeconds,
  publishedSeconds,
  type SigningAlgorithm,
} from '../../src/model/signing-key.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { testSecret as secret } from '../support/cluster.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { sql } from '../support/sql.ts'
import { ageKeys, eventsOfKey, keysSeen, statesSeen } from './turning.ts'

let database: TestDatabase
let store: Store
/** Another node's. */
let elsewhere: Store

beforeEach(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 6, ...patience })
  elsewhere = openStore({ url: database.url, poolSize: 6, ...patience })
  await loadSigningKeys(store, secret)
})
afterEach(async () => {
  await Promise.all([store.close(), elsewhere.close()])
  await database.drop()
})

const by = { kind: 'operator', id: 'someone' } as const
const algs: readonly SigningAlgorithm[] = ['ES256']

function rotate(over: { immediate?: boolean; on?: Store; algs?: typeof algs } = {}) {
  const { on = store, ...more } = over
  return rotateKeys(on, { algs, immediate: false, reason: 'a test', by, secret, ...more })
}

const advance = (rotationDays = 0, on = store) => advanceKeys(on, { secret, rotationDays })
const states = () => statesSeen({ store })
const keys = () => keysSeen({ store })

/** As the ledger tells it: what the key was, and what it became. */
async function stepsOf(kid: string): Promise<unknown[]> {
  const events = await eventsOfKey({ store }, kid)
  return events.map(({ type, actor, details }) => {
    return [type, actor, details['before'], details['after']]
  })
}

test('a planned rotation: published first, then it signs, then the former one goes', async () => {
  const [former] = await keys()
  const [next] = await rotate()
  expect(await states()).toEqual(['signing', 'next'])

  await ageKeys({ store }, leadSeconds - 60)
  expect(await advance()).toBe(0)
  expect(await states()).toEqual(['signing', 'next'])
  await ageKeys({ store }, 61)
  expect(await advance()).toBe(1)
  expect(await states()).toEqual(['published', 'signing'])

  await ageKeys({ store }, publishedSeconds - 60)
  expect(await advance()).toBe(0)
  await ageKeys({ store }, 61)
  expect(await advance()).toBe(1)
  expect(await keys()).toEqual([
    { kid: former?.kid, alg: 'ES256', state: 'retired', hasPrivate: false },
    { kid: next, alg: 'ES256', state: 'signing', hasPrivate: true },
  ])
  expect(await statesSeen({ store }, 'RS256')).toEqual(['signing'])

  expect(await stepsOf(String(next))).toEqual([
    ['key.created', 'operator', 'none', 'next'],
    ['key.signing', 'system', 'next', 'signing'],
  ])
  expect(await stepsOf(String(former?.kid))).toEqual([
    ['key.created', 'system', 'none', 'signing'],
    ['key.superseded', 'system', 'signing', 'published'],
    ['key.retired', 'system', 'published', 'retired'],
  ])
  const reasons = await eventsOfKey({ store }, String(next))
  expect(reasons[0]?.details['reason']).toBe('a test')
})

test('at each step one key signs, and all published keys are accepted', async () => {
  const [former = ''] = (await keys()).map(({ kid }) => kid)
  const held = async () => {
    const { signing, silent, former: gone } = await loadSigningKeys(store, secret)
    const of = (ones: readonly { kid: string; alg: string }[]) =>
      ones.filter(({ alg }) => alg === 'ES256').map(({ kid }) => kid)
    return [of(signing), of(silent), of(gone)]
  }
  const [next = ''] = await rotate()
  expect(await held()).toEqual([[former], [next], []])
  await ageKeys({ store }, leadSeconds)
  await advance()
  expect(await held()).toEqual([[next], [former], []])
  await ageKeys({ store }, publishedSeconds)
  await advance()
  expect(await held()).toEqual([[next], [], [former]])
  await sql({ store }, "UPDATE signing_keys SET signed_until = signed_until - interval '366 days'")
  expect(await held()).toEqual([[next], [], []])
})

test('a key is published for longer than caches keep it, and than anything it signed lives', () => {
  expect(leadSeconds).toBeGreaterThan(jwksCacheSeconds)
  // The longest that a gateway is known to keep a JWKS, whatever the header says.
  expect(leadSeconds).toBeGreaterThan(2 * 3_600)
  expect(publishedSeconds).toBeGreaterThan(longestTokenSeconds)
  // Verifiers are told for as long of a key that leaked.
  expect(entrySeconds).toBeGreaterThanOrEqual(publishedSeconds)
  const claims = logoutClaims({
    ...{ issuer: '', sid: '', accountId: '', clientId: '', jti: '' },
    now: 0,
  })
  expect(publishedSeconds).toBeGreaterThan(claims.exp)
})

test('a rotation that is under way is not begun again, and is taken back by retiring its key', async () => {
  const [next = ''] = await rotate()
  expect(await rotate()).toEqual([next])
  expect(await states()).toEqual(['signing', 'next'])
  expect(await stepsOf(next)).toHaveLength(1)

  expect(await retireKey(store, { kid: next, reason: 'not now', by })).toBe(true)
  expect(await retireKey(store, { kid: next, reason: 'twice', by })).toBe(false)
  expect(await stepsOf(next)).toEqual([
    ['key.created', 'operator', 'none', 'next'],
    ['key.retired', 'operator', 'next', 'retired'],
  ])
  await ageKeys({ store }, leadSeconds)
  expect(await advance()).toBe(0)
  expect(await states()).toEqual(['signing', 'retired'])
  expect(await rotate()).not.toEqual([next])
})

test('at once: a new key signs, whatever else there was of the algorithm is distrusted', async () => {
  await rotate()
  await ageKeys({ store }, leadSeconds)
  await advance()
  await rotate()
  expect(await states()).toEqual(['published', 'signing', 'next'])
  const distrusted = (await keys()).map(({ kid }) => kid)

  const [fresh] = await rotate({ immediate: true })
  expect(await keys()).toEqual([
    ...distrusted.map((kid) => ({ kid, alg: 'ES256', state: 'retired', hasPrivate: false })),
    { kid: fresh, alg: 'ES256', state: 'signing', hasPrivate: true },
  ])
  const told = await sql(
    { store },
    "SELECT kid FROM revocation_feed WHERE kind = 'key' ORDER BY id",
  )
  expect(told.map((row) => row['kid'])).toEqual(distrusted)
  const { former } = await loadSigningKeys(store, secret)
  expect(former).toEqual([])
  expect((await stepsOf(String(distrusted[1]))).at(-1)).toEqual([
    'key.retired',
    'operator',
    'signing',
    'retired',
  ])
  expect(await statesSeen({ store }, 'RS256')).toEqual(['signing'])
})

test('the key that signs is not retired, nor one that nobody knows, nor any without a reason', async () => {
  const [{ kid } = { kid: '' }] = await keys()
  const refused = (wrong: { kid: string; reason?: string }, code: string) =>
    expect(retireKey(store, { reason: 'a test', by, ...wrong })).rejects.toMatchObject({ code })
  await refused({ kid }, 'key_signs')
  await refused({ kid: 'nobody' }, 'not_found')
  await refused({ kid: 'nobody', reason: ' ' }, 'request_invalid')
  const rotation = { algs, immediate: true, by, secret }
  const wordy = rotateKeys(store, { ...rotation, reason: 'x'.repeat(501) })
  await expect(wordy).rejects.toMatchObject({ code: 'request_invalid' })
  expect(await states()).toEqual(['signing'])
})

describe('by itself', () => {
  test('a key is followed by another when it is as old as the setting says', async () => {
    const daySeconds = 86_400
    await ageKeys({ store }, 90 * daySeconds - leadSeconds - 60)
    expect(await advance(90)).toBe(0)
    expect(await advance(0)).toBe(0)
    await ageKeys({ store }, 61)
    expect(await advance(0)).toBe(0)
    // Both algorithms; and once.
    expect(await advance(90)).toBe(2)
    expect(await advance(90)).toBe(0)
    expect(await states()).toEqual(['signing', 'next'])
    const next = (await keys()).at(-1)?.kid ?? ''
    const [created] = await eventsOfKey({ store }, next)
    expect(created).toMatchObject({ type: 'key.created', actor: 'system' })
    expect(created?.details['reason']).toContain('90 days')
    await ageKeys({ store }, leadSeconds)
    expect(await advance(90)).toBe(2)
    expect(await states()).toEqual(['published', 'signing'])
  })

  test('nothing happens to keys while no rotation is asked for', async () => {
    await ageKeys({ store }, 10 * 366 * 86_400)
    expect(await advance(0)).toBe(0)
    expect(await states()).toEqual(['signing'])
  })
})

describe('two nodes at once', () => {
  const together = <T>(act: (on: Store) => Promise<T>) =>
    Promise.all([store, elsewhere, store, elsewhere].map((on) => act(on)))

  test('begin one rotation', async () => {
    const kids = (await together((on) => rotate({ on }))).flat()
    expect(new Set(kids).size).toBe(1)
    expect(await states()).toEqual(['signing', 'next'])
    expect(await stepsOf(String(kids[0]))).toHaveLength(1)
  })

  test('rotate one after the other when it must be at once, so that one key signs', async () => {
    await together((on) => rotate({ on, immediate: true, algs: ['ES256', 'RS256'] }))
    for (const alg of ['ES256', 'RS256']) {
      const seen = (await statesSeen({ store }, alg)).toSorted()
      expect(seen).toEqual([...Array(4).fill('retired'), 'signing'])
    }
  })

  test('do what is due once', async () => {
    const [next = ''] = await rotate()
    await ageKeys({ store }, leadSeconds)
    const moved = await together((on) => advance(0, on))
    expect(moved.reduce((sum, one) => sum + one)).toBe(1)
    expect(await stepsOf(next)).toHaveLength(2)
    expect(await states()).toEqual(['published', 'signing'])
  })

  test('that start first make one key of each algorithm', async () => {
    await sql({ store }, 'DELETE FROM signing_keys')
    const held = await together((on) => loadSigningKeys(on, secret))
    expect(new Set(held.map(({ version }) => version)).size).toBe(1)
    expect(await states()).toEqual(['signing'])
  })
})

test('the database itself lets no second key of an algorithm sign, nor be next', async () => {
  await rotate()
  const twice = (set: string) =>
    sql({ store }, `UPDATE signing_keys SET ${set} WHERE alg = 'ES256' AND retired_at IS NULL`)
  await expect(twice('signed_from = now()')).rejects.toThrow(/signing_keys_one_signs/)
  await expect(twice('signed_from = NULL')).rejects.toThrow(/signing_keys_one_is_next/)
})
