/** Sealing neither loses nor repeats an event, despite concurrent writers, sealers and crashes. */

import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import pg from 'pg'
import { mostEvents } from '../../src/ledger/events.ts'
import { ensureLedgerKey, rotateLedgerKey } from '../../src/ledger/keys.ts'
import { publishSeals } from '../../src/ledger/publish.ts'
import { databaseRecords } from '../../src/ledger/records.ts'
import { retainLedger } from '../../src/ledger/retain.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { testSecret } from '../support/cluster.ts'
import { type Ledger, openLedger } from './ledger.ts'

let ledger: Ledger
let other: Store
let folder: string

beforeEach(async () => {
  ledger = await openLedger()
  other = openStore({ url: ledger.url, poolSize: 4 })
  folder = await mkdtemp(join(tmpdir(), 'parley-seals-'))
})
afterEach(async () => {
  await other.close()
  await ledger.close()
  await rm(folder, { recursive: true })
})

/** Every event in the database, with the number of times it is sealed. */
async function sealedTwiceOrNever(): Promise<string[]> {
  const times = new Map<string, number>()
  let isSealed = true
  for await (const record of databaseRecords(ledger.store)) {
    if (record.kind === 'tail') isSealed = false
    if (record.kind === 'event' && isSealed)
      times.set(record.event.id, (times.get(record.event.id) ?? 0) + 1)
  }
  const all = await ledger.sql<{ id: string }>('SELECT id::text AS id FROM audit_events')
  return all.map(({ id }) => id).filter((id) => times.get(id) !== 1)
}

test('an event is sealed only once no earlier transaction can still commit', async () => {
  await ledger.seal()
  const late = new pg.Client({ connectionString: ledger.url })
  await late.connect()
  await late.query('BEGIN')
  await late.query(
    "INSERT INTO audit_events (type, outcome, actor_kind) VALUES ('late', 'success', 'system')",
  )
  await ledger.append(3)
  expect(await ledger.sealOnce()).toEqual({ kind: 'idle' })
  expect(await ledger.verify()).toMatchObject({ ok: true, events: 1, unsealed: 3 })
  await late.query('COMMIT')
  await late.end()
  await ledger.seal()
  expect(await ledger.verify()).toMatchObject({ ok: true, events: 5, unsealed: 0 })
  expect(await sealedTwiceOrNever()).toEqual([])
})

test('a rolled-back transaction does not block sealing, and its gap does no harm', async () => {
  const lost = ledger.store.transaction(async (tx) => {
    await tx.rows({
      name: 'test_lost',
      kind: 'write',
      text: "INSERT INTO audit_events (type, outcome, actor_kind) VALUES ('lost', 'success', 'nobody')",
    })
    await ledger.append(2)
    throw new Error('given up')
  })
  await expect(lost).rejects.toThrow('given up')
  await ledger.seal()
  expect(await ledger.verify()).toMatchObject({ ok: true, events: 3, unsealed: 0 })
})

test('two sealers and writers that commit out of order seal each event once, without a fork', async () => {
  let isWriting = true
  const write = async (store: Store, n: number) => {
    for (let i = 0; i < 12; i += 1) {
      await store.transaction(async (tx) => {
        await ledger.append(1 + (i % 3))
        await tx.rows(
          {
            name: 'test_slow',
            kind: 'write',
            text: `INSERT INTO audit_events (type, outcome, actor_kind)
            SELECT 'slow', 'success', 'system' FROM pg_sleep($1)`,
          },
          [((i * 7 + n * 3) % 10) / 500],
        )
      })
    }
  }
  const kinds: string[] = []
  const sealAlways = async (db: Db) => {
    while (isWriting) kinds.push((await ledger.sealOnce(db, 0)).kind)
  }
  const sealing = [ledger.store, other, other].map(sealAlways)
  await Promise.all([0, 1, 2, 3].map((n) => write(n % 2 ? other : ledger.store, n)))
  isWriting = false
  await Promise.all(sealing)
  await ledger.seal()
  expect(kinds).toContain('busy')
  expect(await ledger.verify()).toMatchObject({ ok: true, events: 145, unsealed: 0 })
  expect(await sealedTwiceOrNever()).toEqual([])
})

/** A sealer whose connection is ended by the server before its statement number `fatal`. */
function dyingAt(fatal: number): { db: Db; statements: () => number } {
  let sent = 0
  const db: Db = {
    ...other,
    transaction: (work) =>
      other.transaction((tx) => {
        const mortal: Db = {
          transaction: (inner) => inner(mortal),
          rows: async (statement, values) => {
            if (sent === fatal) {
              const [row] = await tx.rows<{ pid: number }>({
                name: 'test_own_pid',
                kind: 'read',
                text: 'SELECT pg_backend_pid() AS pid',
              })
              await ledger.sql('SELECT pg_terminate_backend($1)', [row?.pid])
            }
            sent += 1
            return tx.rows(statement, values)
          },
        }
        return work(mortal)
      }),
  }
  return { db, statements: () => sent }
}

test('a sealer killed at any statement neither loses nor repeats an event', async () => {
  await ledger.seal()
  for (let fatal = 0; ; fatal += 1) {
    await ledger.append(3)
    const { db, statements } = dyingAt(fatal)
    const result = await ledger.sealOnce(db, 0).catch(() => 'killed')
    if (statements() <= fatal) break
    expect(result).toBe('killed')
    await ledger.seal()
    expect(await ledger.verify()).toMatchObject({ ok: true, unsealed: 0 })
    expect(fatal).toBeLessThan(20)
  }
  expect(await sealedTwiceOrNever()).toEqual([])
})

test('without the lock the chain still cannot fork: a block has one successor', async () => {
  await ledger.seal()
  await ledger.append(1)
  const copy = `INSERT INTO audit_blocks SELECT (b).* FROM (SELECT jsonb_populate_record(b,
    jsonb_build_object('number', number + 1)) AS b FROM audit_blocks b WHERE number = 1) AS forked`
  await expect(ledger.sql(copy)).rejects.toThrow(/audit_blocks_previous_key/)
})

test('a burst larger than a block becomes several blocks, and an idle ledger gets a heartbeat', async () => {
  await ledger.append(mostEvents + 10)
  await ledger.seal()
  const { blocks } = await ledger.verify()
  expect(await ledger.sealOnce()).toEqual({ kind: 'idle' })
  expect(await ledger.sealOnce(ledger.store, 0)).toMatchObject({ kind: 'sealed', isFull: false })
  expect(await ledger.verify()).toMatchObject({
    ok: true,
    blocks: blocks + 1,
    events: mostEvents + 11,
  })
})

test('a new key signs from the next block on, and blocks of the old key still verify', async () => {
  await ledger.append(1)
  await ledger.seal()
  const by = { kind: 'operator', id: 'someone' } as const
  const kid = await rotateLedgerKey(ledger.store, { secret: testSecret, by, reason: 'a test' })
  await ledger.seal()
  const [row] = await ledger.sql<{ seal: string }>(
    'SELECT seal FROM audit_blocks ORDER BY number DESC LIMIT 1',
  )
  const [head = ''] = row?.seal.split('.') ?? []
  expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({ kid })
  expect(await ledger.verify()).toMatchObject({ ok: true, events: 4, unsealed: 0 })
})

test('after a restore to a server with lower transaction ids, the ledger continues in a new epoch', async () => {
  await ledger.append(3)
  await ledger.seal()
  const [unsealed] = await ledger.append(1)
  // As if all this had happened on a server that had counted ten million transactions more.
  await ledger.forge('UPDATE audit_events SET xid = (xid::text::bigint + 10000000)::text::xid8')
  await ledger.forge('TRUNCATE audit_blocks')
  const [highest] = await ledger.sql<{ xid: string }>(
    'SELECT max(xid)::text AS xid FROM audit_events WHERE id < $1::bigint',
    [unsealed],
  )
  await rebuildAsIf(highest?.xid ?? '')
  await ledger.append(2)
  await ledger.seal()
  await ledger.append(2)
  await ledger.seal()
  const [last] = await ledger.sql<{ epoch: number }>('SELECT max(epoch) AS epoch FROM audit_blocks')
  expect(last).toEqual({ epoch: 1 })
  expect(await ledger.verify()).toMatchObject({ ok: true, events: 9, unsealed: 0 })
  expect(await sealedTwiceOrNever()).toEqual([])
})

/** Seals what is there as the other server would have, up to and without what comes after `xid`. */
async function rebuildAsIf(xid: string): Promise<void> {
  const elsewhere = ledgerElsewhere(String(BigInt(xid) + 1n))
  await ledger.sealOnce(elsewhere, 0)
}

/** The store of a server whose horizon is another. */
function ledgerElsewhere(horizon: string): Db {
  const { store } = ledger
  const told: Db = {
    ...store,
    transaction: (work) =>
      store.transaction((tx) =>
        work({
          ...tx,
          rows: async <Row>(statement: Statement<Row>, values?: readonly unknown[]) => {
            const rows = await tx.rows<Row>(statement, values)
            return statement.name === 'sealing_moment'
              ? rows.map((row) => ({ ...row, horizon }))
              : rows
          },
        }),
      ),
  }
  return told
}

test('each seal is published once and in order, a torn line is repaired, and a cut tail is found', async () => {
  const path = join(folder, 'seals.jsonl')
  await ledger.seal()
  expect(await publishSeals(ledger.store, path)).toBe(1)
  for (let i = 0; i < 3; i += 1) {
    await ledger.append(2)
    await ledger.seal()
  }
  const counts = await Promise.all([
    publishSeals(ledger.store, path),
    publishSeals(other, path),
    publishSeals(other, path),
  ])
  expect(counts.reduce((a, b) => a + b)).toBe(3)
  const whole = await readFile(path, 'utf8')
  await truncate(path, whole.length - 20)
  expect(await publishSeals(ledger.store, path)).toBe(1)
  expect(await readFile(path, 'utf8')).toBe(whole)
  expect(await ledger.verify({ sealFile: path })).toMatchObject({ ok: true, blocks: 4 })

  const cut = async (block: number) => {
    await ledger.forge(
      `DELETE FROM audit_events WHERE xid >= (SELECT from_xid FROM audit_blocks WHERE number = $1)`,
      [block],
    )
    await ledger.forge('DELETE FROM audit_blocks WHERE number >= $1', [block])
  }
  await cut(3)
  expect(await ledger.verify()).toMatchObject({ ok: true, blocks: 2 })
  expect(await ledger.verify({ sealFile: path })).toMatchObject({
    ok: false,
    first_bad: { what: 'cut_off', block: 3 },
  })
  // A rewritten tail is found, too.
  await ledger.append(1)
  await ledger.seal()
  expect((await ledger.verify({ sealFile: path })).first_bad).toMatchObject({ block: 3 })
})

test('neither a file that hangs nor a retention run delays sealing or a start', async () => {
  await ledger.append(1)
  await ledger.seal()
  const released = Promise.withResolvers<void>()
  const hanging = (name: string, reached: () => void): Db => ({
    ...other,
    transaction: (work) =>
      other.transaction((tx) =>
        work({
          ...tx,
          rows: async (statement, values) => {
            const rows = await tx.rows(statement, values)
            if (statement.name !== name) return rows
            reached()
            await released.promise
            return rows
          },
        }),
      ),
  })
  const openSeal = () => Promise.reject(new Error('nothing is that old'))
  const [file, month] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const path = join(folder, 'hanging.jsonl')
  const publishing = publishSeals(hanging('blocks_after', file.resolve), path)
  const retaining = retainLedger(hanging('lock_retention', month.resolve), {
    months: 600,
    archive: null,
    openSeal,
  })
  await Promise.all([file.promise, month.promise])
  await ledger.append(1)
  await ledger.seal()
  expect(await ledger.verify()).toMatchObject({ ok: true, unsealed: 0 })
  await ensureLedgerKey(ledger.store, testSecret)
  released.resolve()
  expect(await publishing).toBeGreaterThan(0)
  expect(await retaining).toBe('nothing')
})

test('the last seal of an earlier verification reveals a cut tail', async () => {
  await ledger.append(1)
  await ledger.seal()
  const path = join(folder, 'verdict.json')
  await writeFile(path, JSON.stringify(await ledger.verify()))
  expect(await ledger.verify({ sealFile: path })).toMatchObject({ ok: true })
  await ledger.forge('TRUNCATE audit_blocks')
  expect((await ledger.verify({ sealFile: path })).first_bad).toMatchObject({ what: 'cut_off' })
  await writeFile(path, 'no seal')
  await expect(ledger.verify({ sealFile: path })).rejects.toThrow(/line 1: this is no seal/)
})
