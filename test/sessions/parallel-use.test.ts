/** One cookie in use from two places within seconds is noticed; who merely moves is not. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { bindings } from '../../src/model/policy.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import type { RequestCost } from '../../src/web/middleware/guards.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, type Visit } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { allDetails, sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'
import {
  abroad,
  believing,
  firefox,
  home,
  type MovingPerson,
  movingPerson,
  thiefOf,
} from '../support/whereabouts.ts'

let cluster: Cluster
let client: RegisteredClient
const costs: RequestCost[] = []

beforeAll(async () => {
  cluster = await startCluster({
    nodes: 2,
    settings: believing,
    observe: (cost) => costs.push(cost),
  })
  client = await cluster.client()
  const by = { kind: 'system' } as const
  const free = { bindNetwork: 'off', bindBrowser: 'off', bindDevice: 'off' } as const
  for (const onParallelUse of bindings) {
    const policy = { ...defaultPolicy, ...free, onParallelUse, name: `parallel_${onParallelUse}` }
    await savePolicy(cluster.store, { policy, by })
  }
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())
beforeEach(() => void costs.splice(0))

async function under(tier: string) {
  const account = await cluster.account({ tier })
  const person = movingPerson(cluster)
  return { ...(await signedIn(cluster, { client, person, account })), person }
}

type Signed = Awaited<ReturnType<typeof under>>

function authorize(person: MovingPerson): Promise<Visit> {
  return person.follow(authorizationRequest(cluster, client.clientId).url)
}

async function hasCode(person: MovingPerson): Promise<boolean> {
  return (await authorize(person)).url.searchParams.has('code')
}

function noticed({ account }: Signed) {
  return sql<{ details: Record<string, string> }>(
    cluster,
    `SELECT ${allDetails} FROM audit_events WHERE account_id = $1 AND type = 'session.used_in_parallel'`,
    [account.id],
  )
}

async function stateOf({ account }: Signed) {
  const text = 'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1'
  return (await sql(cluster, text, [account.id]))[0]
}

/** As if the uses until now had been so much earlier. */
function pass({ account }: Signed, seconds: number): Promise<unknown> {
  return sql(
    cluster,
    `UPDATE sessions SET place_used_at = place_used_at - make_interval(secs => $2),
       former_used_at = former_used_at - make_interval(secs => $2) WHERE account_id = $1`,
    [account.id, seconds],
  )
}

const places = ['203.0.113.0/24 Chrome on Windows', '198.51.100.0/24 Chrome on Windows']

test('a second place between two uses from the first is reported once, with both places', async () => {
  const journey = await under('parallel_note')
  const thief = thiefOf(cluster, journey.person, { network: abroad })
  for (const who of [thief, journey.person, thief, journey.person, thief]) {
    expect(await hasCode(who)).toBe(true)
  }
  const events = await noticed(journey)
  expect(events).toHaveLength(1)
  expect(events[0]?.details).toEqual({
    what: 'parallel',
    action: 'note',
    before: places[1],
    after: places[0],
  })
})

test('another browser in the same network is a second place too', async () => {
  const journey = await under('parallel_note')
  const thief = thiefOf(cluster, journey.person, { userAgent: firefox })
  for (const who of [thief, journey.person]) await hasCode(who)
  expect(await noticed(journey)).toHaveLength(1)
})

describe('nothing is reported for', () => {
  test('a phone that moves to another network, and back later', async () => {
    const { person, ...rest } = await under('parallel_note')
    const journey = { person, ...rest }
    for (const network of [home, abroad, abroad, abroad]) {
      person.at.network = network
      await hasCode(person)
    }
    await pass(journey, 11)
    person.at.network = home
    await hasCode(person)
    expect(await noticed(journey)).toEqual([])
  })

  test('two users of the cookie if the policy says off', async () => {
    const journey = await under('parallel_off')
    const thief = thiefOf(cluster, journey.person, { network: abroad })
    for (const who of [thief, journey.person, thief]) expect(await hasCode(who)).toBe(true)
    expect(await noticed(journey)).toEqual([])
  })
})

test('two nodes at once report it once', async () => {
  const journey = await under('parallel_note')
  const thief = thiefOf(cluster, journey.person, { network: abroad })
  const use = async (who: MovingPerson) => {
    for (let times = 0; times < 5; times += 1) await hasCode(who)
  }
  await Promise.all([use(journey.person), use(thief)])
  await hasCode(thief)
  await hasCode(journey.person)
  expect(await noticed(journey)).toHaveLength(1)
})

test('if the policy asks for a sign-in, the cookie is useless until the person signs in', async () => {
  const journey = await under('parallel_reauthenticate')
  const thief = thiefOf(cluster, journey.person, { network: abroad })
  expect(await hasCode(thief)).toBe(true)
  for (const who of [journey.person, journey.person, thief]) {
    expect((await authorize(who)).text).toContain('something changed since')
  }
  expect(await noticed(journey)).toHaveLength(1)

  const request = authorizationRequest(cluster, client.clientId)
  const back = await journey.person.authorize(request, journey.account)
  expect(back.searchParams.has('code')).toBe(true)
  expect(await hasCode(journey.person)).toBe(true)
  expect(await hasCode(thief)).toBe(false)
  expect(await stateOf(journey)).toMatchObject({ state: 'live' })
})

test('if the policy ends the session, both users and all tokens are out', async () => {
  const journey = await under('parallel_end')
  const thief = thiefOf(cluster, journey.person, { network: abroad })
  expect(await hasCode(thief)).toBe(true)
  expect(await hasCode(journey.person)).toBe(false)
  expect(await hasCode(thief)).toBe(false)
  expect(await stateOf(journey)).toEqual({ state: 'ended', reason: 'binding_mismatch' })
  const dead = await refresh(cluster.issuer, client, journey.tokens.refreshToken)
  expect(dead.body['error']).toBe('invalid_grant')
})

test('remembering where a cookie is used costs no extra statement', async () => {
  const journey = await under('parallel_note')
  costs.splice(0)
  journey.person.at.network = abroad
  await hasCode(journey.person)
  await hasCode(journey.person)
  expect(costs.map(({ reads, writes, commits }) => [reads, writes, commits])).toEqual([
    [1, 1, 1],
    [1, 1, 1],
  ])
})
