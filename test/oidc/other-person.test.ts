/**
 * Someone else signs in in a browser where a person is signed in already, on two nodes: a sign-in
 * that is refused, asked or abandoned changes nothing for anybody.
 */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Account } from '../../src/model/account.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { alternating } from '../support/alternating.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { atSignIn, tokensOfGuest } from '../support/guest.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'

let cluster: Cluster
let client: RegisteredClient

const by = { kind: 'system' } as const

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  client = await cluster.client()
  for (const onLimit of ['refuse', 'ask'] as const) {
    const policy = { ...defaultPolicy, name: onLimit, maxSessions: 1, onLimit }
    await savePolicy(cluster.store, { policy, by })
  }
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())

type Stage = {
  /** Signed in in the browser. */
  readonly first: Journey
  readonly browser: Person
  /** Signed in elsewhere too, as often as their policy allows. */
  readonly second: Account
}

async function stage(tier: string): Promise<Stage> {
  const browser = newPerson(cluster, alternating(cluster))
  const first = await signedIn(cluster, { client, person: browser })
  const second = await cluster.account({ tier })
  await signedIn(cluster, { client, account: second })
  return { first, browser, second }
}

type Row = { id: string; state: string; reason: string | null }

function sessionsOf({ id }: Account): Promise<Row[]> {
  return sql<Row>(
    cluster,
    `SELECT id, state, end_reason AS reason FROM sessions WHERE account_id = $1
     ORDER BY created_at, id`,
    [id],
  )
}

async function eventsOf({ id }: Account): Promise<readonly string[]> {
  const events = await sql<{ type: string }>(
    cluster,
    `SELECT type FROM audit_events WHERE account_id = $1 AND type LIKE 'session.%' ORDER BY id`,
    [id],
  )
  return events.map(({ type }) => type)
}

const requestOf = (over: Record<string, string> = {}) =>
  authorizationRequest(cluster, client.clientId, { prompt: 'login', ...over }).url

const credentials = ({ email }: Account) => ({
  action: 'sign-in',
  email,
  password: testPassword,
})

/** The page that the limit leads to. */
async function atLimit({ browser, second }: Stage, over?: Record<string, string>): Promise<Visit> {
  const page = await browser.submit(await browser.follow(requestOf(over)), credentials(second))
  expect(page.url.pathname).toMatch(/^\/interaction\/[\w-]+\/devices$/)
  return page
}

async function expectUntouched({ first, browser, second }: Stage): Promise<void> {
  expect(await sessionsOf(first.account)).toMatchObject([{ state: 'live', reason: null }])
  expect(await eventsOf(first.account)).toEqual(['session.begun'])
  expect(await sessionsOf(second)).toMatchObject([{ state: 'live', reason: null }])
  const silent = await browser.visit(requestOf({ prompt: 'none' }))
  expect(silent.headers.get('location')).toContain('code=')
}

const answerOf = (page: Visit) => page.url.searchParams.get('error') ?? 'code'

describe.each(['refuse', 'ask'])('a sign-in that finds no room (%s)', (tier) => {
  test('leaves the session of this browser as it was', async () => {
    const staged = await stage(tier)
    await atLimit(staged)
    await expectUntouched(staged)
    expect(await eventsOf(staged.second)).toEqual(['session.begun', 'session.refused'])
  })

  test('leaves it too when the step began before that session, in another tab', async () => {
    const browser = newPerson(cluster, alternating(cluster))
    const tab = await browser.follow(requestOf())
    const first = await signedIn(cluster, { client, person: browser })
    const second = await cluster.account({ tier })
    await signedIn(cluster, { client, account: second })
    const page = await browser.submit(tab, credentials(second))
    expect(page.url.pathname).toMatch(/\/devices$/)
    await expectUntouched({ first, browser, second })
  })

  test('leaves it when the person cancels', async () => {
    const staged = await stage(tier)
    const left = await staged.browser.submit(await atLimit(staged), { action: 'deny' })
    expect(answerOf(left)).toBe('access_denied')
    await expectUntouched(staged)
  })

  test('leaves it when the person goes back, tries again, and goes away', async () => {
    const staged = await stage(tier)
    const page = await atLimit(staged)
    const step = page.url.pathname.replace('/devices', '')
    const back = await staged.browser.submit(
      await staged.browser.follow(step),
      credentials(staged.second),
    )
    expect(back.url.pathname).toBe(page.url.pathname)
    await staged.browser.submit(back, { action: 'retry' })
    await expectUntouched(staged)
  })

  test('goes on once there is room, and only then ends the session of this browser', async () => {
    const staged = await stage(tier)
    const page = await atLimit(staged)
    await cluster.endSessionsOf(staged.second.id)
    const next = await staged.browser.submit(page, { action: 'retry' })
    expect(answerOf(next)).toBe('code')
    expect(await sessionsOf(staged.first.account)).toMatchObject([{ reason: 'logout' }])
    expect(await sessionsOf(staged.second)).toMatchObject([{ state: 'ended' }, { state: 'live' }])
  })

  test('goes on when the session of this browser ended during the choice', async () => {
    const staged = await stage(tier)
    const page = await atLimit(staged)
    await cluster.endSessionsOf(staged.first.account.id)
    await cluster.endSessionsOf(staged.second.id)
    const next = await staged.browser.submit(page, { action: 'retry' })
    expect(answerOf(next)).toBe('code')
    expect(await sessionsOf(staged.first.account)).toMatchObject([{ reason: 'revoked' }])
    expect(await sessionsOf(staged.second)).toMatchObject([{ state: 'ended' }, { state: 'live' }])
  })

  test('of a person who is signed in here does not arise: their session goes on', async () => {
    const account = await cluster.account({ tier })
    const own = await signedIn(cluster, { client, account })
    const [before] = await sessionsOf(account)
    const page = await own.person.submit(await own.person.follow(requestOf()), credentials(account))
    expect(answerOf(page)).toBe('code')
    expect(await sessionsOf(account)).toEqual([before])
    expect(await eventsOf(account)).toEqual(['session.begun', 'session.reauthenticated'])
  })

  test('leaves a guest as they were', async () => {
    const second = await cluster.account({ tier })
    await signedIn(cluster, { client, account: second })
    const visitor = await tokensOfGuest(cluster)
    const { form } = await atSignIn(cluster, visitor)
    const page = await visitor.person.submit(form, credentials(second))
    expect(page.url.pathname).toMatch(/\/devices$/)
    const guest = 'SELECT state FROM sessions WHERE id = $1'
    expect(await sql(cluster, guest, [visitor.sessionId])).toEqual([{ state: 'live' }])
    const accounts = 'SELECT disabled_at AS closed FROM accounts WHERE id = $1'
    expect(await sql(cluster, accounts, [visitor.sub])).toEqual([{ closed: null }])
  })
})

test('ending another device begins one session and ends one, in one transaction', async () => {
  const staged = await stage('ask')
  const [elsewhere] = await sessionsOf(staged.second)
  const page = await atLimit(staged)
  await staged.browser.submit(page, { session: elsewhere?.id ?? '' })
  expect(await sessionsOf(staged.first.account)).toMatchObject([{ reason: 'logout' }])
  const [former, own, ...more] = await sessionsOf(staged.second)
  expect([former?.reason, own?.state, more]).toEqual(['evicted', 'live', []])
  const transactions = await sql<{ n: number }>(
    cluster,
    `SELECT count(DISTINCT xmin::text)::int AS n FROM audit_events
     WHERE session_id = $1 AND type = 'session.begun'
       OR account_id = $2 AND type = 'session.ended'`,
    [own?.id, staged.first.account.id],
  )
  expect(transactions).toEqual([{ n: 1 }])
})

/** Stops every transaction that does this, as a crash in the middle of it would. */
async function withTrap<T>(table: string, when: string, task: () => Promise<T>): Promise<T> {
  await sql(
    cluster,
    `CREATE FUNCTION test_trap() RETURNS trigger LANGUAGE plpgsql
     AS $$ BEGIN RAISE EXCEPTION 'the trap' USING ERRCODE = 'raise_exception'; END $$`,
  )
  await sql(
    cluster,
    `CREATE TRIGGER test_trap BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW WHEN (${when})
     EXECUTE FUNCTION test_trap()`,
  )
  try {
    return await task()
  } finally {
    await sql(cluster, 'DROP FUNCTION test_trap CASCADE')
  }
}

describe('a transaction that breaks off', () => {
  test.each([
    ['before the new session stands', ({ second }: Stage) => `NEW.account_id = '${second.id}'`],
    [
      'before the former one has ended',
      ({ first }: Stage) => `NEW.account_id = '${first.account.id}'`,
    ],
  ])('%s leaves both people as they were, and the browser can repeat it', async (_, when) => {
    const staged = await stage('default')
    const { browser, second } = staged
    const posted = await browser.press(await browser.follow(requestOf()), credentials(second))
    const next = posted.headers.get('location') ?? ''
    const broken = await withTrap('sessions', when(staged), () => browser.visit(next))
    expect(broken.status).toBe(500)
    await expectUntouched(staged)
    expect(answerOf(await browser.follow(next))).toBe('code')
    expect(await sessionsOf(staged.first.account)).toMatchObject([{ reason: 'logout' }])
    expect(await sessionsOf(second)).toMatchObject([{ state: 'live' }, { state: 'live' }])
  })
})

test('a sign-in that turns out too weak for its request changes nothing', async () => {
  const policy = { ...defaultPolicy, name: 'rising' }
  await savePolicy(cluster.store, { policy, by })
  await cluster.policiesKnown()
  const staged = await stage('rising')
  const { browser, second } = staged
  const posted = await browser.press(await browser.follow(requestOf()), credentials(second))
  await savePolicy(cluster.store, { policy: { ...policy, requireAcr: 'mfa' }, by })
  await cluster.policiesKnown()
  const refused = await browser.follow(posted.headers.get('location') ?? '')
  expect(answerOf(refused)).toBe('unmet_authentication_requirements')
  await expectUntouched(staged)
})

test('the last step sent twice at once begins one session and ends one', async () => {
  const staged = await stage('default')
  const { browser, second } = staged
  const posted = await browser.press(await browser.follow(requestOf()), credentials(second))
  const next = posted.headers.get('location') ?? ''
  const twice = await Promise.all([browser.visit(next), browser.visit(next)])
  const codes = twice.filter(({ headers }) => headers.get('location')?.includes('code='))
  expect(codes).toHaveLength(1)
  expect(await sessionsOf(second)).toHaveLength(2)
  expect(await eventsOf(staged.first.account)).toEqual(['session.begun', 'session.ended'])
})
