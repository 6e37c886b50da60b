/** Operators read, simulate and change policies, and see the effective policy of an account. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { signedIn } from '../support/sign-in.ts'
import { ageSessions, sql } from '../support/sql.ts'
import { itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

/** Any version, or only a new policy. */
const any = { 'if-match': '*' }
const none = { 'if-none-match': '*' }

async function settingsOf(name: string): Promise<Record<string, unknown>> {
  const { body } = await operator.ask('GET', `/policies/${name}`)
  const { name: _, origin: __, ...settings } = body
  return settings
}

test('the presets are listed, and an edited one replaces its preset', async () => {
  const settings = { ...(await settingsOf('gaming')), max_sessions: 3 }
  const saved = await operator.ask('PUT', '/policies/gaming', { body: settings, headers: any })
  expect(saved).toMatchObject({ status: 200, body: { name: 'gaming', max_sessions: 3 } })
  const names = itemsOf(await operator.ask('GET', '/policies')).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['default', 'streaming', 'gaming', 'social']))
  expect(names.filter((name) => name === 'gaming')).toHaveLength(1)
  expect(await settingsOf('gaming')).toEqual(settings)
  const events = await sql(
    cluster,
    "SELECT actor_id AS by FROM audit_events WHERE type = 'policy.changed'",
  )
  expect(events).toEqual([{ by: operator.client.clientId }])
})

test('each change is recorded with before and after, even when several save at once', async () => {
  const settings = await settingsOf('commerce')
  const save = (over: object, name = 'commerce') =>
    operator.ask('PUT', `/policies/${name}`, {
      body: { ...settings, ...over },
      headers: name === 'brand-new' ? none : any,
    })
  await save({ max_sessions: 7, remember: true })
  await Promise.all([3, 4, 5].map((max_sessions) => save({ max_sessions, remember: true })))
  await save({}, 'brand-new')
  const events = await sql<{ before: string; after: string }>(
    cluster,
    `SELECT details ->> 'before' AS before, details ->> 'after' AS after FROM audit_events
     WHERE type = 'policy.changed' AND details ->> 'policy' IN ('commerce', 'brand-new') ORDER BY id`,
  )
  const [first, ...more] = events.slice(0, 4).map(({ before, after }) => ({
    before: JSON.parse(before),
    after: JSON.parse(after),
  }))
  expect(first).toEqual({
    before: { max_sessions: settings['max_sessions'], remember: settings['remember'] },
    after: { max_sessions: 7, remember: true },
  })
  // Each change starts from the result of the one before.
  const chain = [first, ...more].map((change) => change?.after.max_sessions)
  expect(more.map((change) => change.before.max_sessions)).toEqual(chain.slice(0, 3))
  expect(events[4]?.before).toBe('none')
  expect(JSON.parse(events[4]?.after ?? '')).toEqual({ ...settings, name: undefined })
})

test.each([
  [{ idle_timeout: null, absolute_timeout: null }, /absolute_timeout: a session must end/],
  [{ max_sessions: 0 }, /max_sessions: a whole number/],
  [{ reconnect_grace: 600 }, /reconnect_grace: not longer/],
])('a policy with %j is refused with the setting and the rule', async (over, rule) => {
  const body = { ...(await settingsOf('default')), ...over }
  for (const [method, path] of [
    ['PUT', '/policies/broken'],
    ['POST', '/policies/broken/simulation'],
  ] as const) {
    const answer = await operator.ask(method, path, { body, headers: none })
    expect(answer).toMatchObject({ status: 400, body: { code: 'policy_invalid' } })
    expect(answer.body['detail']).toMatch(rule)
  }
  expect(refusalOf(await operator.ask('GET', '/policies/broken'))).toEqual([404, 'not_found'])
})

test('a simulation counts the sessions it would end, and changes nothing', async () => {
  const account = await cluster.account({ tier: 'premium' })
  for (let devices = 0; devices < 3; devices += 1) await signedIn(cluster, { account })
  const idle = await signedIn(cluster, { account: await cluster.account({ tier: 'premium' }) })
  await ageSessions(cluster, { accountId: idle.account.id, seconds: 7200 })
  await sql(
    cluster,
    "UPDATE token_families SET rotated_at = rotated_at - interval '2 hours' WHERE account_id = $1",
    [idle.account.id],
  )
  const body = { ...(await settingsOf('premium')), idle_timeout: 3600, max_sessions: 2 }
  const tried = await operator.ask('POST', '/policies/premium/simulation', { body })
  expect(tried.body).toEqual({
    sessions: 4,
    ending: 1,
    accounts_over_limit: 1,
    accounts_shut_out: 0,
  })
  const states = await sql(cluster, "SELECT DISTINCT state FROM sessions WHERE policy = 'premium'")
  expect(states).toEqual([{ state: 'live' }])
  expect((await settingsOf('premium'))['max_sessions']).toBe(4)
})

test("an account's effective policy is explained, on its own and through a client with its own policy", async () => {
  const account = await cluster.account({ tier: 'social' })
  const body = { ...(await settingsOf('default')), access_token_ttl: 60 }
  await operator.ask('PUT', '/policies/hasty', { body, headers: none })
  const client = await cluster.client({ policy: 'hasty' })
  const path = `/accounts/${account.id}/effective-policy`
  const alone = await operator.ask('GET', path)
  expect(alone.body).toMatchObject({
    account_policy: 'social',
    client_policy: null,
    settings: { access_token_ttl: { value: 600, reason: 'account' } },
  })
  const through = await operator.ask('GET', `${path}?client_id=${client.clientId}`)
  expect(through.body).toMatchObject({
    client_policy: 'hasty',
    settings: {
      access_token_ttl: { value: 60, reason: 'client' },
      max_sessions: { value: 20, reason: 'account' },
    },
  })
  expect(refusalOf(await operator.ask('GET', `${path}?client_id=nobody`))).toEqual([
    404,
    'not_found',
  ])
})

test('reading and changing policies need their own scopes', async () => {
  const reader = await newOperator(cluster, ['parley:policies.read'])
  const body = await settingsOf('default')
  expect((await reader.ask('GET', '/policies')).status).toBe(200)
  const refused = [403, 'insufficient_scope']
  expect(refusalOf(await reader.ask('PUT', '/policies/mine', { body }))).toEqual(refused)
  expect(refusalOf(await reader.ask('DELETE', '/policies/gaming'))).toEqual(refused)
})

async function originOf(name: string): Promise<unknown> {
  const items = itemsOf(await operator.ask('GET', '/policies'))
  return items.find((item) => item['name'] === name)?.['origin']
}

async function recordsOf(name: string) {
  return sql<{ type: string; before: string; after: string; by: string }>(
    cluster,
    `SELECT type, details ->> 'before' AS before, details ->> 'after' AS after, actor_id AS by
     FROM audit_events WHERE details ->> 'policy' = $1 AND type LIKE 'policy.%' ORDER BY id DESC`,
    [name],
  )
}

test('the origin tells presets, edited presets and own policies apart', async () => {
  expect(await originOf('social')).toBe('preset')
  const settings = await settingsOf('social')
  const body = { ...settings, max_sessions: 21 }
  const edited = await operator.ask('PUT', '/policies/social', { body, headers: any })
  expect(edited.body['origin']).toBe('edited')
  const own = await operator.ask('PUT', '/policies/lounge', { body, headers: none })
  expect(own.body['origin']).toBe('own')
  // A policy with the preset's values is a preset again.
  await operator.ask('PUT', '/policies/social', { body: settings, headers: any })
  expect(await originOf('social')).toBe('preset')
})

test('an edited preset can be reset, even while accounts live under it, and is recorded', async () => {
  await cluster.account({ tier: 'streaming' })
  const before = await settingsOf('streaming')
  const body = { ...before, max_sessions: 9 }
  await operator.ask('PUT', '/policies/streaming', { body, headers: any })
  expect((await operator.ask('DELETE', '/policies/streaming')).status).toBe(204)
  expect(await settingsOf('streaming')).toEqual(before)
  expect(await recordsOf('streaming')).toEqual([
    {
      type: 'policy.changed',
      before: '{"max_sessions":9}',
      after: '{"max_sessions":2}',
      by: operator.client.clientId,
    },
    expect.objectContaining({ type: 'policy.changed' }),
  ])
  // Nothing to reset is no error and leaves no event.
  expect((await operator.ask('DELETE', '/policies/streaming')).status).toBe(204)
  expect(await recordsOf('streaming')).toHaveLength(2)
})

test('an own policy can be deleted, except while an account or a client uses it', async () => {
  const body = await settingsOf('default')
  await operator.ask('PUT', '/policies/club', { body, headers: none })
  const { id } = await cluster.account()
  const tier = (name: string) =>
    operator.ask('PUT', `/accounts/${id}/tier`, { body: { tier: name } })
  await tier('club')
  const ofAccount = await operator.ask('DELETE', '/policies/club')
  expect(refusalOf(ofAccount)).toEqual([409, 'policy_in_use'])
  expect(ofAccount.body['detail']).toMatch(/tier of an account/)
  await tier('default')

  const { clientId } = await cluster.client({ policy: 'club' })
  const ofClient = await operator.ask('DELETE', '/policies/club')
  expect(refusalOf(ofClient)).toEqual([409, 'policy_in_use'])
  expect(ofClient.body['detail']).toMatch(/policy of a client/)
  await operator.ask('DELETE', `/clients/${clientId}?reason=test`)

  expect((await operator.ask('DELETE', '/policies/club')).status).toBe(204)
  expect(refusalOf(await operator.ask('GET', '/policies/club'))).toEqual([404, 'not_found'])
  expect(refusalOf(await operator.ask('DELETE', '/policies/club'))).toEqual([404, 'not_found'])
  expect((await recordsOf('club'))[0]).toMatchObject({ type: 'policy.deleted', after: 'none' })
})

test('a policy is deleted only in the version that If-Match names', async () => {
  const body = await settingsOf('default')
  const made = await operator.ask('PUT', '/policies/shortly', { body, headers: none })
  const remove = (etag: string) =>
    operator.ask('DELETE', '/policies/shortly', { headers: { 'if-match': etag } })
  expect(refusalOf(await remove('"another"'))).toEqual([412, 'precondition_failed'])
  expect((await remove(made.headers.get('etag') ?? '')).status).toBe(204)
})

test('deleting a policy while accounts get it leaves no account without a policy', async () => {
  const body = await settingsOf('default')
  const people = [await cluster.account(), await cluster.account(), await cluster.account()]
  for (let round = 0; round < 5; round += 1) {
    await operator.ask('PUT', '/policies/brief', { body, headers: none })
    const [removed, ...given] = await Promise.all([
      operator.ask('DELETE', '/policies/brief', { base: cluster.nodes[0] ?? '' }),
      ...people.map(({ id }) =>
        operator.ask('PUT', `/accounts/${id}/tier`, {
          body: { tier: 'brief' },
          base: cluster.nodes[1] ?? '',
        }),
      ),
    ])
    const isGone = removed?.status === 204
    expect(isGone || refusalOf(removed ?? given[0])[1] === 'policy_in_use').toBe(true)
    const under = await sql(cluster, "SELECT id FROM accounts WHERE tier = 'brief'")
    expect(isGone ? under : []).toEqual([])
    await sql(cluster, "UPDATE accounts SET tier = 'default' WHERE tier = 'brief'")
    await operator.ask('DELETE', '/policies/brief')
  }
})
