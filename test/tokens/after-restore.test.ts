/** A restored backup knows nothing of later refreshes: that is nobody's theft. On two nodes. */

import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { commandLine } from '../cli/command-line.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { eventsOfClient, sql } from '../support/sql.ts'
import { post, refresh, type SignedIn, tokensOf } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  const policy = { ...defaultPolicy, name: 'severe', onRefreshReuse: 'session' as const }
  await savePolicy(cluster.store, {
    policy: { ...policy, bindNetwork: 'end', bindBrowser: 'end', reconnectGraceSeconds: 0 },
    by: { kind: 'system' },
  })
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())

type Signed = Journey & { readonly tokens: SignedIn }

const nodeOf = (turn: number) => cluster.nodes[turn % cluster.nodes.length] ?? ''

type Backup = readonly { readonly id: string; readonly row: unknown }[]

/** The families of one client as a dump would hold them. */
function backUp({ client }: Signed): Promise<Backup> {
  const find = 'SELECT id, to_jsonb(f) AS row FROM token_families f WHERE client_id = $1'
  return sql<{ id: string; row: unknown }>(cluster, find, [client.clientId])
}

async function restore(backup: Backup): Promise<void> {
  for (const { id, row } of backup) {
    await sql(
      cluster,
      `UPDATE token_families f SET generation = b.generation, rotated_at = b.rotated_at
       FROM jsonb_populate_record(NULL::token_families, $2::jsonb) b WHERE f.id = $1`,
      [id, JSON.stringify(row)],
    )
  }
}

/** The tokens that the client got one after the other. */
async function refreshes({ client, tokens }: Signed, times: number): Promise<readonly string[]> {
  const all = [tokens.refreshToken]
  for (let turn = 0; turn < times; turn += 1) {
    all.push(tokensOf(await refresh(nodeOf(turn), client, all.at(-1) ?? '')).refreshToken)
  }
  return all
}

async function statesOf({ account, client }: Signed) {
  const [[session], [family], [grant]] = await Promise.all([
    sql(cluster, 'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1', [
      account.id,
    ]),
    sql(cluster, 'SELECT ended_at AS ended FROM token_families WHERE client_id = $1', [
      client.clientId,
    ]),
    sql(cluster, 'SELECT ended_at AS ended FROM grants WHERE client_id = $1', [client.clientId]),
  ])
  return { session, family, grant }
}

const untouched = {
  session: { state: 'live', reason: null },
  family: { ended: null },
  grant: { ended: null },
}

/** Nobody is told: no mail, no logout notice, no entry for resource servers. */
async function told({ tokens }: Signed): Promise<readonly unknown[]> {
  return sql(
    cluster,
    `SELECT (SELECT count(*)::int FROM revocation_feed WHERE sid = $1) AS feed,
       (SELECT count(*)::int FROM jobs.job) AS jobs`,
    [sidOf(tokens)],
  )
}

const refused = { status: 400, body: { error: 'invalid_grant' } }

async function restoredAfter(times: number): Promise<{ journey: Signed; newer: string }> {
  const account = await cluster.account({ tier: 'severe' })
  const journey = await signedIn(cluster, { account })
  const backup = await backUp(journey)
  const newer = (await refreshes(journey, times)).at(-1) ?? ''
  await restore(backup)
  return { journey, newer }
}

describe.each([1, 2, 5])('a refresh token that is %i ahead of the database', (times) => {
  test('is refused, ends nothing and alarms nobody', async () => {
    const { journey, newer } = await restoredAfter(times)
    const before = await told(journey)
    for (const node of cluster.nodes) {
      expect(await refresh(node, journey.client, newer)).toMatchObject(refused)
    }
    expect(await statesOf(journey)).toEqual(untouched)
    expect(await told(journey)).toEqual(before)
    const events = await eventsOfClient(cluster, journey.client.clientId)
    expect(events).toMatchObject({ 'refresh.ahead': 2, 'token.refused': 2 })
    expect(Object.keys(events)).not.toContain('refresh.reused')
    expect(Object.keys(events)).not.toContain('session.ended')
  })

  test('leaves the token that the database knows as good as it was', async () => {
    const { journey, newer } = await restoredAfter(times)
    expect(await refresh(nodeOf(0), journey.client, newer)).toMatchObject(refused)
    const answer = await refresh(nodeOf(1), journey.client, journey.tokens.refreshToken)
    expect(answer.status).toBe(200)
  })
})

test('many at once are refused alike, and end nothing', async () => {
  const { journey, newer } = await restoredAfter(3)
  const turns = Array.from({ length: 10 }, (_, turn) => turn)
  const answers = await Promise.all(
    turns.map((turn) => refresh(nodeOf(turn), journey.client, newer)),
  )
  for (const answer of answers) expect(answer).toMatchObject(refused)
  expect(await statesOf(journey)).toEqual(untouched)
})

test('another client that presents it learns nothing and is not on record as its holder', async () => {
  const { journey, newer } = await restoredAfter(1)
  const other = await cluster.client()
  expect(await refresh(nodeOf(0), other, newer)).toMatchObject(refused)
  expect(await eventsOfClient(cluster, other.clientId)).not.toHaveProperty('refresh.ahead')
  expect(await statesOf(journey)).toEqual(untouched)
})

test('it is not active, and its client can still revoke it', async () => {
  const { journey, newer } = await restoredAfter(2)
  const asked = await post(`${cluster.issuer}/introspect`, journey.client, { token: newer })
  expect(asked.body).toEqual({ active: false })
  expect(await statesOf(journey)).toEqual(untouched)
  const revoked = await post(`${cluster.issuer}/revoke`, journey.client, { token: newer })
  expect(revoked.status).toBe(200)
  const events = await eventsOfClient(cluster, journey.client.clientId)
  expect(Object.keys(events)).not.toContain('refresh.reused')
  expect((await statesOf(journey)).family).not.toEqual({ ended: null })
})

test('an old token is still theft after a restore', async () => {
  const account = await cluster.account({ tier: 'severe' })
  const journey = await signedIn(cluster, { account })
  const [first = '', , newest = ''] = await refreshes(journey, 2)
  const backup = await backUp(journey)
  await refreshes({ ...journey, tokens: { ...journey.tokens, refreshToken: newest } }, 2)
  await restore(backup)
  expect(await refresh(nodeOf(0), journey.client, first)).toMatchObject(refused)
  expect((await statesOf(journey)).session).toMatchObject({ reason: 'refresh_reuse' })
})

/** The command as the guide has it, word for word. */
async function cutOff(): Promise<void> {
  const guide = await readFile(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  const [, section = ''] = guide.split('## After a restore')
  const [, line = ''] = /npm run --silent parley -- (.+)/.exec(section) ?? []
  const words = [...line.matchAll(/"([^"]+)"|(\S+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  )
  const run = commandLine({ DATABASE_URL: cluster.databaseUrl, NODE_ENV: 'development' })
  expect(await run(words)).toMatchObject({ code: 0 })
}

test('after the cut-off that the guide asks for, neither token is good, and neither alarms', async () => {
  const { journey, newer } = await restoredAfter(2)
  await cutOff()
  for (const token of [newer, journey.tokens.refreshToken]) {
    expect(await refresh(nodeOf(0), journey.client, token)).toMatchObject(refused)
  }
  const events = await eventsOfClient(cluster, journey.client.clientId)
  expect(Object.keys(events)).not.toContain('refresh.reused')
  expect(Object.keys(events)).not.toContain('refresh.ahead')
  const again = await signedIn(cluster, { account: journey.account, client: journey.client })
  expect((await refresh(nodeOf(1), journey.client, again.tokens.refreshToken)).status).toBe(200)
})
