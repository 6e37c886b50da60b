/** Forgetting a person does not break the chain, and nothing else can be erased that way. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import { forgetAccount } from '../../src/ledger/forget.ts'
import { databaseRecords } from '../../src/ledger/records.ts'
import type { LedgerEvent } from '../../src/model/event.ts'
import { newWork, runWork } from '../../src/store/unit-of-work.ts'
import { type Ledger, openLedger, origin } from './ledger.ts'

let ledger: Ledger
const [ann, bob] = [uuidv7(), uuidv7()]
const by = { kind: 'operator', id: bob } as const

beforeAll(async () => {
  ledger = await openLedger()
  await ledger.append(3, { accountId: ann })
  await ledger.append(2, { accountId: bob })
  await ledger.append(1, { accountId: ann, actor: by })
  await ledger.seal()
  await ledger.append(1, { accountId: ann })
})
afterAll(() => ledger.close())

const forget = (accountId: string) =>
  runWork(newWork(origin), () => forgetAccount(ledger.store, { accountId, by }))

type Row = { account: string; personal: boolean }

/** The accounts whose events still hold personal data. */
const personal = () =>
  ledger.sql<Row>(
    `SELECT account_id AS account, bool_or(salt IS NOT NULL OR network IS NOT NULL
       OR user_agent IS NOT NULL OR details ? 'personal') AS personal
     FROM audit_events WHERE account_id IS NOT NULL GROUP BY 1 ORDER BY 1`,
  )

test('every personal field of the account is erased, sealed or not, and the ledger verifies', async () => {
  expect(await ledger.verify()).toMatchObject({ ok: true, erased: 0 })
  // Its own five, and the event that tells of it.
  expect(await forget(ann)).toBe(6)
  const rows = await personal()
  expect(rows.find(({ account }) => account === ann)?.personal).toBe(false)
  expect(rows.find(({ account }) => account === bob)?.personal).toBe(true)
  expect(await ledger.verify()).toMatchObject({ ok: true, erased: 4 })
  await ledger.seal()
  expect(await ledger.verify()).toMatchObject({ ok: true, erased: 6, unsealed: 0 })
  for await (const record of databaseRecords(ledger.store)) {
    if (record.kind === 'event' && record.event.account_id === ann) {
      expect(JSON.stringify(record)).not.toMatch(/203\.0\.113|Firefox|Ann/)
    }
  }
})

test('forgetting again erases only newer events, and events of the person as an operator', async () => {
  expect(await forget(ann)).toBe(1)
  // Bob's own two and the event that tells of it; where he acted, Ann is forgotten already.
  expect(await forget(bob)).toBe(3)
  await ledger.append(2, { accountId: uuidv7(), actor: by })
  expect(await forget(bob)).toBe(3)
  await ledger.seal()
  expect(await ledger.verify()).toMatchObject({ ok: true })
})

test('the guest account that the person used before is forgotten too', async () => {
  const [guest, person] = [uuidv7(), uuidv7()]
  await ledger.append(2, { accountId: guest })
  await ledger.append(1, {
    type: 'session.ended',
    accountId: guest,
    actor: { kind: 'account', id: person },
  })
  await ledger.append(1, {
    type: 'session.upgraded',
    accountId: person,
    details: { former_account: guest },
  })
  // And the two events that tell of it.
  expect(await forget(person)).toBe(6)
  const rows = (await personal()).filter(({ account }) => [guest, person].includes(account))
  expect(rows.map((row) => row.personal)).toEqual([false, false])
  await ledger.seal()
  expect(await ledger.verify()).toMatchObject({ ok: true })
})

test('free text and origins are erased too', async () => {
  const accountId = uuidv7()
  const said = 'Ann asked for it, ann@example.com'
  const telling: readonly Partial<LedgerEvent>[] = [
    { type: 'account.disabled', details: { reason: said } },
    { type: 'account.deleted', details: { reason: said } },
    { type: 'revocation.made', details: { reason: said, looked_network: '203.0.113.0/24' } },
    { type: 'session.binding_changed', details: { before: '203.0.113.9', after: 'Firefox' } },
    { type: 'session.used_in_parallel', details: { before: '203.0.113.9', after: 'Firefox' } },
    { type: 'device.first_seen', details: { device_name: 'Firefox on Windows' } },
  ]
  for (const event of telling) await ledger.append(1, { ...event, accountId })
  const shown = await ledger.sql<{ open: string; personal: string }>(
    `SELECT (details - 'personal')::text AS open, (details -> 'personal')::text AS personal
     FROM audit_events WHERE account_id = $1 ORDER BY id`,
    [accountId],
  )
  expect(shown.map(({ open }) => open)).toEqual(telling.map(() => '{}'))
  expect(shown.every(({ personal: kept }) => /Ann|203\.|Firefox/.test(kept))).toBe(true)
  expect(await forget(accountId)).toBe(7)
  const [left] = await ledger.sql<{ all: string }>(
    "SELECT string_agg(to_jsonb(a)::text, ' ') AS all FROM audit_events a WHERE account_id = $1",
    [accountId],
  )
  expect(left?.all).not.toMatch(/Ann|203\.|Firefox/)
})

test('an erased event is still protected: no other field, no value put back, no other commitment', async () => {
  const [row] = await ledger.sql<{ id: string }>(
    'SELECT id::text AS id FROM audit_events WHERE account_id = $1 ORDER BY id LIMIT 1',
    [ann],
  )
  for (const text of [
    "UPDATE audit_events SET network = '198.51.100.1' WHERE id = $1",
    "UPDATE audit_events SET user_agent = 'Chrome' WHERE id = $1",
    "UPDATE audit_events SET outcome = 'failure' WHERE id = $1",
    'UPDATE audit_events SET salt = gen_random_uuid() WHERE id = $1',
    `UPDATE audit_erasures SET commitments = jsonb_set(commitments, '{network}', '"00"')
       WHERE event_id = $1`,
    'DELETE FROM audit_erasures WHERE event_id = $1',
  ]) {
    const { first_bad: bad } = await ledger.forged([text, row?.id])
    expect(bad).toMatchObject({ what: 'changed', event: row?.id })
    await expect(ledger.sql(text, [row?.id])).rejects.toThrow(/append-only/)
  }
})

test('an erasure without its record, or with the record of another account, is found', async () => {
  const eve = uuidv7()
  const [id] = await ledger.append(1, { accountId: eve })
  await ledger.seal()
  const [told] = await ledger.sql<{ id: string }>(
    "SELECT id::text AS id FROM audit_events WHERE type = 'ledger.forgotten' AND account_id = $1",
    [ann],
  )
  await forget(eve)
  for (const teller of [told?.id, '0']) {
    const text = 'UPDATE audit_erasures SET forgotten_by = $1 WHERE event_id = $2'
    const { first_bad: bad } = await ledger.forged([text, teller, id])
    expect(bad).toMatchObject({
      what: 'changed',
      event: id,
      detail: expect.stringMatching(/record/),
    })
  }
  expect(await ledger.verify()).toMatchObject({ ok: true })
})

test('the trigger allows erasing all personal fields only, and only once their commitments are kept', async () => {
  const [id] = await ledger.append(1, { accountId: uuidv7() })
  const all = "salt = NULL, network = NULL, user_agent = NULL, details = details - 'personal'"
  const change = (set: string) => ledger.sql(`UPDATE audit_events SET ${set} WHERE id = $1`, [id])
  await expect(change(all)).rejects.toThrow(/append-only/)
  await ledger.sql(
    "INSERT INTO audit_erasures (event_id, forgotten_by, commitments) VALUES ($1, 0, '{}')",
    [id],
  )
  const columns = await ledger.sql<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'audit_events'::regclass
       AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('id', 'occurred_at', 'xid', 'salt',
       'network', 'user_agent', 'details', 'account_id', 'session_id')`,
  )
  for (const { name } of columns) {
    await expect(change(`${all}, ${name} = 'other'`)).rejects.toThrow(/append-only/)
  }
  for (const more of [
    'account_id = gen_random_uuid()',
    'session_id = gen_random_uuid()',
    'xid = pg_current_xact_id()',
    'id = id + 1000',
    "occurred_at = occurred_at - interval '1 s'",
  ]) {
    await expect(change(`${all}, ${more}`)).rejects.toThrow(/append-only/)
  }
  for (const less of [
    'salt = NULL',
    "salt = NULL, user_agent = NULL, details = details - 'personal'",
    all.replace('NULL', 'gen_random_uuid()'),
    all.replace("- 'personal'", "- 'policy'"),
    all.replace("details - 'personal'", "'{}'"),
  ]) {
    await expect(change(less)).rejects.toThrow(/append-only/)
  }
  await change(all)
})
