/** Operators read the chain of blocks, download proofs that verify elsewhere, and verify a stretch on request. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { JWK } from 'jose'
import { sealOpener } from '../../src/ledger/keys.ts'
import { checkProof } from '../../src/ledger/proof.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { sql } from '../support/sql.ts'
import { allPages, itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
  for (let i = 0; i < 4; i += 1) await sealedEvent()
})
afterAll(() => cluster?.close())

/** The id of an event of this test, once a block holds it. */
async function sealedEvent(): Promise<string> {
  const { id } = await cluster.account()
  const [event] = await sql<{ id: string }>(
    cluster,
    'SELECT id::text AS id FROM audit_events WHERE account_id = $1',
    [id],
  )
  await eventually(() => isSealed(event?.id ?? ''))
  return event?.id ?? ''
}

async function isSealed(id: string): Promise<boolean> {
  const [row] = await sql<{ sealed: boolean }>(
    cluster,
    `SELECT EXISTS (SELECT FROM audit_blocks b WHERE (b.to_xid, b.to_id) > (a.xid, a.id)) AS sealed
     FROM audit_events a WHERE a.id = $1`,
    [id],
  )
  return row?.sealed === true
}

async function eventsOf(type: string): Promise<{ actor: string; details: object }[]> {
  return sql(
    cluster,
    'SELECT actor_id AS actor, details FROM audit_events WHERE type = $1 ORDER BY id',
    [type],
  )
}

async function publicKeys(): Promise<JWK[]> {
  const { body } = await operator.ask('GET', '/audit-keys')
  return body['keys'] as JWK[]
}

describe('blocks', () => {
  test('are listed in pages, newest first, each chained to the one before', async () => {
    const items = itemsOf(await operator.ask('GET', '/audit-blocks?limit=200'))
    expect(items.length).toBeGreaterThanOrEqual(4)
    const numbers = items.map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, i) => items.length - i))
    for (const [i, item] of items.slice(0, -1).entries()) {
      expect(item['previous']).toBe(items[i + 1]?.['hash'])
    }
    const [key] = await publicKeys()
    expect(new Set(items.map((item) => item['key']))).toEqual(new Set([key?.kid]))
    const pages = await allPages(operator, '/audit-blocks?limit=2')
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.flat().length).toBeGreaterThanOrEqual(items.length)
  })

  test('name the events they hold', async () => {
    const id = await sealedEvent()
    const items = itemsOf(await operator.ask('GET', '/audit-blocks'))
    const holds = items.filter(({ first_event: first, last_event: last }) => {
      return first !== null && Number(first) <= Number(id) && Number(id) <= Number(last)
    })
    expect(holds).toHaveLength(1)
  })

  test('are answered one by one with a seal that the public keys verify', async () => {
    const { body } = await operator.ask('GET', '/audit-blocks/1')
    const header = JSON.parse(
      (await sealOpener(await publicKeys())(String(body['seal']))) ?? 'null',
    )
    expect(header).toMatchObject({ number: 1, root: body['root'], count: body['count'] })
  })

  test.each([
    ['/audit-blocks/900000', 404, 'not_found'],
    ['/audit-blocks/0', 400, 'request_invalid'],
    ['/audit-blocks/one', 400, 'request_invalid'],
    ['/audit-blocks?cursor=AA.'.padEnd(70, 'A'), 400, 'request_invalid'],
    ['/audit-blocks?from=1', 400, 'request_invalid'],
  ])('%s is refused', async (path, status, code) => {
    expect(refusalOf(await operator.ask('GET', path))).toEqual([status, code])
  })

  test('refuse a cursor of another list', async () => {
    const { body } = await operator.ask('GET', '/audit-events?limit=1')
    const path = `/audit-blocks?cursor=${String(body['next_cursor'])}`
    expect(refusalOf(await operator.ask('GET', path))).toEqual([400, 'request_invalid'])
  })
})

describe('a proof', () => {
  test('verifies with only the public keys, has the personal fields only on request, and is recorded', async () => {
    const id = await sealedEvent()
    const openSeal = sealOpener(await publicKeys())
    const plain = await operator.ask('GET', `/audit-events/${id}/proof`)
    expect(await checkProof(plain.body, openSeal)).toMatchObject({ ok: true, event: id })
    expect(plain.body['openings']).toEqual([])
    const [begun] = await sql<{ id: string }>(
      cluster,
      "SELECT id::text AS id FROM audit_events WHERE type = 'client_credentials.issued' LIMIT 1",
    )
    await eventually(() => isSealed(begun?.id ?? ''))
    const whole = await operator.ask('GET', `/audit-events/${begun?.id}/proof?personal=true`)
    expect(await checkProof(whole.body, openSeal)).toMatchObject({ ok: true, event: begun?.id })
    expect(JSON.stringify(whole.body['openings'])).toMatch(/"field":"network"/)
    const readings = (await eventsOf('ledger.read')).slice(-2)
    expect(readings).toEqual([
      { actor: operator.client.clientId, details: { how: 'proof', event: id } },
      {
        actor: operator.client.clientId,
        details: { how: 'proof', event: begun?.id, personal_fields: true },
      },
    ])
  })

  test('is refused for an unsealed or unknown event, and leaves no event', async () => {
    const before = (await eventsOf('ledger.read')).length
    const held = Promise.withResolvers<void>()
    const open = Promise.withResolvers<void>()
    // Nothing later can be sealed while this transaction is open.
    const holding = cluster.store.transaction(async (tx) => {
      await tx.rows({ name: 'test_hold', kind: 'read', text: 'SELECT pg_current_xact_id()' })
      open.resolve()
      await held.promise
    })
    await open.promise
    const { id } = await cluster.account()
    const [event] = await sql<{ id: string }>(
      cluster,
      'SELECT id::text AS id FROM audit_events WHERE account_id = $1',
      [id],
    )
    const unsealed = await operator.ask('GET', `/audit-events/${event?.id}/proof`)
    held.resolve()
    await holding
    expect(refusalOf(unsealed)).toEqual([409, 'event_unsealed'])
    for (const [path, refusal] of [
      ['/audit-events/900000000/proof', [404, 'not_found']],
      ['/audit-events/x/proof', [400, 'request_invalid']],
      ['/audit-events/1/proof?personal=please', [400, 'request_invalid']],
    ] as const) {
      expect(refusalOf(await operator.ask('GET', path))).toEqual(refusal)
    }
    expect((await eventsOf('ledger.read')).length).toBe(before)
  })
})

describe('a verification', () => {
  const verify = (query = '') => operator.ask('GET', `/audit-verification${query}`)

  test('of all blocks, newest first, finds them good and is recorded', async () => {
    const newest = await verify('?blocks=2')
    expect(newest.body).toMatchObject({ ok: true, blocks: 2, first_bad: null })
    const { from, next } = newest.body
    expect(next).toBe(Number(from) - 1)
    const rest = await verify(`?to=${String(next)}&blocks=100`)
    expect(rest.body).toMatchObject({ ok: true, from: 1, to: next, next: null, blocks: next })
    expect((await eventsOf('ledger.verified')).map(({ details }) => details)).toEqual([
      { from_block: from, to_block: newest.body['to'] },
      { from_block: 1, to_block: next },
    ])
  })

  test('runs one at a time; others get Retry-After', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => verify('?blocks=100')))
    const statuses = answers.map(({ status }) => status)
    expect(statuses).toContain(200)
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
    expect((await verify()).status).toBe(200)
  })

  test.each([
    ['?blocks=0', 400, 'request_invalid'],
    ['?blocks=101', 400, 'request_invalid'],
    ['?to=900000', 404, 'not_found'],
    ['?to=-1', 400, 'request_invalid'],
    ['?from=1', 400, 'request_invalid'],
  ])('%s is refused', async (query, status, code) => {
    expect(refusalOf(await verify(query))).toEqual([status, code])
  })

  test('names an event changed in the database, which then has no proof', async () => {
    const id = await sealedEvent()
    const forge = (outcome: string) =>
      cluster.store.transaction(async (tx) => {
        const unguarded = 'SET LOCAL session_replication_role = replica'
        await tx.rows({ name: 'test_unguarded', kind: 'write', text: unguarded })
        const text = `UPDATE audit_events SET outcome = '${outcome}' WHERE id = ${id}`
        await tx.rows({ name: `test_forge_${outcome}`, kind: 'write', text })
      })
    const before = await operator.ask('GET', `/audit-events/${id}`)
    await forge('failure')
    const after = await operator.ask('GET', `/audit-events/${id}`)
    const { body } = await verify()
    const refused = await operator.ask('GET', `/audit-events/${id}/proof`)
    await forge('success')
    const seal = { block: expect.any(Number), sealed_at: expect.any(String) }
    expect(before.body['seal']).toEqual({ ...seal, intact: true })
    expect(after.body['seal']).toEqual({ ...seal, intact: false })
    expect(body).toMatchObject({ ok: false, first_bad: { what: 'changed', event: id } })
    expect(refusalOf(refused)).toEqual([409, 'event_changed'])
    expect((await eventsOf('ledger.broken')).at(-1)).toMatchObject({
      actor: operator.client.clientId,
      details: { what: 'changed', event: id },
    })
  })
})

test('each operation needs its scope', async () => {
  const stranger = await newOperator(cluster, ['parley:sessions.read'])
  for (const path of [
    '/audit-blocks',
    '/audit-blocks/1',
    '/audit-events/1/proof',
    '/audit-keys',
    '/audit-verification',
  ]) {
    expect(refusalOf(await stranger.ask('GET', path))).toEqual([403, 'insufficient_scope'])
  }
})
