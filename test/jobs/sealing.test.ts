/** The ledger of running nodes seals itself, and the command line proves it. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { checkSecret } from '../../src/keys/installation.ts'
import { type CommandLine, commandLine, documentOf } from '../cli/command-line.ts'
import { type Cluster, startCluster, testSecret } from '../support/cluster.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'

let cluster: Cluster
let folder: string
let parley: CommandLine
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-ledger-'))
  cluster = await startCluster({ nodes: 2, settings: { PARLEY_SEAL_FILE: file('seals') } })
  // As a start does.
  await checkSecret(cluster.store, testSecret)
  parley = commandLine({
    DATABASE_URL: cluster.databaseUrl,
    PARLEY_SECRET: testSecret,
    PARLEY_SEAL_FILE: file('seals'),
  })
  const { client, tokens } = await signedIn(cluster)
  await refresh(cluster.issuer, client, tokens.refreshToken)
  await untilSealed()
})
afterAll(async () => {
  await cluster?.close()
  await rm(folder, { recursive: true })
})

/** And published. */
async function untilSealed(): Promise<void> {
  for (let tries = 0; tries < 2_400; tries += 1) {
    const [row] = await sql<{ open: number; last: number }>(
      cluster,
      `SELECT (SELECT count(*)::int FROM audit_events WHERE NOT EXISTS (SELECT FROM audit_blocks b
         WHERE (b.to_xid, b.to_id) > (xid, id))) AS open,
         (SELECT max(number)::int FROM audit_blocks) AS last`,
    )
    const published = await readFile(file('seals'), 'utf8').catch(() => '')
    if (row?.open === 0 && published.includes(`{"number":${row.last},`)) return
    await sleep(50)
  }
  throw new Error('nobody seals')
}

const verify = (...args: string[]) => parley(['audit', 'verify', '--json', ...args])

test('two nodes seal all events, publish each seal once, and the ledger verifies', async () => {
  const verdict = documentOf(await verify())
  expect(verdict).toMatchObject({ ok: true, unsealed: 0, erased: 0 })
  expect(Object(verdict).events).toBeGreaterThan(7)
  const lines = (await readFile(file('seals'), 'utf8')).trimEnd().split('\n')
  const numbers = lines.map((line) => JSON.parse(line).number)
  expect(numbers).toEqual(numbers.map((_, i) => i + 1))
})

test('an export verifies with the public keys and no database', async () => {
  const { code, out } = await parley(['audit', 'keys'])
  expect(code).toBe(0)
  expect(out).not.toMatch(/"d":/)
  await writeFile(file('keys.json'), out)
  const exported = documentOf(await parley(['audit', 'export', '--out', file('out'), '--json']))
  expect(exported).toEqual({ events: expect.any(Number), blocks: expect.any(Number) })
  const offline = commandLine({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  const args = ['audit', 'verify', '--export', file('out'), '--json']
  const withKey = await offline([...args, '--key', file('keys.json')])
  expect(documentOf(withKey)).toMatchObject({ ok: true, blocks: Object(exported).blocks })
  expect(documentOf(await verify('--export', file('out')))).toMatchObject({ ok: true })
  expect((await offline(args)).code).toBe(1)
})

test('a proof of an event is checked with only itself and the key', async () => {
  const [event] = await sql<{ id: string }>(
    cluster,
    "SELECT id::text AS id FROM audit_events WHERE type = 'session.begun'",
  )
  const proof = await parley(['audit', 'prove', event?.id ?? ''])
  expect(proof.code).toBe(0)
  await writeFile(file('proof.json'), proof.out)
  await writeFile(file('keys.json'), (await parley(['audit', 'keys'])).out)
  const check = (path: string) =>
    commandLine({})(['audit', 'check-proof', path, '--key', file('keys.json'), '--json'])
  expect(documentOf(await check(file('proof.json')))).toMatchObject({ ok: true, event: event?.id })
  await writeFile(file('forged.json'), proof.out.replace('"success"', '"failure"'))
  const { code, out } = await check(file('forged.json'))
  expect({ code, verdict: JSON.parse(out) }).toMatchObject({ code: 1, verdict: { ok: false } })
})

test('a PARLEY_SECRET that does not belong to the database verifies nothing', async () => {
  const other = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: `${testSecret}2` })
  const { code, out, err } = await other(['audit', 'verify', '--json'])
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/PARLEY_SECRET/)
})

test('an invalid query is refused in one sentence that names the field', async () => {
  await writeFile(file('garbage'), 'garbage')
  for (const [args, sentence] of [
    [['prove', 'x'], /ID: /],
    [['prove', '999999999'], /not in the audit log/],
    [['verify', '--since-seal', file('none')], /none cannot be read/],
    [['verify', '--since-seal', file('garbage')], /line 1: this is no seal/],
    [['verify', '--key', file('garbage')], /--key: /],
    [['verify', '--export', file('none')], /none cannot be read/],
    [['check-proof', file('garbage'), '--key', file('keys.json')], /FILE: /],
    [['check-proof', file('proof.json')], /--key/],
    [['forget', '--account', 'nobody@example.com'], /--account: there is no account/],
    [['export', '--out', file('none/none')], /none/],
  ] as const) {
    const { code, out, err } = await parley(['audit', ...args])
    expect({ args, code, out }).toEqual({ args, code: 1, out: '' })
    expect(err).toMatch(sentence)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  }
})

test('a person is forgotten by email, a key is rotated, and both verify', async () => {
  const { account } = await signedIn(cluster)
  const args = ['audit', 'forget', '--account', account.email, '--json']
  const forgotten = documentOf(await parley(args))
  expect(Object(forgotten).events).toBeGreaterThan(3)
  const rotated = Object(documentOf(await parley(['audit', 'keys', '--rotate'])))
  expect(rotated.keys).toHaveLength(2)
  await untilSealed()
  const { events, erased } = Object(documentOf(await verify()))
  expect(erased).toBe(Object(forgotten).events)
  expect(events).toBeGreaterThan(erased)
})

test('a changed event fails the command, with exit code 1 and its number', async () => {
  await cluster.store.transaction(async (tx) => {
    const unguarded = 'SET LOCAL session_replication_role = replica'
    await tx.rows({ name: 'test_unguarded', kind: 'write', text: unguarded })
    const text = "UPDATE audit_events SET outcome = 'failure' WHERE type = 'code.issued'"
    await tx.rows({ name: 'test_forge', kind: 'write', text })
  })
  const { code, out, err } = await verify()
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    first_bad: { what: 'changed', event: expect.stringMatching(/^\d+$/) },
  })
  expect(err).toMatch(/changed after it was sealed/)
})
