/** Operators search, follow and export the ledger, and each reading is recorded in it. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { sql } from '../support/sql.ts'
import { openWire, type Wire } from '../support/wire.ts'
import { allPages, itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'
import { openEvents, type Told } from './tail.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

type Row = {
  account_id?: string
  client_id?: string
  network?: string
  type?: string
  outcome?: string
}

async function add(times: number, row: Row): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    cluster,
    `INSERT INTO audit_events (type, outcome, actor_kind, actor_id, account_id, client_id, network,
       user_agent, details)
     SELECT $2, $3, 'client', $5, $4::uuid, $5, $6::inet, 'Firefox',
       '{"reason": "revoked", "personal": {"email": "ann@example.com"}}'
     FROM generate_series(1, $1::int) RETURNING id::text AS id`,
    [
      times,
      row.type ?? 'session.ended',
      row.outcome ?? 'success',
      row.account_id ?? null,
      row.client_id ?? null,
      row.network ?? null,
    ],
  )
  return rows.map(({ id }) => id)
}

function newestFirst(ids: readonly string[]): string[] {
  return ids.toSorted((a, b) => Number(b) - Number(a))
}

async function readingsBy({ client }: Operator) {
  return sql<{ details: Record<string, unknown> }>(
    cluster,
    `SELECT details FROM audit_events WHERE type = 'ledger.read' AND actor_id = $1 ORDER BY id`,
    [client.clientId],
  )
}

describe('a search', () => {
  test('finds matching events, newest first, in pages', async () => {
    const account = uuidv7()
    const ids = await add(5, { account_id: account })
    await add(3, { account_id: uuidv7() })
    const pages = await allPages(operator, `/audit-events?account=${account}&limit=2`)
    expect(pages).toHaveLength(3)
    expect(pages.flat()).toEqual(newestFirst(ids))
  })

  test('combines filters, and takes several types and severities', async () => {
    const account_id = uuidv7()
    const [lost = ''] = await add(1, { account_id, type: 'refresh.reused', outcome: 'failure' })
    const [made = ''] = await add(1, { account_id, type: 'account.created' })
    const [ended = ''] = await add(1, { account_id, network: '203.0.113.77' })
    const foundBy = async (query: string) => {
      const path = `/audit-events?account=${account_id}&${query}`
      return itemsOf(await operator.ask('GET', path)).map(({ id }) => id)
    }
    expect(await foundBy('type=refresh.reused&type=session.ended')).toEqual(
      newestFirst([lost, ended]),
    )
    expect(await foundBy('severity=alert')).toEqual([lost])
    expect(await foundBy('severity=alert&severity=notice')).toEqual(newestFirst([lost, made]))
    expect(await foundBy('severity=alert&type=session.ended')).toEqual([])
    expect(await foundBy('outcome=failure')).toEqual([lost])
    expect(await foundBy('network=203.0.113.64/26')).toEqual([ended])
    expect(await foundBy('network=203.0.113.77')).toEqual([ended])
    expect(await foundBy('network=203.0.113.78')).toEqual([])
    expect(await foundBy('from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z')).toEqual([])
  })

  test('shows an event in full, without the salt of its commitments', async () => {
    const account_id = uuidv7()
    const [id = ''] = await add(1, { account_id, client_id: 'app', network: '203.0.113.5' })
    const { status, body } = await operator.ask('GET', `/audit-events/${id}`)
    const { seal: _, ...event } = body
    expect([status, event]).toEqual([
      200,
      {
        id,
        occurred_at: expect.any(String),
        type: 'session.ended',
        severity: 'info',
        outcome: 'success',
        actor: { kind: 'client', id: 'app' },
        account_id,
        session_id: null,
        client_id: 'app',
        grant_id: null,
        network: '203.0.113.5',
        user_agent: 'Firefox',
        request_id: null,
        details: { reason: 'revoked', email: 'ann@example.com' },
        forgotten: false,
      },
    ])
    const unknown = await operator.ask('GET', '/audit-events/999999999999')
    expect(refusalOf(unknown)).toEqual([404, 'not_found'])
  })

  test.each([
    ['colour=red', 'colour: unknown'],
    ['outcome=perhaps', 'outcome: must be one of success, failure'],
    ['account=me', 'account: must match format "uuid"'],
    ['network=here', 'network: an address, or a prefix'],
    ['network=fe80::1%25eth0', 'network: an address, or a prefix'],
    ['network=10.0.0.0/4', 'network: at least /8'],
    ['network=::/0', 'network: at least /16'],
    ['from=yesterday', 'from: must match format "date-time"'],
    ['from=1066-10-14T00:00:00Z', 'from: between the years 2000 and 9999'],
    ['from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'from: before to'],
    ['to=2016-12-31T23:59:60Z', 'to: between the years 2000 and 9999'],
    ['limit=0', 'limit: must be >= 1'],
    ['limit=5&limit=6', 'limit: must be integer'],
    [
      'type=session.begun&type=session.begun',
      'type: must NOT have duplicate items (items ## 0 and 1 are identical)',
    ],
    ['format=xml', 'format: must be one of jsonl, cef, ocsf'],
  ])('?%s is refused with the field and the rule', async (query, detail) => {
    const { status, body } = await operator.ask('GET', `/audit-events?${query}`)
    expect([status, body['code'], body['detail']]).toEqual([400, 'request_invalid', detail])
  })

  test('refuses a forged cursor, and one of another filter', async () => {
    const account_id = uuidv7()
    await add(3, { account_id })
    const { body } = await operator.ask('GET', `/audit-events?account=${account_id}&limit=1`)
    const cursor = String(body['next_cursor'])
    const forged = cursor.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
    for (const path of [
      `/audit-events?account=${account_id}&cursor=${forged}`,
      `/audit-events?account=${uuidv7()}&cursor=${cursor}`,
      `/audit-events?cursor=${cursor}`,
    ]) {
      expect(refusalOf(await operator.ask('GET', path))).toEqual([400, 'request_invalid'])
    }
  })
})

test('each reading is recorded once with its filter; a refused one is not', async () => {
  const reader = await newOperator(cluster, ['parley:audit.read'])
  const account = uuidv7()
  const ids = await add(3, { account_id: account })
  await reader.ask('GET', `/audit-events?account=${account}&network=203.0.113.0/24&outcome=success`)
  await reader.ask('GET', `/audit-events/${ids[0]}`)
  await reader.ask('GET', `/audit-events?account=${account}&format=cef`)
  await reader.ask('GET', '/audit-events?colour=red')
  expect((await readingsBy(reader)).map(({ details }) => details)).toEqual([
    { how: 'search', account, result: 'success', personal: { looked_network: '203.0.113.0/24' } },
    { how: 'event', event: ids[0] },
    { how: 'export', account },
  ])
})

describe('an export', () => {
  async function take(query: string, accept = '*/*') {
    const response = await fetch(`${cluster.issuer}/admin/v1/audit-events?${query}`, {
      headers: { authorization: `Bearer ${operator.token}`, accept },
    })
    const type = response.headers.get('content-type')
    return { type, lines: (await response.text()).split('\n').slice(0, -1) }
  }

  test('streams all results as JSON lines, over many pages', async () => {
    const account_id = uuidv7()
    const ids = await add(1_234, { account_id })
    const { type, lines } = await take(`account=${account_id}`, 'application/x-ndjson')
    expect(type).toBe('application/x-ndjson')
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(newestFirst(ids))
  })

  test.each([
    ['cef', 'text/plain; charset=utf-8', /^CEF:0\|Parley\|Parley\|1\|session\.ended\|/],
    ['ocsf', 'application/x-ndjson', /^\{"activity_id":2,.*"class_uid":3002/],
    ['jsonl', 'application/x-ndjson', /^\{"id":"/],
  ])('is available as %s', async (format, type, shape) => {
    const account_id = uuidv7()
    await add(2, { account_id })
    const taken = await take(`account=${account_id}&format=${format}`)
    expect(taken.type).toBe(type)
    expect(taken.lines).toHaveLength(2)
    for (const line of taken.lines) expect(line).toMatch(shape)
  })
})

test('an export breaks off, instead of ending, when the database fails', async () => {
  let wire: Wire | undefined
  const frail = await startCluster({
    throughWire: async (url) => {
      wire = await openWire(url)
      return wire.url
    },
  })
  try {
    const { token } = await newOperator(frail, ['parley:audit.read'])
    await sql(
      frail,
      `INSERT INTO audit_events (type, outcome, actor_kind, user_agent)
       SELECT 'session.begun', 'success', 'system', repeat('x', 500) FROM generate_series(1, 30000)`,
    )
    const response = await fetch(`${frail.issuer}/admin/v1/audit-events?format=jsonl`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const reader = response.body?.getReader()
    await reader?.read()
    wire?.cut()
    const rest = async () => {
      while (!(await reader?.read())?.done);
    }
    await expect(rest()).rejects.toThrow('terminated')
  } finally {
    wire?.mend()
    await frail.close()
    await wire?.close()
  }
})

describe('a tail', () => {
  const follow = (query: string, lastEventId?: string, node = 0): Promise<Told> =>
    openEvents(`${cluster.nodes[node]}/admin/v1/audit-events?${query}`, {
      token: operator.token,
      lastEventId,
    })

  test('sends each new matching event once and in order', async () => {
    const account_id = uuidv7()
    const tails = await Promise.all([0, 1].map((node) => follow(`account=${account_id}`, '', node)))
    const ids: string[] = []
    for (let i = 0; i < 5; i += 1) {
      ids.push(...(await add(2, { account_id })))
      await add(1, { account_id: uuidv7() })
    }
    for (const tail of tails) {
      await eventually(() => tail.events.length >= ids.length)
      expect(tail.events.map(({ id }) => id)).toEqual(ids)
      tail.close()
    }
  })

  test('resumes after the last id on another node and skips nothing', async () => {
    const account_id = uuidv7()
    const first = await follow(`account=${account_id}`)
    const [one = ''] = await add(1, { account_id })
    await eventually(() => first.events.length === 1)
    first.close()
    const missed = await add(1_500, { account_id })
    const again = await follow(`account=${account_id}`, first.lastEventId(), 1)
    const [late = ''] = await add(1, { account_id })
    await eventually(() => again.events.length >= 1_501)
    expect(again.events.map(({ id }) => id)).toEqual([...missed, late])
    expect(again.events.map(({ id }) => id)).not.toContain(one)
    again.close()
  })

  test('sends an event of a long transaction, even after later events', async () => {
    const account_id = uuidv7()
    const tail = await follow(`account=${account_id}`)
    const held = Promise.withResolvers<void>()
    const inserted = Promise.withResolvers<void>()
    const slow = cluster.store.transaction(async (tx) => {
      await tx.rows({
        name: 'test_slow_event',
        kind: 'write',
        text: `INSERT INTO audit_events (type, outcome, actor_kind, account_id)
          VALUES ('session.begun', 'success', 'system', '${account_id}')`,
      })
      inserted.resolve()
      await held.promise
    })
    await inserted.promise
    await add(1, { account_id })
    held.resolve()
    await slow
    await eventually(() => tail.events.length >= 2)
    expect(tail.events.map(({ type }) => type)).toEqual(['session.begun', 'session.ended'])
    tail.close()
  })

  test.each([
    ['forged', 'x.'.padEnd(45, 'x'), 400],
    ['malformed', 'yesterday', 400],
  ])('refuses a %s id', async (_, lastEventId, status) => {
    await expect(follow('', lastEventId)).rejects.toThrow(`answered ${status}`)
  })

  test.each(['cursor=AA.'.padEnd(54, 'A'), 'from=2026-01-01T00:00:00Z', 'limit=0'])(
    'refuses %s',
    async (query) => {
      await expect(follow(query)).rejects.toThrow('answered 400')
    },
  )
})
