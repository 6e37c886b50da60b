/** Never one session too many, however many sign in at once and on however many nodes. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Account } from '../../src/model/account.ts'
import type { Policy } from '../../src/model/policy.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { openStore } from '../../src/store/database.ts'
import { read, write } from '../../src/store/db.ts'
import { alternating } from '../support/alternating.ts'
import { cheapAccount } from '../support/cheap-account.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { patience } from '../support/database.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { refresh } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient
let reach: ReturnType<typeof alternating>

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  reach = alternating(cluster)
  client = await cluster.client()
  for (const maxSessions of [1, 3, 5]) {
    for (const [name, onLimit] of [
      ['evict', 'evict_oldest'],
      ['refuse', 'refuse'],
    ] as const) {
      await define({ name: `${name}_${maxSessions}`, maxSessions, onLimit })
    }
  }
  await define({ name: 'idlest', maxSessions: 2, onLimit: 'evict_idle' })
  await define({ name: 'strict', maxSessions: 1, onLimit: 'refuse' })
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())

const sessionsOf = read(
  'test_sessions',
  `SELECT id, state, ended_at AS "endedAt", end_reason AS "endReason" FROM sessions WHERE account_id = $1
   ORDER BY created_at, id`,
)

/** Any moment at which more than so many sessions of one account lived, by the rows' own times. */
const mostAtOnce = read(
  'test_most_at_once',
  `SELECT max(n)::int AS most FROM (
     SELECT (SELECT count(*) FROM sessions o WHERE o.account_id = s.account_id
       AND o.created_at <= s.created_at AND (o.ended_at IS NULL OR o.ended_at > s.created_at)) AS n
     FROM sessions s WHERE s.account_id = $1) counted`,
)

const eventsOf = read(
  'test_limit_events',
  'SELECT type FROM audit_events WHERE account_id = $1 ORDER BY id',
)

type Row = { id: string; state: string; endedAt: Date | null; endReason: string | null }

function rowsOf(account: Account): Promise<Row[]> {
  return cluster.store.rows<Row>(sessionsOf, [account.id])
}

async function liveOf(account: Account): Promise<number> {
  return (await rowsOf(account)).filter(({ state }) => state === 'live').length
}

/** A policy of this limit that every node knows. */
async function define(over: Partial<Policy> & { name: string }): Promise<void> {
  const policy = { ...defaultPolicy, ...over }
  await savePolicy(cluster.store, { policy, by: { kind: 'system' } })
}

/** Someone who allowed the client once and has no session, so that each sign-in is one step. */
async function someone(tier: string): Promise<Account> {
  const { account } = await signedIn(cluster, {
    client,
    account: await cheapAccount(cluster, tier),
  })
  await cluster.endSessionsOf(account.id)
  await cluster.store.rows(write('test_forget', 'DELETE FROM sessions WHERE account_id = $1'), [
    account.id,
  ])
  return account
}

/** Signed in but for the last request, in which the session begins. */
async function upToTheLastStep({ email }: Account): Promise<() => Promise<Visit>> {
  const person = newPerson(cluster, reach)
  const step = await patiently(() =>
    person.visit(authorizationRequest(cluster, client.clientId).url),
  )
  const posted = await patiently(() =>
    person.visit(step.url, {
      method: 'POST',
      body: new URLSearchParams({ action: 'sign-in', email, password: testPassword }),
    }),
  )
  return () => patiently(() => person.visit(posted.url))
}

/** The page it leads to. If the server is busy, it tries again, as a reload would. */
async function patiently(visit: () => Promise<Visit>): Promise<Visit> {
  for (let tries = 0; tries < 10; tries += 1) {
    const page = await visit()
    const location = page.headers.get('location')
    if (location !== null) return { ...page, url: new URL(location, page.url) }
    if (page.status !== 503) throw new Error(`${page.status} ${page.text}`)
  }
  throw new Error('busy for too long')
}

const liveNow = read(
  'test_live_now',
  "SELECT count(*)::int AS n FROM sessions WHERE account_id = $1 AND state = 'live'",
)

/** Looks from a connection of its own, again and again, how many live. */
function watch(account: Account): { stop: () => Promise<readonly number[]> } {
  const own = openStore({ url: cluster.databaseUrl, poolSize: 1, ...patience })
  let isWatching = true
  const looks: number[] = []
  const looking = (async () => {
    while (isWatching) {
      const [live] = await own.rows<{ n: number }>(liveNow, [account.id])
      looks.push(live?.n ?? Infinity)
    }
  })()
  const stop = async () => {
    isWatching = false
    await looking
    await own.close()
    return looks
  }
  return { stop }
}

async function tryToSignIn(person: Person, { email }: Account): Promise<Visit> {
  const form = await person.follow(authorizationRequest(cluster, client.clientId).url)
  const password = 'correct horse battery staple'
  return person.submit(form, { action: 'sign-in', email, password })
}

function hasCode({ url }: Visit): boolean {
  return url.searchParams.has('code')
}

describe.each([1, 3, 5])('with 200 sign-ins at the same moment over two nodes', (limit) => {
  const storm = async (account: Account) => {
    const ready = await Promise.all(Array.from({ length: 200 }, () => upToTheLastStep(account)))
    const looking = watch(account)
    const visits = await Promise.all(ready.map((last) => last()))
    return { visits, looks: await looking.stop() }
  }

  test(`at most ${limit} are live at any moment, the oldest are evicted in turn, and all sign-ins succeed`, async () => {
    const account = await someone(`evict_${limit}`)
    const { visits, looks } = await storm(account)
    expect(visits.every(hasCode)).toBe(true)
    expect(Math.max(...looks)).toBeLessThanOrEqual(limit)
    expect(looks.length).toBeGreaterThan(10)
    const rows = await rowsOf(account)
    expect(rows.map(({ endReason }) => endReason)).toEqual([
      ...Array(200 - limit).fill('evicted'),
      ...Array(limit).fill(null),
    ])
    const endings = rows.flatMap(({ endedAt }) => endedAt?.getTime() ?? [])
    expect(endings).toEqual(endings.toSorted((a, b) => a - b))
    const [most] = await cluster.store.rows<{ most: number }>(mostAtOnce, [account.id])
    expect(most?.most).toBeLessThanOrEqual(limit)
  })

  test(`the first ${limit} succeed under refuse, and nobody is evicted`, async () => {
    const account = await someone(`refuse_${limit}`)
    const { visits, looks } = await storm(account)
    expect(visits.filter(hasCode)).toHaveLength(limit)
    const refused = visits.filter((visit) => !hasCode(visit))
    expect(refused.every(({ url }) => url.pathname.endsWith('/devices'))).toBe(true)
    expect(Math.max(...looks)).toBe(limit)
    expect((await rowsOf(account)).map(({ state }) => state)).toEqual(Array(limit).fill('live'))
    const types = await cluster.store.rows<{ type: string }>(eventsOf, [account.id])
    expect(types.filter(({ type }) => type === 'session.refused')).toHaveLength(200 - limit)
  })
})

test('the oldest session is evicted, its tokens are dead, and its browser says why', async () => {
  const account = await someone('gaming')
  const first = newPerson(cluster)
  const { tokens } = await signedIn(cluster, { client, person: first, account })
  await signedIn(cluster, { client, account })
  expect((await rowsOf(account)).map(({ endReason }) => endReason)).toEqual(['evicted', null])
  const refreshed = await refresh(cluster.issuer, client, tokens.refreshToken)
  expect([refreshed.status, refreshed.body['error']]).toEqual([400, 'invalid_grant'])
  const page = await first.follow(authorizationRequest(cluster, client.clientId).url)
  expect(page.text).toContain('You have been logged out: new login detected')
})

test('evict_idle evicts the session unused for longest, not the oldest one', async () => {
  const account = await someone('idlest')
  const [first, second] = [newPerson(cluster), newPerson(cluster)]
  await tryToSignIn(first, account)
  await tryToSignIn(second, account)
  expect(hasCode(await first.follow(authorizationRequest(cluster, client.clientId).url))).toBe(true)
  await tryToSignIn(newPerson(cluster), account)
  expect((await rowsOf(account)).map(({ endReason }) => endReason)).toEqual([null, 'evicted', null])
})

test('under ask a person chooses which session ends and continues without the password', async () => {
  const account = await someone('standard')
  const devices = [newPerson(cluster), newPerson(cluster)]
  for (const device of devices) await tryToSignIn(device, account)
  const third = newPerson(cluster)
  const page = await tryToSignIn(third, account)
  expect(page.text).toContain('Too many devices')
  const [, chosen] = (await rowsOf(account)).map(({ id }) => id)
  expect(page.text).toContain(`value="${chosen}"`)

  const done = await third.submit(page, { session: chosen ?? '' })
  expect(hasCode(done)).toBe(true)
  expect((await rowsOf(account)).map(({ endReason }) => endReason)).toEqual([null, 'evicted', null])
})

test('at the first sign-in to an app the choice of devices comes before the consent', async () => {
  const account = await someone('basic')
  await tryToSignIn(newPerson(cluster), account)
  const [inside] = await rowsOf(account)
  const other = await cluster.client({ name: 'Never allowed' })
  const person = newPerson(cluster)
  const form = await person.follow(authorizationRequest(cluster, other.clientId).url)
  const password = 'correct horse battery staple'
  const page = await person.submit(form, { action: 'sign-in', email: account.email, password })
  expect(page.text).toContain('Too many devices')
  const consent = await person.submit(page, { session: inside?.id ?? '' })
  expect(consent.text).toContain('value="allow"')
  expect(hasCode(await person.submit(consent, { action: 'allow' }))).toBe(true)
})

test('a refusal by limit is its own event, not a failed sign-in, and does not change the interaction', async () => {
  const account = await someone('basic')
  const inside = newPerson(cluster)
  await tryToSignIn(inside, account)
  const outside = newPerson(cluster)
  const page = await tryToSignIn(outside, account)
  expect(hasCode(page)).toBe(false)
  const types = (await cluster.store.rows<{ type: string }>(eventsOf, [account.id])).map(
    (e) => e.type,
  )
  expect(types).toContain('session.refused')
  expect(types).not.toContain('authentication.failed')

  await cluster.endSessionsOf(account.id)
  expect(hasCode(await outside.submit(page, { action: 'retry' }))).toBe(true)
})

test('that page ends no session of another account, and none without the password', async () => {
  const account = await someone('basic')
  const other = await signedIn(cluster, { client })
  const [stranger] = await rowsOf(other.account)
  await tryToSignIn(newPerson(cluster), account)
  const person = newPerson(cluster)
  const page = await tryToSignIn(person, account)
  const again = await person.submit(page, { session: stranger?.id ?? '' })
  expect(again.text).toContain('Too many devices')
  expect(await liveOf(other.account)).toBe(1)

  const nobody = newPerson(cluster)
  const form = await nobody.follow(authorizationRequest(cluster, client.clientId).url)
  expect((await nobody.visit(`${form.url.pathname}/devices`)).status).toBe(400)
  expect((await nobody.visit(page.url)).status).toBe(400)
  expect(await liveOf(account)).toBe(1)
})

test('under refuse the page names the devices and lets nobody end one', async () => {
  const account = await someone('strict')
  await tryToSignIn(newPerson(cluster), account)
  const person = newPerson(cluster)
  const page = await tryToSignIn(person, account)
  expect(page.text).toContain('Too many devices')
  expect(page.text).not.toContain('name="session"')
  const [inside] = await rowsOf(account)
  const forced = await person.submit(page, { session: inside?.id ?? '' })
  expect(forced.status).toBe(403)
  expect(await liveOf(account)).toBe(1)
})
