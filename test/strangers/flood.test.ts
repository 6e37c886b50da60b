/** A flood of sign-ins that nobody finishes: sizes level off, and others sign in beside it. */

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { mostPendingInAll } from '../../src/model/pending-request.ts'
import { newWork, runWork } from '../../src/store/unit-of-work.ts'
import { openPendingRequests, type PendingRequests } from '../../src/tokens/pending-requests.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest } from '../support/person.ts'
import { rounds } from '../support/rounds.ts'
import { sql } from '../support/sql.ts'
import { basic, redeem, tokensOf } from '../support/tokens.ts'
import { addressIn, ask, begin, behindProxy, personAt, type Size, sizeOf } from './crowd.ts'

const perNetwork = 20
const inAll = 400
/** How many the flood sends at once, and so how many may exceed a limit. */
const atOnce = 10
const sources = 6

let cluster: Cluster
let client: RegisteredClient

beforeAll(async () => {
  cluster = await startCluster({
    nodes: 2,
    settings: {
      ...behindProxy,
      PARLEY_PENDING_PER_NETWORK: String(perNetwork),
      PARLEY_PENDING_IN_ALL: String(inAll),
    },
  })
  client = await cluster.client()
})
afterAll(() => cluster?.close())

/** Sends `count` sign-ins from the same few networks over both nodes, and counts the answers. */
async function flood(count: number): Promise<ReadonlyMap<number, number>> {
  const answers = new Map<number, number>()
  const state = randomBytes(750).toString('hex')
  let sent = 0
  const worker = async () => {
    while (sent < count) {
      const n = sent
      sent += 1
      const address = addressIn(n % sources, (n % 250) + 1)
      const node = cluster.nodes[n % 2]
      const { status } = await begin(cluster, client, { address, state, node })
      answers.set(status, (answers.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return answers
}

/** Postgres itself may add its maps of free and visible pages. */
const mapBytes = 256 * 1024

function expectNoGrowth(before: Size, after: Size): void {
  expect(after.pending).toBe(before.pending)
  expect(after.bytes - before.bytes).toBeLessThanOrEqual(mapBytes)
}

test('a flood fills its networks, then adds no row and no byte, and a person elsewhere signs in', async () => {
  const account = await cluster.account()
  const answers = await flood(rounds(300))
  expect([...answers.keys()].toSorted()).toEqual([303, 429])
  const full = await sizeOf(cluster)
  expect(full.pending).toBeGreaterThanOrEqual(sources * perNetwork)
  expect(full.pending).toBeLessThanOrEqual(sources * perNetwork + atOnce)

  const flooding = flood(rounds(300))
  const person = personAt(cluster, addressIn(100))
  const request = authorizationRequest(cluster, client.clientId)
  const callback = await person.authorize(request, account)
  tokensOf(await redeem(cluster.issuer, client, { callback, request }))
  expect([...(await flooding).keys()]).toEqual([429])
  expectNoGrowth(full, await sizeOf(cluster))
})

test('when too many wait in all, a network gets a few, and one that has none can still begin', async () => {
  const node = cluster.nodes[0]
  for (let n = 0; n < inAll; n += 1) {
    await begin(cluster, client, { address: addressIn(200 + Math.floor(n / perNetwork)), node })
  }
  const statuses: number[] = []
  for (let n = 0; n < 3; n += 1) {
    statuses.push((await begin(cluster, client, { address: addressIn(300), node })).status)
  }
  expect(statuses).toEqual([303, 429, 429])
  const other = await begin(cluster, client, { address: addressIn(301), node })
  expect(other.status).toBe(303)
})

/** The room for one more of a network, or null for none. */
function roomIn(pending: PendingRequests, network: string): Promise<number | null> {
  const origin = { network, userAgent: null, device: null, requestId: null }
  return runWork(newWork(origin), async () => {
    try {
      return pending.roomFor({ clientId: null, isNextStep: false }).most
    } catch (error) {
      expect(error).toMatchObject({ code: 'too_many_pending' })
      return null
    }
  })
}

test('a node counts its own requests at once: strict from the limit on, none from twice the limit', async () => {
  const pending = openPendingRequests(cluster.store, { perNetwork: 200, inAll: 3 })
  const rooms = await Promise.all(
    Array.from({ length: 8 }, (_, n) => roomIn(pending, addressIn(400 + n))),
  )
  expect(rooms).toEqual([200, 200, 200, 2, 2, 2, null, null])
})

test('a node learns what others stored, and that it is gone', async () => {
  const add = `INSERT INTO artifacts (id_hash, kind, payload, expires_at, source)
    SELECT sha256(n::text::bytea), 'Interaction', '{}', now() + interval '1 hour', 'of others'
    FROM generate_series(1, $1::int) AS n`
  const here = (await sizeOf(cluster)).pending
  const limits = { perNetwork: 200, inAll: here + 10 }
  const pending = openPendingRequests(cluster.store, limits)
  expect(await roomIn(pending, addressIn(500))).toBe(200)
  await sql(cluster, add, [mostPendingInAll(limits.inAll)])
  await eventually(async () => (await roomIn(pending, addressIn(500))) === null)
  await sql(cluster, `DELETE FROM artifacts WHERE source = 'of others'`, [])
  await eventually(async () => (await roomIn(pending, addressIn(500))) === 200)
})

test('at twice the limit nothing more is kept from anyone, and who has begun still finishes', async () => {
  const small = await startCluster({
    settings: { ...behindProxy, PARLEY_PENDING_IN_ALL: '3', PARLEY_PENDING_PER_NETWORK: '200' },
  })
  try {
    const app = await small.client()
    const account = await small.account()
    const person = personAt(small, addressIn(1))
    const request = authorizationRequest(small, app.clientId)
    const page = await person.follow(request.url)
    const statuses: number[] = []
    for (let n = 2; n < 12; n += 1) {
      statuses.push((await begin(small, app, { address: addressIn(n) })).status)
    }
    expect(statuses.slice(-3)).toEqual([429, 429, 429])
    expect((await sizeOf(small)).pending).toBeLessThanOrEqual(mostPendingInAll(3))

    const { searchParams } = authorizationRequest(small, app.clientId).url
    const headers = { authorization: basic(app) }
    const init = { method: 'POST', body: searchParams, headers }
    const pushed = await ask(`${small.issuer}/par`, addressIn(20), init)
    expect([pushed.status, JSON.parse(pushed.text).error]).toEqual([429, 'temporarily_unavailable'])

    const given = { action: 'sign-in', email: String(account.email), password: testPassword }
    const consent = await person.submit(page, given)
    const { url: callback } = await person.submit(consent, { action: 'allow' })
    tokensOf(await redeem(small.issuer, app, { callback, request }))
  } finally {
    await small.close()
  }
})
