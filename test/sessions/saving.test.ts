/** Saving without loss: what one request writes, no other request that began before undoes. */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sha256, uuidv7 } from '../../src/base/crypto.ts'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { endSession } from '../../src/endings/end-session.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { beginSession } from '../../src/sessions/begin.ts'
import { sweepSessions } from '../../src/sessions/sweep.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import type { Db } from '../../src/store/db.ts'
import { alternating } from '../support/alternating.ts'
import { cheapAccount } from '../support/cheap-account.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { authorized, type Journey, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { passTime } from '../support/time.ts'
import { redeem, refresh } from '../support/tokens.ts'

let cluster: Cluster
let other: Store
let client: RegisteredClient
let second: RegisteredClient
const by = { kind: 'system' } as const

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsRounds: false })
  other = openStore({ url: cluster.databaseUrl, poolSize: 4 })
  client = await cluster.client()
  second = await cluster.client({ name: 'Second' })
})
afterAll(async () => {
  await other?.close()
  await cluster?.close()
})

type Row = {
  readonly id: string
  readonly state: string
  readonly endReason: string | null
  readonly authorizations: Readonly<Record<string, { readonly grantId: string }>>
}

function rowsOf(accountId: string): Promise<readonly Row[]> {
  return sql<Row>(
    cluster,
    `SELECT id, state, end_reason AS "endReason", authorizations FROM sessions
     WHERE account_id = $1 ORDER BY id`,
    [accountId],
  )
}

async function sessionOf(accountId: string): Promise<Row> {
  const [session] = await rowsOf(accountId)
  if (!session) throw new Error('no session')
  return session
}

/** Someone who has allowed both clients and is signed in; each request goes to the other node. */
async function someone(): Promise<Journey> {
  const account = await cheapAccount(cluster, 'default')
  const person = newPerson(cluster, alternating(cluster))
  await authorized(cluster, { account, client: second, person })
  return signedIn(cluster, { account, client, person })
}

function tab({ person }: Pick<Journey, 'person'>, to: RegisteredClient): Promise<Visit> {
  return person.visit(authorizationRequest(cluster, to.clientId).url)
}

function hasCode({ headers }: Visit): boolean {
  return /[?&]code=/.test(headers.get('location') ?? '')
}

const lockAll = `SELECT s.id FROM sessions s WHERE s.id = $1 FOR UPDATE`
const lockFamilies = 'SELECT id FROM token_families WHERE session_id = $1 FOR UPDATE'

/** Answers when so many requests have read what they need and wait to write. */
async function waiting(count: number): Promise<void> {
  for (let looks = 0; looks < 300; looks += 1) {
    const [held] = await sql<{ n: number }>(
      cluster,
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    if (held && held.n >= count) return
    await sleep(5)
  }
  throw new Error('nobody waits')
}

/** Between what requests of this session read and what they write, something else happens. */
async function meanwhile<T>(
  sessionId: string,
  requests: readonly (() => Promise<T>)[],
  change: (tx: Db) => Promise<unknown>,
): Promise<readonly T[]> {
  const answers: Promise<T>[] = []
  await cluster.store.transaction(async (tx) => {
    await sql({ store: { ...other, rows: tx.rows } }, lockAll, [sessionId])
    await sql({ store: { ...other, rows: tx.rows } }, lockFamilies, [sessionId])
    for (const request of requests) {
      answers.push(request())
      await waiting(answers.length)
    }
    await change(tx)
  })
  return Promise.all(answers)
}

describe('two tabs', () => {
  test('that authorize two clients at once both keep their authorization, 50 times', async () => {
    const journey = await someone()
    for (let round = 0; round < 50; round += 1) {
      await sql(cluster, "UPDATE sessions SET authorizations = '{}' WHERE account_id = $1", [
        journey.account.id,
      ])
      const pages = await Promise.all([tab(journey, client), tab(journey, second)])
      expect(pages.map(hasCode)).toEqual([true, true])
      const { authorizations } = await sessionOf(journey.account.id)
      expect(Object.keys(authorizations).toSorted()).toEqual(
        [client.clientId, second.clientId].toSorted(),
      )
    }
  })

  test('that both read the session before either writes it lose nothing', async () => {
    const journey = await someone()
    const { id } = await sessionOf(journey.account.id)
    await sql(cluster, "UPDATE sessions SET authorizations = '{}' WHERE id = $1", [id])
    const tabs = [() => tab(journey, client), () => tab(journey, second)]
    const pages = await meanwhile(id, tabs, async () => undefined)
    expect(pages.map(hasCode)).toEqual([true, true])
    const { authorizations } = await sessionOf(journey.account.id)
    expect(Object.keys(authorizations)).toHaveLength(2)
  })

  test('do not disturb each other: one asks to sign out, and its form still works', async () => {
    const journey = await someone()
    const { id } = await sessionOf(journey.account.id)
    const tabs = [() => journey.person.visit('/logout'), () => tab(journey, client)]
    const [form] = await meanwhile(id, tabs, async () => undefined)
    if (form) await journey.person.submit(form, { logout: 'yes' })
    expect(await sessionOf(journey.account.id)).toMatchObject({ endReason: 'logout' })
  })

  test('that sign in again at once leave one session and one valid cookie', async () => {
    const journey = await someone()
    const [before] = await rowsOf(journey.account.id)
    const browsers = await Promise.all([again(journey), again(journey)])
    const pages = await Promise.all(browsers.map(({ last }) => last()))
    // The later tab has a cookie that is dead by then.
    expect(['303,303', '303,400']).toContain(
      pages
        .map(({ status }) => status)
        .toSorted()
        .join(),
    )
    expect((await rowsOf(journey.account.id)).map(({ id }) => id)).toEqual([before?.id])
    const alive = await Promise.all(browsers.map((browser) => tab(browser, client)))
    expect(alive.map(hasCode).toSorted()).toEqual([false, true])
  })

  test('that continue from the same interaction begin one session, 20 times', async () => {
    for (let round = 0; round < 20; round += 1) {
      const account = await cheapAccount(cluster, 'default')
      const last = await upToTheLastStep(newPerson(cluster, alternating(cluster)), account.email)
      const pages = await Promise.all([last(), last()])
      expect(pages.map(({ status }) => status).toSorted()).toEqual([303, 400])
      expect(await rowsOf(account.id)).toMatchObject([{ state: 'live' }])
    }
  })
})

/** The password was given; what is left is the request that begins or renews the session. */
async function upToTheLastStep(
  person: Person,
  email: string,
  over: Record<string, string> = {},
): Promise<() => Promise<Visit>> {
  const form = await person.follow(authorizationRequest(cluster, client.clientId, over).url)
  const posted = await person.press(form, { action: 'sign-in', email, password: testPassword })
  return () => person.visit(posted.headers.get('location') ?? '')
}

/** Another tab with the same cookies as they are now, so that each keeps what it gets. */
async function again({ person, account }: Journey) {
  const copy = newPerson(cluster, alternating(cluster))
  for (const [name, cookie] of person.cookies) copy.cookies.set(name, cookie)
  return { person: copy, last: await upToTheLastStep(copy, account.email, { prompt: 'login' }) }
}

describe('a session that ends between a read and a write of one request stays ended', () => {
  type Held = { readonly status: number; readonly headers: Headers }

  const requests: Readonly<Record<string, (journey: Journey) => Promise<() => Promise<Held>>>> = {
    'an authorization': async (journey) => () => tab(journey, client),
    'the last step of signing in again': ({ person, account }) =>
      upToTheLastStep(person, account.email, { prompt: 'login' }),
    'a yes to an application': async ({ person }) => {
      const over = { prompt: 'consent' }
      const page = await person.follow(authorizationRequest(cluster, client.clientId, over).url)
      return () => person.press(page, { action: 'allow' })
    },
    'a page of the own account': async ({ person }) => {
      await person.follow('/account/sessions')
      return () => person.visit('/account/sessions')
    },
    'a sign-out form':
      async ({ person }) =>
      () =>
        person.visit('/logout'),
    'a code exchange': async (journey) => {
      const { account, person } = journey
      const fresh = await authorized(cluster, { account, client, person })
      return () => redeem(cluster.issuer, client, fresh)
    },
    'a refresh': async ({ person, account }) => {
      const { tokens } = await signedIn(cluster, { person, account, client })
      return () => refresh(cluster.issuer, client, tokens.refreshToken)
    },
  }

  test.each(Object.keys(requests))('%s', async (name) => {
    const journey = await someone()
    const prepared = await requests[name]?.(journey)
    if (!prepared) throw new Error('nothing is prepared')
    const { id: sessionId } = await sessionOf(journey.account.id)
    const before = await left(sessionId)
    const [held] = await meanwhile(sessionId, [prepared], (tx) =>
      endSession(tx, { sessionId, reason: 'revoked', by }),
    )
    expect(held?.status).toBe(400)
    expect(held?.headers.get('location')).toBeNull()
    expect(held?.headers.getSetCookie()).toEqual([])
    expect(await sessionOf(journey.account.id)).toMatchObject({
      state: 'ended',
      endReason: 'revoked',
    })
    expect(await left(sessionId)).toEqual(before)
    expect(hasCode(await tab(journey, client))).toBe(false)
  })

  /** The result that the request would have had. */
  function left(sessionId: string): Promise<unknown> {
    const count = (table: string) =>
      `(SELECT count(*) FROM ${table} WHERE session_id = $1) AS ${table}`
    const tables = ['grants', 'authorization_codes', 'token_families'].map(count)
    return sql(cluster, `SELECT ${tables.join(', ')}`, [sessionId])
  }
})

test('a request that waited never sets the last activity back', async () => {
  const journey = await someone()
  const { id } = await sessionOf(journey.account.id)
  const seen = "SELECT last_seen_at AS at FROM sessions WHERE id = '%'".replace('%', id)
  const mark = 'UPDATE sessions SET last_seen_at = clock_timestamp() WHERE id = $1'
  let marked: unknown
  await meanwhile(id, [() => tab(journey, client)], async (tx) => {
    await sql({ store: { ...other, rows: tx.rows } }, mark, [id])
    ;[marked] = await sql({ store: { ...other, rows: tx.rows } }, seen)
  })
  expect(await sql(cluster, seen)).toEqual([marked])
})

/** A session that began without a browser, for what only the clean-up does with it. */
async function begun(db: Db, accountId: string, maxSessions: number): Promise<string> {
  const id = uuidv7()
  await db.transaction((tx) =>
    beginSession(tx, {
      id,
      accountId,
      secretHash: sha256(id),
      policy: { ...defaultPolicy, maxSessions },
      clientId: 'test',
      device: '00',
      acr: 'pwd',
      amr: ['pwd'],
      authorizations: {},
    }),
  )
  return id
}

function endingsOf(accountId: string): Promise<unknown> {
  return sql(
    cluster,
    `SELECT details ->> 'reason' AS reason, count(*)::int AS times,
       count(DISTINCT session_id)::int AS sessions
     FROM audit_events WHERE account_id = $1 AND type = 'session.ended' GROUP BY 1`,
    [accountId],
  )
}

test('four concurrent sweepers end every overdue session once', async () => {
  const { id: accountId } = await cheapAccount(cluster, 'default')
  for (let i = 0; i < 60; i += 1) {
    const sessionId = await begun(cluster.store, accountId, 100)
    if (i < 50) await passTime(cluster.store, { sessionId, seconds: 31 * 60 })
  }
  const stores = [cluster.store, other, cluster.store, other]
  const sweeping = stores.map(async (db) => {
    while ((await sweepSessions(db, 7)) > 0);
  })
  await Promise.all(sweeping)
  const states = (await rowsOf(accountId)).map(({ state }) => state)
  expect(states).toEqual([...Array(50).fill('ended'), ...Array(10).fill('live')])
  expect(await endingsOf(accountId)).toEqual([{ reason: 'idle_timeout', times: 50, sessions: 50 }])
})

test('beside concurrent sign-ins, a sweeper ends overdue sessions for their reason, and one session lives', async () => {
  for (let round = 0; round < 15; round += 1) {
    const { id: accountId } = await cheapAccount(cluster, 'default')
    const sessionId = await begun(cluster.store, accountId, 1)
    await passTime(cluster.store, { sessionId, seconds: 31 * 60 })
    await Promise.all([
      sweepSessions(other, 100),
      begun(cluster.store, accountId, 1),
      begun(other, accountId, 1),
      sweepSessions(cluster.store, 100),
    ])
    const rows = await rowsOf(accountId)
    expect(rows.find(({ id }) => id === sessionId)).toMatchObject({ endReason: 'idle_timeout' })
    expect(rows.filter(({ state }) => state === 'live')).toHaveLength(1)
    const [times, sessions] = [1, 1]
    expect(await endingsOf(accountId)).toEqual(
      expect.arrayContaining([
        { reason: 'idle_timeout', times, sessions },
        { reason: 'evicted', times, sessions },
      ]),
    )
  }
})
