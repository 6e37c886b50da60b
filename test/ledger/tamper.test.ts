/** Verification finds and names every change made directly in the database. */

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { type Ledger, openLedger } from './ledger.ts'

let ledger: Ledger
/** Ten events in three blocks, after the block of the key's own event. */
const ids: string[] = []

beforeAll(async () => {
  ledger = await openLedger()
  await ledger.seal()
  for (const times of [4, 4, 2]) {
    ids.push(...(await ledger.append(times)))
    await ledger.seal()
  }
})
afterAll(() => ledger.close())
afterEach(async () => {
  expect(await ledger.verify()).toMatchObject({ ok: true, events: 11, blocks: 4 })
})

const columns = `type, outcome, actor_kind, actor_id, account_id, session_id, client_id, grant_id,
  network, user_agent, request_id, details, occurred_at, salt`

test.each([
  "outcome = 'failure'",
  "type = 'session.ended'",
  "actor_kind = 'nobody'",
  "actor_id = 'someone'",
  'account_id = gen_random_uuid()',
  'session_id = gen_random_uuid()',
  "client_id = 'other'",
  "grant_id = 'other'",
  "request_id = 'other'",
  'details = details || \'{"more": 1}\'',
  "details = details - 'policy'",
  "details = jsonb_set(details, '{personal,display_name}', '\"Eve\"')",
  "details = details - 'personal'",
  "network = '203.0.113.10'",
  "network = '203.0.113.9/24'",
  'network = NULL',
  "user_agent = 'Chrome'",
  'salt = gen_random_uuid()',
  'salt = NULL',
  "salt = NULL, network = NULL, user_agent = NULL, details = details - 'personal'",
  "occurred_at = occurred_at + interval '1 millisecond'",
])('a changed event is named: %s', async (change) => {
  const text = `UPDATE audit_events SET ${change} WHERE id = $1`
  expect(await ledger.forged([text, ids[5]])).toMatchObject({
    ok: false,
    events: 5,
    blocks: 2,
    first_bad: { what: 'changed', event: ids[5], block: 3 },
  })
})

test('the first of several changes is named', async () => {
  const text = "UPDATE audit_events SET outcome = 'failure' WHERE id = ANY ($1::bigint[])"
  const { first_bad: bad } = await ledger.forged([text, [ids[8], ids[2], ids[6]]])
  expect(bad).toMatchObject({ what: 'changed', event: ids[2] })
})

test.each([0, 3, 5, 9])('a removed event is named: number %i', async (i) => {
  const { first_bad: bad } = await ledger.forged(['DELETE FROM audit_events WHERE id = $1', ids[i]])
  expect(bad).toMatchObject({ what: 'removed', event: ids[i] })
})

test.each([
  ['900', 0],
  ['-7', 4],
  ['9223372036854775807', 7],
  ['the same id', 6],
] as const)('an inserted event is named, wherever it was put in: %s', async (name, i) => {
  const id = name === 'the same id' ? ids[i] : name
  const copied = columns.replace('occurred_at,', "occurred_at + interval '1 s',")
  const { first_bad: bad } = await ledger.forged([
    `INSERT INTO audit_events (id, xid, ${columns})
     SELECT $1::bigint, xid, ${copied} FROM audit_events WHERE id = $2::bigint`,
    id,
    ids[i],
  ])
  expect(bad).toMatchObject({ what: 'inserted', event: id })
})

test('swapped events are named', async () => {
  const [a, b] = [ids[4], ids[6]]
  const { first_bad: bad } = await ledger.forged(
    ['UPDATE audit_events SET id = -1 WHERE id = $1', a],
    ['UPDATE audit_events SET id = $1 WHERE id = $2', a, b],
    ['UPDATE audit_events SET id = $1 WHERE id = -1', b],
  )
  expect(bad).toMatchObject({ what: 'reordered', event: a, block: 3 })
})

test('an event that was put before the others of its block by its transaction is named', async () => {
  // The seal of the block before took a number in between, so that one less is still in this block.
  const text = 'UPDATE audit_events SET xid = (xid::text::bigint - 1)::text::xid8 WHERE id = $1'
  const { first_bad: bad } = await ledger.forged([text, ids[7]])
  expect(bad).toMatchObject({ what: 'reordered', event: ids[4], block: 3 })
})

test.each([
  { from: 1, to: 5, block: 2 },
  { from: 6, to: 2, block: 2 },
  { from: 9, to: 0, block: 2 },
])('an event that was moved to another block is named as moved: $from to $to', async (move) => {
  const { first_bad: bad } = await ledger.forged([
    `UPDATE audit_events SET xid = (SELECT xid FROM audit_events WHERE id = $2) WHERE id = $1`,
    ids[move.from],
    ids[move.to],
  ])
  expect(bad).toMatchObject({ what: 'moved', event: ids[move.from], block: move.block })
})

test('an event that was moved out of all blocks is named as moved', async () => {
  const text = 'UPDATE audit_events SET xid = pg_current_xact_id() WHERE id = $1'
  expect((await ledger.forged([text, ids[3]])).first_bad).toMatchObject({
    what: 'moved',
    event: ids[3],
    block: 2,
  })
})

test('an event with a changed id is named by its original id', async () => {
  const text = 'UPDATE audit_events SET id = 5000 WHERE id = $1'
  expect((await ledger.forged([text, ids[2]])).first_bad).toMatchObject({
    what: 'changed',
    event: ids[2],
  })
})

test.each([
  ["sealed_at = sealed_at - interval '1 s'", 'changed'],
  ['root = leaves_hash', 'changed'],
  ['leaves = leaves || leaves', 'changed'],
  ['count = count + 1', 'changed'],
  ['to_id = to_id + 1', 'changed'],
  ["hash = sha256('')", 'changed'],
  ["seal = replace(seal, '.', '.A')", 'changed'],
  ['seal = (SELECT seal FROM audit_blocks WHERE number = 2)', 'changed'],
  ['number = 30', 'removed'],
])('a changed block is named: %s', async (change, what) => {
  const verdict = await ledger.forged([`UPDATE audit_blocks SET ${change} WHERE number = 3`])
  expect(verdict).toMatchObject({ ok: false, first_bad: { what, block: 3 } })
})

test('a removed block is named, and an epoch that was moved', async () => {
  const moved = await ledger.forged(['UPDATE audit_epochs SET first_id = 0'])
  expect(moved.first_bad).toMatchObject({ what: 'changed', block: 1 })
  const removed = await ledger.forged(['DELETE FROM audit_blocks WHERE number = 1'])
  expect(removed.first_bad).toMatchObject({ what: 'removed', block: 1 })
})

test('a chain signed again with a forger’s key is rejected', async () => {
  const other = await openLedger()
  await other.append(3)
  await other.seal()
  const [key] = await other.sql<{ jwk: object }>('SELECT public_jwk AS jwk FROM audit_keys')
  const [row] = await other.sql<{ seal: string }>('SELECT seal FROM audit_blocks WHERE number = 1')
  await other.close()
  const verdict = await ledger.forged(
    ['UPDATE audit_keys SET public_jwk = $1', JSON.stringify(key?.jwk)],
    ['UPDATE audit_blocks SET seal = $1 WHERE number = 1', row?.seal],
  )
  expect(verdict.first_bad).toMatchObject({
    what: 'changed',
    block: 1,
    detail: expect.stringMatching(/key/),
  })
})

test('the ledger refuses every change while its triggers are on', async () => {
  for (const text of [
    "UPDATE audit_events SET outcome = 'failure'",
    'UPDATE audit_events SET salt = NULL',
    `UPDATE audit_events SET salt = NULL, network = NULL, user_agent = NULL,
       details = details - 'personal'`,
    'DELETE FROM audit_events',
    'UPDATE audit_blocks SET count = 0',
    'DELETE FROM audit_blocks',
    'TRUNCATE audit_blocks',
    'DELETE FROM audit_epochs',
    'UPDATE audit_epochs SET first_id = 7',
    'TRUNCATE audit_erasures',
  ]) {
    await expect(ledger.sql(text)).rejects.toThrow(/append-only/)
  }
})
