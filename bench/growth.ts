/** Whether a refresh costs the same with a thousand sessions and with a million, half of them over. */

import pg from 'pg'
import type * as Crypto from '../src/base/crypto.ts'
import type * as Revoking from '../src/sessions/revoke.ts'
import type * as Stores from '../src/store/database.ts'
import type * as Tokens from '../src/tokens/refresh-tokens.ts'
import { built } from './built.ts'
import { load } from './load.ts'
import { type Bench, measured, type Run } from './measure.ts'
import { refreshing } from './operations.ts'
import { line, median, postgresMilliseconds, serverMilliseconds } from './table.ts'

type Size = {
  readonly sessions: number
  readonly runs: readonly Run[]
  /** Milliseconds to revoke the client of all these sessions. */
  readonly revocation: number
}

type Growth = { readonly secret: string; readonly most: number }

const steps = [1_000, 100_000, 1_000_000]
const virtualClients = 32
/** Taken from all over the table; as many at each size, so that only the table's size differs. */
const chainsAClient = 15
/** What one statement inserts: a million rows come in steps that fit into memory. */
const rowsAStatement = 20_000

export async function measureGrowth(bench: Bench, { secret, most }: Growth): Promise<string> {
  const client = new pg.Client({ connectionString: bench.postgres.url })
  await client.connect()
  const results: Size[] = []
  try {
    let inserted = 0
    for (const sessions of steps.filter((step) => step <= most)) {
      await insertSessions(client, inserted, sessions)
      inserted = sessions
      const runs = await measureAt(bench, client, secret)
      results.push({ sessions, runs, revocation: await measureRevocation(bench) })
      process.stderr.write(`measured: refresh with ${sessions} sessions\n`)
    }
  } finally {
    await client.end()
  }
  return tableOf(results)
}

async function measureAt(bench: Bench, client: pg.Client, secret: string): Promise<Run[]> {
  const { parley, plan } = bench
  const { stage } = parley
  const chains = (await mintTokens(client, secret)).map((token) => ({ token }))
  const clients = Array.from({ length: virtualClients }, (_, i) => {
    const own = chains.slice(i * chainsAClient, (i + 1) * chainsAClient)
    return inTurn(own.map((chain) => refreshing(stage, chain)))
  })
  const measure = (milliseconds: number) =>
    measured({ ...bench, side: parley }, () =>
      load(stage.ready.port, clients, { milliseconds, most: 100_000 }),
    )
  await measure(plan.warmUpMilliseconds)
  const runs: Run[] = []
  for (let i = 0; i < plan.runs; i += 1) runs.push(await measure(plan.milliseconds))
  return runs
}

const revocations = 20

/** Each is undone, so that the sessions are there for the next. */
async function measureRevocation({ postgres }: Bench): Promise<number> {
  const { openStore }: typeof Stores = await import(built('store/database.js'))
  const { revoke }: typeof Revoking = await import(built('sessions/revoke.js'))
  const store = openStore({ url: postgres.url, poolSize: 1 })
  const [one] = await store.rows<{ id: string }>(aClient)
  const scope = { kind: 'client', clientId: one?.id ?? '' } as const
  const times: number[] = []
  for (let i = 0; i < revocations; i += 1) {
    const undone = new Error('undone')
    const begun = performance.now()
    const revoking = store.transaction(async (tx) => {
      await revoke(tx, { scope, reason: 'a benchmark', by: { kind: 'system' } })
      times.push(performance.now() - begun)
      throw undone
    })
    await revoking.catch((error) => {
      if (error !== undone) throw error
    })
  }
  await store.close()
  return median(times)
}

const aClient = {
  name: 'bench_client',
  text: "SELECT client_id AS id FROM grants WHERE id LIKE 'bench%' LIMIT 1",
  kind: 'read',
} as const

/** One virtual client with many chains: each is refreshed in its turn. */
function inTurn(chains: readonly ReturnType<typeof refreshing>[]): ReturnType<typeof refreshing> {
  let turn = 0
  const current = () => {
    const chain = chains[turn % chains.length]
    if (chain === undefined) throw new Error('no chain')
    return chain
  }
  return {
    next: () => current().next(),
    take: (reply) => {
      current().take(reply)
      turn += 1
    },
  }
}

/** Tokens as the server itself would mint them. */
async function mintTokens(client: pg.Client, secret: string): Promise<string[]> {
  const { deriveKey }: typeof Crypto = await import(built('base/crypto.js'))
  const { mintRefreshToken }: typeof Tokens = await import(built('tokens/refresh-tokens.js'))
  const key = deriveKey(secret, 'refresh-tokens')
  const families = await ask<{ id: string; generation: number }>(
    client,
    `SELECT f.id, f.generation FROM token_families f JOIN sessions s ON s.id = f.session_id
     WHERE f.id LIKE 'bench%' AND s.state = 'live'
     ORDER BY md5(f.id) LIMIT ${virtualClients * chainsAClient}`,
  )
  return families.map(({ id, generation }) => mintRefreshToken(key, id, generation))
}

/** Copies of one family that a real sign-in made, each with a session and an account of its own. */
async function insertSessions(client: pg.Client, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += rowsAStatement) {
    const last = Math.min(to, first + rowsAStatement) - 1
    for (const statement of insertsOf(first, last)) await ask(client, statement)
    process.stderr.write(`inserted: ${last + 1} sessions\n`)
  }
  await ask(client, 'VACUUM (ANALYZE) sessions, token_families, grants, accounts')
  await ask(client, 'CHECKPOINT')
}

const accountOf = `('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`
const sessionOf = `('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid`
/** As random as the real ones, so that neighbours in time are not neighbours in the index. */
const textOf = (kind: string) => `'bench' || substr(md5('${kind}' || n), 1, 17)`
const isOver = 'n % 2 = 1'

function insertsOf(first: number, last: number): string[] {
  const numbers = `generate_series(${first}, ${last}) AS n`
  const model = `(SELECT f.payload, f.client_id, g.allowed, f.idle_seconds, f.grace_seconds
    FROM token_families f JOIN grants g ON g.id = f.grant_id ORDER BY f.created_at LIMIT 1) AS m`
  const ending = `CASE WHEN ${isOver} THEN now() END, CASE WHEN ${isOver} THEN 'idle_timeout' END`
  return [
    `INSERT INTO accounts (id, email, name, password_hash)
     SELECT ${accountOf}, 'bench' || n || '@example.com', 'A Person', '' FROM ${numbers}`,
    `INSERT INTO sessions (id, account_id, secret_hash, state, policy, amr, auth_time,
       idle_seconds, absolute_expires_at, due_at, ended_at, end_reason)
     SELECT ${sessionOf}, ${accountOf}, sha256(n::text::bytea),
       CASE WHEN ${isOver} THEN 'ended' ELSE 'live' END, 'default', '{pwd}', now(), 43200,
       now() + interval '12 hours', now() + interval '12 hours', ${ending} FROM ${numbers}`,
    `INSERT INTO grants (id, session_id, account_id, client_id, allowed, ended_at, end_reason)
     SELECT ${textOf('grant')}, ${sessionOf}, ${accountOf}, m.client_id, m.allowed, ${ending}
     FROM ${numbers}, ${model}`,
    `INSERT INTO token_families (id, session_id, grant_id, account_id, client_id, offline,
       idle_seconds, expires_at, grace_seconds, payload, ended_at, end_reason)
     SELECT ${textOf('family')}, ${sessionOf}, ${textOf('grant')}, ${accountOf}, m.client_id,
       false, m.idle_seconds,
       now() + CASE WHEN ${isOver} THEN interval '-1 day' ELSE interval '90 days' END,
       m.grace_seconds, m.payload || jsonb_build_object('accountId', ${accountOf},
         'grantId', ${textOf('grant')}, 'sessionUid', ${sessionOf}), ${ending}
     FROM ${numbers}, ${model}`,
  ]
}

/** The benchmark speaks to the tables itself: no verb makes a million sessions. */
async function ask<Row extends pg.QueryResultRow>(client: pg.Client, text: string): Promise<Row[]> {
  const { rows } = await client.query<Row>(text)
  return rows
}

function tableOf(results: readonly Size[]): string {
  const figures = results.map(({ sessions, runs, revocation }) => ({
    sessions,
    revocation,
    rate: median(runs.map(({ rate }) => rate)),
    server: serverMilliseconds(runs),
    postgres: postgresMilliseconds(runs),
  }))
  const least = figures[0]
  const lines = figures.map(({ sessions, rate, server, postgres, revocation }) => {
    const cost = (server + (postgres ?? 0)) / ((least?.server ?? 0) + (least?.postgres ?? 0))
    const cells = [sessions, Math.round(rate), server.toFixed(3), postgres?.toFixed(3) ?? '–']
    const target = sessions === least?.sessions ? '1' : '1.30'
    return line([...cells, cost.toFixed(2), target, revocation.toFixed(1)])
  })
  const names = ['sessions, half over', 'refreshes/s', 'server CPU ms', 'Postgres CPU ms']
  const heads = [...names, 'CPU to the least', 'target at most', 'revoking their client ms']
  return [line(heads), line(heads.map(() => '---')), ...lines].join('\n')
}
