/**
 * Two nodes append 200 events a second each, and one is killed with SIGKILL while it appends and
 * seals: no event is lost, doubled or unsealed.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { openStore, type Store } from '../../src/store/database.ts'
import { commandLine, documentOf } from '../cli/command-line.ts'
import { makers, testSecret } from '../support/cluster.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { endAll, type ServerProcess, startParley } from '../support/process.ts'
import { sql } from '../support/sql.ts'
import { post } from '../support/tokens.ts'

const issuer = 'http://localhost:3999'
let database: TestDatabase
let store: Store

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
})
afterEach(endAll)
afterAll(async () => {
  await store?.close()
  await database?.drop()
})

function startNode(): Promise<ServerProcess> {
  const settings = { DATABASE_URL: database.url, PARLEY_SECRET: testSecret, LOG_LEVEL: 'silent' }
  return startParley({ ...settings, PARLEY_ISSUER: issuer })
}

test('acknowledged tokens are sealed events, once each, and the ledger verifies', async () => {
  const survivor = await startNode()
  const client = await makers(store).client({
    redirectUris: [],
    postLogoutRedirectUris: [],
    grantTypes: ['client_credentials'],
    scopes: ['stock:read'],
  })
  const form = { grant_type: 'client_credentials', scope: 'stock:read' }
  const acknowledged: string[] = []
  const ask = async (node: ServerProcess) => {
    const answer = await post(`${node.url}/token`, client, form).catch(() => null)
    if (answer?.status === 200) acknowledged.push(String(answer.body['access_token']))
  }
  /** Ten every twentieth of a second, whether or not those before were answered. */
  const pour = async (node: ServerProcess, until: AbortSignal) => {
    const asked: Promise<void>[] = []
    while (!until.aborted) {
      asked.push(...Array.from({ length: 10 }, () => ask(node)))
      await sleep(50)
    }
    await Promise.all(asked)
  }
  const over = new AbortController()
  const pouring = [pour(survivor, over.signal)]
  for (const milliseconds of [300, 1_050, 1_400]) {
    const victim = await startNode()
    const killed = new AbortController()
    pouring.push(pour(victim, killed.signal))
    await sleep(milliseconds)
    await victim.end('SIGKILL')
    killed.abort()
  }
  over.abort()
  await Promise.all(pouring)
  await untilSealed()

  const parley = commandLine({ DATABASE_URL: database.url, PARLEY_SECRET: testSecret })
  const verdict = documentOf(await parley(['audit', 'verify', '--json']))
  const [row] = await sql<{ all: number; issued: string[] }>(
    { store },
    `SELECT count(*)::int AS all, array_agg(details ->> 'jti')
       FILTER (WHERE type = 'client_credentials.issued') AS issued FROM audit_events`,
  )
  expect(verdict).toMatchObject({ ok: true, events: row?.all, unsealed: 0 })
  const jtis = acknowledged.map((token) => {
    const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    return String(JSON.parse(claims).jti)
  })
  expect(jtis.length).toBeGreaterThan(200)
  expect(new Set(row?.issued).size).toBe(row?.issued.length)
  expect(jtis.filter((jti) => !row?.issued.includes(jti))).toEqual([])
})

async function untilSealed(): Promise<void> {
  const open = `SELECT count(*)::int AS n FROM audit_events WHERE NOT EXISTS (
    SELECT FROM audit_blocks b WHERE (b.to_xid, b.to_id) > (xid, id))`
  for (let tries = 0; tries < 2_400; tries += 1) {
    const [row] = await sql<{ n: number }>({ store }, open)
    if (row?.n === 0) return
    await sleep(50)
  }
  throw new Error('nobody seals')
}
