/** A person sees where they are signed in and what they allowed, and takes back what is not wanted. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { ageSessions, sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

const password = 'correct horse battery staple'

function post(person: Person, path: string, fields: Record<string, string>): Promise<Visit> {
  return person.follow(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: cluster.issuer },
  })
}

async function sessionsOf(accountId: string) {
  return sql<{ id: string; state: string; reason: string | null }>(
    cluster,
    'SELECT id, state, end_reason AS reason FROM sessions WHERE account_id = $1 ORDER BY id',
    [accountId],
  )
}

test('a visitor who is not signed in signs in first, without a consent page', async () => {
  const { email } = await cluster.account()
  const person = newPerson(cluster)
  const form = await person.follow('/account')
  expect(form.text).toContain('name="password"')
  const page = await person.submit(form, { action: 'sign-in', email, password })
  expect([page.url.pathname, page.status]).toEqual(['/account/sessions', 200])
  expect(page.text).toContain(email)
  expect((await person.visit('/account/sessions')).status).toBe(200)
})

test('a sign-in too old for its policy is repeated before the page is shown', async () => {
  const policy = { ...defaultPolicy, name: 'fresh', reauthenticateAfterSeconds: 600 }
  await savePolicy(cluster.store, { policy, by: { kind: 'system' } })
  await cluster.policiesKnown()
  const { account, person } = await signedIn(cluster, {
    account: await cluster.account({ tier: 'fresh' }),
  })
  expect((await person.visit('/account/sessions')).status).toBe(200)
  await ageSessions(cluster, { accountId: account.id, seconds: 601 })
  const asked = await person.follow('/account/sessions')
  expect(asked.text).toContain('Your sign-in was some time ago.')
  const { email } = account
  const page = await person.submit(asked, { action: 'sign-in', email, password })
  expect([page.url.pathname, page.status]).toEqual(['/account/sessions', 200])
})

test('every session is shown with its applications, and one can be ended from another', async () => {
  const client = await cluster.client({ name: 'Photo Harbour' })
  const there = await signedIn(cluster, { client })
  const here = await signedIn(cluster, { account: there.account })
  const page = await here.person.visit('/account/sessions')
  expect(page.text).toContain('Photo Harbour')
  const [other] = await sessionsOf(there.account.id)
  expect(page.text).toContain(`value="${other?.id}"`)

  const after = await post(here.person, '/account/sessions', { session: other?.id ?? '' })
  expect(after.status).toBe(200)
  const states = (await sessionsOf(there.account.id)).map(({ state, reason }) => [state, reason])
  expect(states).toEqual([
    ['ended', 'revoked'],
    ['live', null],
  ])
  const dead = await refresh(cluster.nodes[1] ?? '', client, there.tokens.refreshToken)
  expect(dead.body['error']).toBe('invalid_grant')
})

test('all other sessions end at once, and the current one stays', async () => {
  const here = await signedIn(cluster)
  for (let more = 0; more < 3; more += 1) await signedIn(cluster, { account: here.account })
  await post(here.person, '/account/sessions', { action: 'end_others' })
  const states = (await sessionsOf(here.account.id)).map(({ state }) => state)
  expect(states).toEqual(['live', 'ended', 'ended', 'ended'])
  expect((await here.person.visit('/account/sessions')).status).toBe(200)
})

test("nobody can end a stranger's session, or their own by its id", async () => {
  const [stranger, here] = [await signedIn(cluster), await signedIn(cluster)]
  const [theirs] = await sessionsOf(stranger.account.id)
  const [mine] = await sessionsOf(here.account.id)
  for (const session of [theirs?.id ?? '', mine?.id ?? '', 'nonsense', '']) {
    await post(here.person, '/account/sessions', { session })
  }
  expect((await sessionsOf(stranger.account.id)).map(({ state }) => state)).toEqual(['live'])
  expect((await sessionsOf(here.account.id)).map(({ state }) => state)).toEqual(['live'])
})

test('ending other sessions needs a sign-in from the last five minutes', async () => {
  const here = await signedIn(cluster)
  await signedIn(cluster, { account: here.account })
  await ageSessions(cluster, { accountId: here.account.id, seconds: 301 })
  expect((await here.person.visit('/account/sessions')).status).toBe(200)
  const form = await post(here.person, '/account/sessions', { action: 'end_others' })
  expect(form.text).toContain('name="password"')
  expect((await sessionsOf(here.account.id)).map(({ state }) => state)).toEqual(['live', 'live'])

  const { email } = here.account
  const back = await here.person.submit(form, { action: 'sign-in', email, password })
  expect(back.url.pathname).toBe('/account/sessions')
  await post(here.person, '/account/sessions', { action: 'end_others' })
  expect((await sessionsOf(here.account.id)).map(({ state }) => state)).toEqual(['live', 'ended'])
})

test('a form from another site changes nothing', async () => {
  const here = await signedIn(cluster)
  await signedIn(cluster, { account: here.account })
  const answer = await here.person.visit('/account/sessions', {
    method: 'POST',
    body: new URLSearchParams({ action: 'end_others' }),
    headers: { origin: 'https://evil.example' },
  })
  expect(answer.status).toBe(403)
  expect((await sessionsOf(here.account.id)).map(({ state }) => state)).toEqual(['live', 'live'])
})

test('removing access ends it in every session at once, and the app must ask for it again', async () => {
  const client = await cluster.client({ name: 'Print Shop' })
  const first = await signedIn(cluster, { client })
  const second = await signedIn(cluster, { client, account: first.account })
  const page = await second.person.visit('/account/applications')
  expect(page.text).toContain('Print Shop')
  await post(second.person, '/account/applications', { client: client.clientId })
  for (const { tokens } of [first, second]) {
    const dead = await refresh(cluster.issuer, client, tokens.refreshToken)
    expect(dead.body['error']).toBe('invalid_grant')
  }
  expect((await second.person.visit('/account/applications')).text).not.toContain('Print Shop')
  const again = await second.person.follow(authorizationRequest(cluster, client.clientId).url)
  expect(again.text).toContain('value="allow"')
  const events = await sql(
    cluster,
    "SELECT type FROM audit_events WHERE client_id = $1 AND type = 'consent.withdrawn'",
    [client.clientId],
  )
  expect(events).toHaveLength(1)
  expect((await sessionsOf(first.account.id)).map(({ state }) => state)).toEqual(['live', 'live'])
})

test("this server's own client gets nothing from the token endpoint", async () => {
  const { email } = await cluster.account()
  const person = newPerson(cluster)
  const request = authorizationRequest(cluster, 'parley-account', {
    redirect_uri: `${cluster.issuer}/account/callback`,
    scope: 'openid photos:read parley:sessions.end offline_access',
  })
  const form = await person.follow(request.url)
  const page = await person.submit(form, { action: 'sign-in', email, password })
  expect(page.url.pathname).toBe('/account/sessions')
  const elsewhere = authorizationRequest(cluster, 'parley-account')
  expect((await person.visit(elsewhere.url)).status).toBe(400)
})
