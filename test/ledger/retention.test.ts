/** Retention removes whole months and records it; any other missing event is found. */

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { checkArchive } from '../../src/ledger/archive.ts'
import { exportedRecords, exportLedger } from '../../src/ledger/export.ts'
import { listLedgerKeys, sealOpener } from '../../src/ledger/keys.ts'
import { retainLedger } from '../../src/ledger/retain.ts'
import { testSecret } from '../support/cluster.ts'
import { type Ledger, openLedger } from './ledger.ts'

let ledger: Ledger
let directory: string

beforeEach(async () => {
  ledger = await openLedger()
  directory = await mkdtemp(join(tmpdir(), 'parley-archive-'))
  await ledger.sql("SELECT ensure_partitions(now() - interval '3 months')")
  await ledger.sql("SELECT ensure_partitions(now() - interval '1 month')")
})
afterEach(async () => {
  await ledger?.close()
  await rm(directory, { recursive: true, force: true })
})

const openSeal = async () => sealOpener(await listLedgerKeys(ledger.store, testSecret))

const retain = (archive: string | null = null, months = 1) =>
  retainLedger(ledger.store, { months, archive, openSeal })

/** Moves events some months into the past, before they are sealed. */
async function appendOld(times: number, monthsAgo: number): Promise<string[]> {
  const ids = await ledger.append(times)
  await ledger.forge(
    `UPDATE audit_events SET occurred_at = occurred_at - make_interval(months => $2)
     WHERE id = ANY ($1::bigint[])`,
    [ids, monthsAgo],
  )
  return ids
}

async function months(): Promise<string[]> {
  const rows = await ledger.sql<{ name: string }>(
    `SELECT right(inhrelid::regclass::text, 6) AS name FROM pg_inherits
     WHERE inhparent = 'audit_events'::regclass ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

async function dropOldest(archive: string | null = null): Promise<void> {
  expect(await retain(archive)).toBe('announced')
  await ledger.seal()
  expect(await retain(archive)).toBe('dropped')
}

test('a month is dropped in two steps, and the ledger verifies before, between and after them', async () => {
  await appendOld(3, 3)
  await ledger.seal()
  await ledger.append(2)
  await ledger.seal()
  const before = await months()

  expect(await retain()).toBe('announced')
  expect(await ledger.verify()).toMatchObject({ ok: true, dropped: 0 })
  expect(await retain()).toBe('waiting')
  await ledger.seal()
  expect(await retain()).toBe('dropped')

  expect(await months()).toEqual(before.slice(1))
  // The key's own event, two more, and the announcement of the drop.
  expect(await ledger.verify()).toMatchObject({ ok: true, events: 4, dropped: 3, unsealed: 0 })
})

test('months that share blocks are dropped one by one, and the other events in the blocks stay', async () => {
  const [oldest, newer, kept] = [
    await appendOld(2, 3),
    await appendOld(2, 2),
    await ledger.append(2),
  ]
  await appendOld(1, 3)
  await ledger.seal()

  await dropOldest()
  expect(await ledger.verify()).toMatchObject({ ok: true, dropped: oldest.length + 1 })
  await dropOldest()
  expect(await ledger.verify()).toMatchObject({
    ok: true,
    dropped: oldest.length + 1 + newer.length,
    events: 1 + kept.length + 2,
  })
})

test('young months stay, and every month stays without a retention setting', async () => {
  await appendOld(1, 2)
  await ledger.seal()
  await dropOldest()
  await dropOldest()
  expect(await retain(null, 1)).toBe('nothing')
  expect(await retain(null, 24)).toBe('nothing')
})

test('a month with unsealed events waits', async () => {
  await appendOld(1, 3)
  expect(await retain()).toBe('waiting')
  await ledger.seal()
  expect(await retain()).toBe('announced')
})

test('a month that differs from its seal stays, as evidence', async () => {
  const [first] = await appendOld(3, 3)
  await ledger.seal()
  await ledger.forge("UPDATE audit_events SET outcome = 'failure' WHERE id = $1", [first])
  await expect(retain(directory)).rejects.toThrow(`event ${first} is not as it was sealed: changed`)
  expect(await readdir(directory)).toEqual([])
  expect(await ledger.sql('SELECT month FROM audit_drops')).toEqual([])
})

test('two nodes at the same time announce a month once', async () => {
  await appendOld(3, 3)
  await ledger.seal()
  const told = await Promise.all([retain(), retain(), retain()])
  expect(told.filter((one) => one === 'announced')).toHaveLength(1)
  const events = await ledger.sql("SELECT id FROM audit_events WHERE type = 'ledger.dropped'")
  expect(events).toHaveLength(1)
})

test('the archive has every event of the month, and the public keys are enough to check it', async () => {
  await appendOld(3, 3)
  await ledger.append(1)
  await ledger.seal()
  await dropOldest(directory)

  const [name = ''] = await readdir(directory)
  expect(name).toMatch(/^ledger-\d{4}-\d{2}\.jsonl$/)
  const path = join(directory, name)
  const [event] = await ledger.sql<{ digest: string; archive: string }>(
    `SELECT details ->> 'digest' AS digest, details ->> 'archive' AS archive
     FROM audit_events WHERE type = 'ledger.dropped'`,
  )
  const checked = await checkArchive(path, await openSeal())
  expect(checked).toMatchObject({ events: 3, blocks: 1, fault: null, digest: event?.digest })
  expect(event?.archive).toBe(name)

  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  for (const [what, forged] of [
    ['an event less', lines.filter((_, i) => i !== 2)],
    ['an event twice', lines.toSpliced(2, 0, lines[1] ?? '')],
    ['another outcome', lines.with(1, (lines[1] ?? '').replace('"success"', '"failure"'))],
    ['no end', lines.slice(0, -1)],
    ['no block', lines.slice(1)],
  ] as const) {
    await writeFile(path, `${forged.join('\n')}\n`)
    const { fault } = await checkArchive(path, await openSeal())
    expect([what, typeof fault]).toEqual([what, 'string'])
  }
})

test('the month stays if the archive cannot be written', async () => {
  await appendOld(1, 3)
  await ledger.seal()
  await expect(retain(join(directory, 'nowhere'))).rejects.toThrow('the archive cannot be written')
  expect(await retain(directory)).toBe('announced')
})

test('an export of the remaining ledger verifies too', async () => {
  await appendOld(3, 3)
  await ledger.append(2)
  await ledger.seal()
  await dropOldest()
  const path = join(directory, 'export.jsonl')
  await exportLedger(ledger.store, { path, by: { kind: 'system' }, format: 'jsonl' })
  const verdict = await ledger.verify({ records: exportedRecords(path) })
  expect(verdict).toMatchObject({ ok: true, dropped: 3 })
})

test('a month deleted by hand is found, with or without a forged row that allows it', async () => {
  const [first] = await appendOld(2, 3)
  await ledger.seal()
  const [oldest] = await months()
  const gone = await ledger.forged([`DROP TABLE audit_events_${oldest}`])
  expect(gone).toMatchObject({ ok: false, first_bad: { what: 'removed', event: first } })

  const month = `${oldest?.slice(0, 4)}-${oldest?.slice(4)}`
  const document = { form: 1, month, from: 1, to: 1_000, events: 2, shared: [] }
  const told = await ledger.forged(
    ['INSERT INTO audit_drops (month, document) VALUES ($1, $2)', month, JSON.stringify(document)],
    [`DROP TABLE audit_events_${oldest}`],
  )
  expect(told).toMatchObject({
    ok: false,
    first_bad: {
      what: 'removed',
      detail: `events of ${month} went without an event that tells of it`,
    },
  })
})

test('a removed event of another month is named, whatever retention dropped', async () => {
  const [, kept] = [await appendOld(2, 3), await ledger.append(2)]
  await ledger.seal()
  await dropOldest()
  const { first_bad: bad } = await ledger.forged([
    'DELETE FROM audit_events WHERE id = $1',
    kept[0],
  ])
  expect(bad).toMatchObject({ what: 'removed', event: kept[0] })
})

test.each([
  ["SELECT drop_ledger_month(to_char(now(), 'YYYY-MM'))"],
  ["SELECT drop_ledger_month(to_char(now() - interval '3 months', 'YYYY-MM'))"],
  ["SELECT drop_ledger_month('2026-10; DROP TABLE accounts')"],
  ['DELETE FROM audit_drops'],
  ["UPDATE audit_drops SET month = ''"],
  ['TRUNCATE audit_drops'],
])('the database itself refuses a drop that was not announced: %s', async (text) => {
  await appendOld(1, 3)
  await ledger.seal()
  if (text.includes('audit_drops')) await retain()
  await expect(ledger.sql(text)).rejects.toThrow('append-only')
})
