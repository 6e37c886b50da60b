/** A ledger of its own for a test: events to append, a sealer, a verifier, and a way to forge. */

import { setTimeout as sleep } from 'node:timers/promises'
import { appendEvent } from '../../src/ledger/append.ts'
import { ensureLedgerKey, ledgerSigner, listLedgerKeys, sealOpener } from '../../src/ledger/keys.ts'
import { readSeals } from '../../src/ledger/publish.ts'
import { databaseRecords, type LedgerRecord } from '../../src/ledger/records.ts'
import { type SealResult, sealNext } from '../../src/ledger/seal.ts'
import type { Verdict } from '../../src/ledger/verify.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import type { LedgerEvent } from '../../src/model/event.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import type { Db } from '../../src/store/db.ts'
import { newWork, type Origin, runWork } from '../../src/store/unit-of-work.ts'
import { testSecret } from '../support/cluster.ts'
import { createDatabase, patience } from '../support/database.ts'
import { sql } from '../support/sql.ts'

export type Ledger = {
  readonly url: string
  readonly store: Store
  /** Appends events in one transaction and returns their ids. */
  readonly append: (times?: number, over?: Partial<LedgerEvent>) => Promise<string[]>
  /** Seals until everything is sealed. */
  readonly seal: () => Promise<void>
  readonly sealOnce: (db?: Db, heartbeatSeconds?: number) => Promise<SealResult>
  readonly verify: (over?: {
    records?: AsyncIterable<LedgerRecord>
    sealFile?: string
  }) => Promise<Verdict>
  /** Changes rows with the triggers off, as the owner of the database could. */
  readonly forge: (text: string, values?: readonly unknown[]) => Promise<unknown>
  /** The verdict on these changes, which are then rolled back. */
  readonly forged: (...changes: readonly Change[]) => Promise<Verdict>
  readonly sql: <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  readonly close: () => Promise<void>
}

export type Change = readonly [text: string, ...values: unknown[]]

export const origin: Origin = {
  network: '203.0.113.9',
  userAgent: 'Firefox',
  device: null,
  requestId: 'req',
}

export async function openLedger(): Promise<Ledger> {
  const database = await createDatabase()
  const store = openStore({ url: database.url, poolSize: 8, ...patience })
  await ensureLedgerKey(store, testSecret)
  const signer = ledgerSigner(testSecret)
  const sealOnce = (db: Db = store, heartbeatSeconds = 60) =>
    sealNext(db, { signer, heartbeatSeconds })
  const query = <Row>(text: string, values: readonly unknown[] = []) =>
    sql<Row>({ store }, text, values)
  const verify: Ledger['verify'] = async ({
    records = databaseRecords(store),
    sealFile = null,
  } = {}) => {
    const openSeal = sealOpener(await listLedgerKeys(store, testSecret))
    return verifyLedger(records, { openSeal, seals: readSeals(sealFile) })
  }
  const forge = async (tx: Db, changes: readonly Change[]) => {
    await tx.rows({ name: 'test_unguarded', kind: 'write', text: unguarded })
    for (const [text, ...values] of changes) await sql({ store: { ...store, ...tx } }, text, values)
  }
  return {
    url: database.url,
    store,
    sql: query,
    append: (times = 1, over = {}) =>
      runWork(newWork(origin), () => store.transaction((tx) => appendMany(tx, times, over))),
    sealOnce,
    seal: async () => {
      // Any open transaction holds the horizon, also one of another test.
      for (let tries = 0; tries < 1_000; tries += 1) {
        if ((await sealOnce()).kind === 'sealed') continue
        const [row] = await query<{ n: number }>(unsealed)
        if (row?.n === 0) return
        await sleep(10)
      }
      throw new Error('something holds the horizon')
    },
    verify,
    forge: async (text, values = []) => {
      await store.transaction((tx) => forge(tx, [[text, ...values]]))
    },
    forged: async (...changes) => {
      const told = Promise.withResolvers<Verdict>()
      const undone = store.transaction(async (tx) => {
        await forge(tx, changes)
        told.resolve(await verify({ records: databaseRecords(tx) }))
        throw new Error('undone')
      })
      await undone.catch(told.reject)
      return told.promise
    },
    close: async () => {
      await store.close()
      await database.drop()
    },
  }
}

const unsealed = `SELECT count(*)::int AS n FROM audit_events WHERE NOT EXISTS (
  SELECT FROM audit_blocks b WHERE (b.epoch, b.to_xid, b.to_id) > (
    (SELECT max(epoch) FROM audit_epochs WHERE first_id <= audit_events.id), xid, id))`

const unguarded = 'SET LOCAL session_replication_role = replica'

async function appendMany(tx: Db, times: number, over: Partial<LedgerEvent>): Promise<string[]> {
  const event: LedgerEvent = {
    type: 'session.begun',
    outcome: 'success',
    actor: { kind: 'system' },
    details: { policy: 'default', display_name: 'Ann' },
    ...over,
  }
  await appendEvent(tx, ...Array.from({ length: times }, () => event))
  const rows = await tx.rows<{ id: string }>({
    name: 'test_own_events',
    kind: 'read',
    text: `SELECT id::text AS id FROM audit_events WHERE xid = pg_current_xact_id()
      ORDER BY audit_events.id`,
  })
  return rows.map(({ id }) => id)
}
