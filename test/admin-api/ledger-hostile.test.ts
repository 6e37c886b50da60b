/** Whatever a stranger sends by HTTP becomes one valid record of bounded size in every export format. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { rawRequest } from '../support/raw-request.ts'
import { sql } from '../support/sql.ts'
import { newOperator, type Operator } from './operator.ts'

let cluster: Cluster
let operator: Operator

const hostile = {
  lines: 'Mozilla\r\n{"type":"session.ended"}\u2028next\u2029last\u0085end',
  terminal: '\u001b[2J\u001b]0;owned\u0007\u009b31m',
  nul: 'a\u0000b',
  json: '","outcome":"success"},{"',
  cef: 'x|9|CEF:0|\\=\\n outcome=success cs6=',
  direction: '\u202egnp.exe\u2066\u200f\u061c',
  half: `\ud800${'y'.repeat(600)}\ud83d\ude00`,
  long: 'x'.repeat(60_000),
}
const texts = Object.values(hostile)

/** Only what a header can hold: Node refuses the rest before our code runs. */
const agents = texts
  .map((text) => Buffer.from(text.slice(0, 4_000)).toString('latin1'))
  .flatMap((text) => [text, text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '')])

const statuses: number[] = []

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
  for (const text of texts) await sendEverywhere(text)
  for (const agent of agents) await sendAs(agent)
  await sendTooMuch()
})
afterAll(() => cluster?.close())

/** One request for each place of a request that reaches the ledger. */
async function sendEverywhere(text: string): Promise<void> {
  const form = (body: Record<string, string>) => ({
    method: 'POST',
    body: new URLSearchParams(body).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  const secret = { client_secret: text, grant_type: text, scope: text }
  const path = encodeURIComponent(text.toWellFormed()).slice(0, 3_000)
  const { client } = operator
  for (const [at, init] of [
    ['/token', form({ client_id: text, ...secret })],
    ['/revoke', form({ client_id: text, token: text })],
    [`/authorize?client_id=${path}&redirect_uri=${path}&response_type=code`, {}],
    [`/admin/v1/${path}`, { headers: { authorization: `Bearer ${path}` } }],
    [`/account/reset?token=${path}`, {}],
  ] as const) {
    statuses.push((await fetch(`${cluster.issuer}${at}`, { ...init, redirect: 'manual' })).status)
  }
  for (const [way, body] of [
    ['/clients', { client_name: text, redirect_uris: ['https://app.example/cb'], scope: 'openid' }],
    ['/api-keys', { name: text, scopes: ['parley:sessions.read'] }],
    ['/revocations', { scope: { kind: 'client', client_id: client.clientId }, reason: text }],
  ] as const) {
    statuses.push((await operator.ask('POST', way, { body })).status)
  }
}

async function sendAs(agent: string): Promise<void> {
  const head = ['GET /admin/v1/sessions HTTP/1.1', `User-Agent: ${agent}`, `X-Request-Id: ${agent}`]
  statuses.push((await rawRequest(cluster.issuer, head)).status)
}

/** A body of a megabyte is refused by its length before it is read. */
async function sendTooMuch(): Promise<void> {
  const head = [
    'POST /token HTTP/1.1',
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 1048576',
  ]
  statuses.push((await rawRequest(cluster.issuer, head, 'client_id=xxx')).status)
}

/** Every event of the ledger as a line. */
async function exported(format: string): Promise<string[]> {
  const { token } = await newOperator(cluster, ['parley:audit.read'])
  const answer = await fetch(
    `${cluster.issuer}/admin/v1/audit-events?format=${format}&to=${until}`,
    {
      headers: { authorization: `Bearer ${token}` },
    },
  )
  return (await answer.text()).split('\n').slice(0, -1)
}

let until = ''

test('no hostile request causes a server error', async () => {
  expect(statuses.filter((status) => status >= 500)).toEqual([])
  expect(statuses.length).toBe(texts.length * 8 + agents.length + 1)
  // One more than the last.
  const [row] = await sql<{ at: Date; names: number }>(
    cluster,
    "SELECT clock_timestamp() AS at, count(*)::int AS names FROM audit_events WHERE details::text ~ 'owned'",
  )
  until = row?.at.toISOString() ?? ''
  expect(row?.names).toBeGreaterThan(2)
})

describe.each(['jsonl', 'cef', 'ocsf'])('as %s', (format) => {
  test('each event is one line of bounded size without control characters', async () => {
    const [count] = await sql<{ n: number }>(
      cluster,
      'SELECT count(*)::int AS n FROM audit_events WHERE occurred_at < $1',
      [until],
    )
    const lines = await exported(format)
    expect(lines).toHaveLength(count?.n ?? 0)
    for (const line of lines) {
      expect(line.length).toBeLessThan(32_000)
      expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ud800-\udfff]/u)
    }
  })

  test('each event keeps its type, whatever the request contains', async () => {
    const lines = await exported(format)
    const known = await sql<{ type: string }>(cluster, 'SELECT DISTINCT type FROM audit_events')
    for (const line of lines) {
      expect(known.map(({ type }) => type)).toContain(typeOf(line, format))
    }
  })
})

function typeOf(line: string, format: string): unknown {
  if (format === 'cef') return /^CEF:0\|Parley\|Parley\|1\|([a-z_.]+)\|[^|]*\|\d\|/.exec(line)?.[1]
  const document = JSON.parse(line)
  return format === 'jsonl' ? document.type : document.metadata.event_code
}
