/** One event is proved to an auditor who sees nothing else; an export verifies like the database. */

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { OpenSeal } from '../../src/ledger/block.ts'
import { exportedRecords, exportLedger } from '../../src/ledger/export.ts'
import { listLedgerKeys, sealOpener } from '../../src/ledger/keys.ts'
import { checkProof, type Proof, proveEvent } from '../../src/ledger/proof.ts'
import { testSecret } from '../support/cluster.ts'
import { type Ledger, openLedger } from './ledger.ts'

let ledger: Ledger
let folder: string
let openSeal: OpenSeal
const ids: string[] = []
const by = { kind: 'operator', id: 'an auditor' } as const

beforeAll(async () => {
  ledger = await openLedger()
  folder = await mkdtemp(join(tmpdir(), 'parley-export-'))
  for (const times of [1, 7, 3]) {
    ids.push(...(await ledger.append(times)))
    await ledger.seal()
  }
  openSeal = sealOpener(await listLedgerKeys(ledger.store, testSecret))
})
afterAll(async () => {
  await ledger.close()
  await rm(folder, { recursive: true })
})

async function prove(id = '', withPersonal = false): Promise<Proof> {
  const proved = await proveEvent(ledger.store, { id, by, withPersonal })
  if (proved.kind !== 'proved') throw new Error(proved.kind)
  return proved.proof
}

describe('a proof', () => {
  test('holds for every sealed event, says nothing personal, and is itself in the ledger', async () => {
    for (const id of ids) {
      const proof = await prove(id)
      expect(await checkProof(JSON.parse(JSON.stringify(proof)), openSeal)).toMatchObject({
        ok: true,
        event: id,
      })
      expect(JSON.stringify(proof)).not.toMatch(/203\.0\.113|Firefox|Ann/)
    }
    const [last] = await ledger.sql(
      'SELECT type, details, actor_id AS by FROM audit_events ORDER BY id DESC LIMIT 1',
    )
    const details = { how: 'proof', event: ids.at(-1) }
    expect(last).toEqual({ type: 'ledger.read', details, by: by.id })
  })

  test('shows personal fields when asked, and refuses others in their place', async () => {
    const proof = await prove(ids[2], true)
    expect(proof.openings.map(({ field, value }) => [field, value])).toEqual([
      ['network', '203.0.113.9/32'],
      ['personal', { display_name: 'Ann' }],
      ['user_agent', 'Firefox'],
    ])
    expect(await checkProof(proof, openSeal)).toMatchObject({ ok: true })
    const [first] = proof.openings
    for (const openings of [
      [{ ...first, value: '198.51.100.1/32' }],
      [{ ...first, field: 'user_agent' }],
      [{ ...first, field: 'unheard_of' }],
      [{ ...first, salt: '0'.repeat(64) }],
    ]) {
      const verdict = await checkProof({ ...proof, openings }, openSeal)
      expect(verdict).toMatchObject({ ok: false, reason: expect.stringMatching(/personal/) })
    }
  })

  test('does not hold for another event, place, size, path, block or key', async () => {
    const [proof, other, elsewhere] = [
      await prove(ids[1]),
      await prove(ids[2]),
      await prove(ids[9]),
    ]
    const foreign = await openLedger()
    const foreignKeys = sealOpener(await listLedgerKeys(foreign.store, testSecret))
    await foreign.close()
    for (const wrong of [
      { ...proof, event: other.event },
      { ...proof, event: { ...proof.event, outcome: 'failure' } },
      { ...proof, event: { ...proof.event, extra: 1 } },
      { ...proof, index: other.index },
      { ...proof, size: proof.size + 1 },
      { ...proof, path: proof.path.slice(1) },
      { ...proof, path: other.path },
      { ...proof, seal: elsewhere.seal },
      { ...proof, seal: `${proof.seal.slice(0, -4)}AAAA` },
      { ...proof, seal: 'no.seal.atall' },
      { ...proof, extra: 1 },
      {},
      null,
    ]) {
      expect(await checkProof(wrong, openSeal)).toMatchObject({ ok: false })
    }
    expect(await checkProof(proof, foreignKeys)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/no known key/),
    })
  })

  test('is not given for what is unknown, not sealed yet, or changed', async () => {
    const [fresh = ''] = await ledger.append(1)
    const ask = (id: string) => proveEvent(ledger.store, { id, by, withPersonal: false })
    expect(await ask('999999')).toEqual({ kind: 'unknown' })
    expect(await ask(fresh)).toEqual({ kind: 'unsealed' })
    await ledger.seal()
    await ledger.forge("UPDATE audit_events SET outcome = 'failure' WHERE id = $1", [fresh])
    expect(await ask(fresh)).toEqual({ kind: 'changed' })
    await ledger.forge("UPDATE audit_events SET outcome = 'success' WHERE id = $1", [fresh])
    expect(await ask(fresh)).toMatchObject({ kind: 'proved' })
  })
})

describe('an export', () => {
  const path = () => join(folder, 'ledger.jsonl')
  const verify = (file: string) => ledger.verify({ records: exportedRecords(file) })

  test('verifies as the database does, is for its owner alone, and is itself in the ledger', async () => {
    await ledger.append(2, { details: { line: 'a\u2028b', comment: 'ü"\\' } })
    await ledger.seal()
    await ledger.append(1)
    const { events, blocks } = await exportLedger(ledger.store, {
      path: path(),
      by,
      format: 'jsonl',
    })
    const verdict = await ledger.verify()
    expect(await verify(path())).toEqual(verdict)
    expect(verdict).toMatchObject({ ok: true, blocks, events: events - verdict.unsealed })
    expect((await stat(path())).mode & 0o777).toBe(0o600)
    const [read] = await ledger.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_events WHERE type = 'ledger.read'
         AND details ->> 'how' = 'export'`,
    )
    expect(read?.n).toBe(1)
  })

  test.each(['cef', 'ocsf'] as const)(
    'as %s holds each event once and no block',
    async (format) => {
      const file = join(folder, `ledger.${format}`)
      const { events, blocks } = await exportLedger(ledger.store, { path: file, by, format })
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
      const [all] = await ledger.sql<{ n: number }>('SELECT count(*)::int AS n FROM audit_events')
      expect({ events, blocks, lines: lines.length }).toEqual({
        events: all?.n,
        blocks: 0,
        lines: events,
      })
      expect(lines.filter((line) => /^(CEF:0\||\{"activity_id":)/.test(line))).toEqual(lines)
    },
  )

  /** The export's lines, changed; those of events by their id. */
  async function forged(change: (lines: string[], at: (id?: string) => number) => string[]) {
    const lines = (await readFile(path(), 'utf8')).trimEnd().split('\n')
    const at = (id?: string) => lines.findIndex((line) => line.includes(`"event","id":"${id}"`))
    const file = join(folder, 'forged.jsonl')
    await writeFile(file, change(lines, at).join('\n'))
    return (await verify(file)).first_bad
  }

  test('that was changed is found out, and what was done is named', async () => {
    const [a, b, c] = [ids[2], ids[4], ids[9]]
    expect(
      await forged((lines, at) => lines.with(at(a), lines[at(a)]?.replace('Firefox', 'X') ?? '')),
    ).toMatchObject({ what: 'changed', event: a })
    expect(await forged((lines, at) => lines.toSpliced(at(b), 1))).toMatchObject({
      what: 'removed',
      event: b,
    })
    expect(
      await forged((lines, at) => lines.toSpliced(at(b), 0, lines[at(b)] ?? '')),
    ).toMatchObject({ what: 'inserted', event: b })
    expect(
      await forged((lines, at) =>
        lines.with(at(a), lines[at(b)] ?? '').with(at(b), lines[at(a)] ?? ''),
      ),
    ).toMatchObject({ what: 'reordered', event: a })
    expect(
      await forged((lines, at) =>
        lines.toSpliced(at(c), 0, lines[at(a)] ?? '').toSpliced(at(a), 1),
      ),
    ).toMatchObject({ what: 'moved', event: a })
    expect(await forged((lines) => lines.slice(0, -1))).toMatchObject({ what: 'cut_off' })
    expect(await forged((lines, at) => lines.slice(0, at(a)))).toMatchObject({ what: 'cut_off' })
    expect(await forged((lines, at) => lines.with(at(a), '{"kind":"event"}'))).toMatchObject({
      what: 'changed',
      detail: expect.stringMatching(/^line \d+ cannot be read/),
    })
    expect(
      await forged((lines) =>
        lines.filter((line) => !line.includes('"block","form":1,"number":2')),
      ),
    ).toMatchObject({ what: 'removed', block: 2 })
  })
})
