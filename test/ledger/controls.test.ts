/** What keeps this server safe tells the ledger that it failed, once, and that it works again. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { DomainError } from '../../src/base/errors.ts'
import { readClocks } from '../../src/ledger/clocks.ts'
import { openControls } from '../../src/ledger/controls.ts'
import { faultOfClocks } from '../../src/model/clocks.ts'
import type { Db } from '../../src/store/db.ts'
import { type Ledger, openLedger } from './ledger.ts'

let ledger: Ledger

beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger.close())
beforeEach(() => ledger.forge('DELETE FROM audit_events'))

function told() {
  return ledger.sql<{ type: string; outcome: string; details: Record<string, unknown> }>(
    `SELECT type, outcome, details - 'since' AS details FROM audit_events
     WHERE type LIKE 'control.%' ORDER BY id`,
  )
}

test('the first failure is told, the others are counted, and so is the end', async () => {
  const { failed, works } = openControls(ledger.store, 'one/7')
  await works('sealing')
  for (const reason of ['no key', 'still none', 'nor now'])
    await failed('sealing', new Error(reason))
  await failed('seal_file', new Error('ENOSPC'))
  await works('sealing')
  await works('sealing')
  await failed('sealing', new Error('again'))
  const about = { control: 'sealing', node: 'one/7' }
  expect(await told()).toEqual([
    { type: 'control.failed', outcome: 'failure', details: { ...about, reason: 'no key' } },
    {
      type: 'control.failed',
      outcome: 'failure',
      details: { control: 'seal_file', node: 'one/7', reason: 'ENOSPC' },
    },
    { type: 'control.recovered', outcome: 'success', details: { ...about, times: 3 } },
    { type: 'control.failed', outcome: 'failure', details: { ...about, reason: 'again' } },
  ])
})

test('what cannot be told while the database is away is told when it is back', async () => {
  let isAway = true
  const flaky: Db = {
    ...ledger.store,
    rows: (statement, values) => {
      if (isAway) throw new DomainError('store_unavailable', 'away')
      return ledger.store.rows(statement, values)
    },
  }
  const { failed, works } = openControls(flaky, 'one/7')
  await failed('sealing', new Error('away'))
  await works('sealing')
  await failed('queue', new Error('away'))
  expect(await told()).toEqual([])
  isAway = false
  await works('sealing')
  await failed('queue', new Error('not yet'))
  const times = (await told()).map(({ type, details }) => [
    type,
    details['control'],
    details['times'],
  ])
  expect(times).toEqual([
    ['control.failed', 'sealing', undefined],
    ['control.recovered', 'sealing', 1],
    ['control.failed', 'queue', undefined],
  ])
})

describe('clocks', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000)
  const clocks = { before: at(10), after: at(11), database: at(10.5), lastSeal: at(9) }

  test('agree as they are asked', async () => {
    await ledger.append(1)
    await ledger.seal()
    expect(faultOfClocks(await readClocks(ledger.store))).toBeNull()
  })

  test.each([
    ['none went wrong', {}, null],
    ['before the first seal', { lastSeal: null }, null],
    ['the answer was slow', { after: at(60), database: at(59) }, null],
    ['a seal of the same second', { lastSeal: at(12) }, null],
    ['the database is ahead', { database: at(30), lastSeal: null }, /^this machine.*19 s apart$/],
    ['the database is behind', { database: at(2), lastSeal: null }, /8 s apart$/],
    ['the database went back', { lastSeal: at(100) }, /^the database's clock went back by 90 s$/],
  ])('%s', (_, over, fault) => {
    const found = faultOfClocks({ ...clocks, ...over })
    expect(found === null ? null : fault?.test(found) || found).toBe(fault && true)
  })
})
