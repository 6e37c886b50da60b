/** The cost of a revocation, and of present cut-offs for everyone else: counted, not timed. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { findSessionBySecret } from '../../src/sessions/find.ts'
import { touchSession } from '../../src/sessions/touch.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { commit, newWork, runWork } from '../../src/store/unit-of-work.ts'
import { findCode } from '../../src/tokens/find-code.ts'
import { familyFinder } from '../../src/tokens/find-family.ts'
import { findGrantOfToken } from '../../src/tokens/find-grant.ts'
import { redeemCode } from '../../src/tokens/redeem-code.ts'
import { refreshAnswerer } from '../../src/tokens/rotate.ts'
import type { RequestCost } from '../../src/web/middleware/guards.ts'
import { newOperator, type Operator } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorized, sidOf, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { claimsOf } from '../support/tokens.ts'

let cluster: Cluster
let operator: Operator
const costs: RequestCost[] = []

beforeAll(async () => {
  cluster = await startCluster({ observe: (cost) => costs.push(cost) })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

type Crowd = { readonly accountId: string; readonly clientId: string }

/** So many sessions of one account, each with a grant and a family of one client. */
async function crowd(size: number): Promise<Crowd> {
  const { id: accountId } = await cluster.account()
  const { clientId } = await cluster.client()
  await sql(
    cluster,
    `INSERT INTO sessions (id, account_id, secret_hash, policy, amr, auth_time, idle_seconds,
       absolute_expires_at, due_at)
     SELECT gen_random_uuid(), $1, sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'default',
       '{pwd}', now(), 1800, now() + interval '1 hour', now() + interval '1 hour'
     FROM generate_series(1, $2::int)`,
    [accountId, size],
  )
  await sql(
    cluster,
    `INSERT INTO grants (id, session_id, account_id, client_id, allowed)
     SELECT md5(id::text), id, account_id, $2, '{}' FROM sessions WHERE account_id = $1`,
    [accountId, clientId],
  )
  await sql(
    cluster,
    `INSERT INTO token_families (id, session_id, grant_id, account_id, client_id, offline,
       idle_seconds, expires_at, grace_seconds, payload)
     SELECT md5('f' || id), session_id, id, account_id, client_id, false, 1800,
       now() + interval '1 day', 30, '{}' FROM grants WHERE account_id = $1`,
    [accountId],
  )
  return { accountId, clientId }
}

async function costOf(path: string, body: object): Promise<RequestCost | undefined> {
  costs.length = 0
  const { status } = await operator.ask('POST', path, { body })
  if (status >= 300) throw new Error(`refused: ${status}`)
  return costs.at(-1)
}

const reason = 'a test'

const bulk: readonly (readonly [string, (of: Crowd) => readonly [string, object]])[] = [
  ['client', ({ clientId }) => revoking({ kind: 'client', client_id: clientId })],
  ['account', ({ accountId }) => revoking({ kind: 'account', account_id: accountId })],
  ['network', () => revoking({ kind: 'network', network: '203.0.113.0/24' })],
  ['account disabled', ({ accountId }) => [`/accounts/${accountId}/disable`, { reason }]],
  ['client disabled', ({ clientId }) => [`/clients/${clientId}/disable`, { reason }]],
]

function revoking(scope: object): readonly [string, object] {
  return ['/revocations', { scope, reason }]
}

test.each(bulk)('%s: a thousand sessions cost as much as ten', async (_, act) => {
  const [few, many] = [await crowd(10), await crowd(1_000)]
  const [, small] = [await costOf(...act(await crowd(1))), await costOf(...act(few))]
  const large = await costOf(...act(many))
  expect({ ...large, path: '' }).toEqual({ ...small, path: '' })
  expect(large?.commits).toBe(1)
})

type Asked = { readonly statement: Statement<unknown>; readonly values: readonly unknown[] }

/** The same database, and what it was asked. */
function listening(asked: Asked[]): Db {
  return {
    rows: (statement, values = []) => {
      asked.push({ statement, values })
      return cluster.store.rows(statement, values)
    },
    transaction: (work) => cluster.store.transaction(work),
  }
}

/** Every hot statement, run once as a request would. */
async function runHot(): Promise<readonly Asked[]> {
  const asked: Asked[] = []
  const db = listening(asked)
  const { tokens, client } = await signedIn(cluster)
  const { callback } = await authorized(cluster)
  const secretHash = Buffer.alloc(32)
  await findSessionBySecret(db, { secretHash, clientId: client.clientId })
  const jti = String(claimsOf(tokens.accessToken)['jti'])
  const grant = await findGrantOfToken(db, { grantId: sidOf(tokens), jti })
  const [, familyId = ''] = tokens.refreshToken.split('.')
  const family = await familyFinder(db)({ familyId, generation: 0, signedPart: '', mac: '' })
  const code = await findCode(db, callback.searchParams.get('code') ?? '')
  if (family === null || code === null || grant === null) throw new Error('nothing was found')
  await refreshAnswerer(db, async () => undefined)(family)
  const work = newWork()
  await runWork(work, async () => {
    touchSession({ sessionId: grant.sessionId, added: {}, removed: [], isActivity: true })
    redeemCode(code)
    await commit(db, work)
  })
  return asked
}

type Plan = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: Plan[]
}

function walkedWhole(plan: Plan): string[] {
  const own = plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : []
  return [...own, ...(plan.Plans ?? []).flatMap(walkedWhole)]
}

async function plansOf({ statement, values }: Asked): Promise<string[]> {
  const text = `EXPLAIN (FORMAT JSON) ${statement.text}`
  const rows = await cluster.store.transaction((tx) =>
    tx.rows<{ 'QUERY PLAN': { Plan: Plan }[] }>({ name: '', text, kind: 'read' }, values),
  )
  return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => walkedWhole(Plan)))
}

/** Here they hold thousands of rows; the others are so small that Postgres does well to walk them. */
const large = ['sessions', 'grants', 'token_families', 'revocations', 'revocation_feed']

test('while cut-offs apply, every hot statement uses indexes', async () => {
  await crowd(5_000)
  await sql(
    cluster,
    `INSERT INTO revocations (id, scope, account_id, before, end_reason, reason, actor_kind,
       swept_at)
     SELECT gen_random_uuid(), 'account', gen_random_uuid(), now(), 'revoked', 'a test', 'system',
       now() FROM generate_series(1, 3000)`,
  )
  await sql(
    cluster,
    `INSERT INTO revocation_feed (kind, jti, forget_after)
     SELECT 'token', gen_random_uuid(), now() + interval '1 hour' FROM generate_series(1, 5000)`,
  )
  const over = Promise.withResolvers<void>()
  const under = Promise.withResolvers<void>()
  // While it is open, no sweep takes up what comes now.
  const holding = cluster.store.transaction(async (tx) => {
    await tx.rows({ name: 'test_hold', text: 'SELECT pg_current_xact_id()', kind: 'write' })
    under.resolve()
    await over.promise
  })
  await under.promise
  for (const [, act] of bulk) await costOf(...act(await crowd(3)))
  await sql(cluster, 'ANALYZE')
  const hot = await runHot()
  const walked = await Promise.all(
    hot.map(async (one) => [one.statement.name, ...(await plansOf(one))]),
  )
  over.resolve()
  await holding
  const names = walked.map(([name]) => name)
  expect(names.length).toBeGreaterThanOrEqual(6)
  const wrong = walked.filter(([, ...relations]) => relations.some((one) => large.includes(one)))
  expect(wrong).toEqual([])
})
