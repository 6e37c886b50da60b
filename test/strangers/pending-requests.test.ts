/** Requests that wait to be finished: how many a network may leave, how long they are, how they go. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { networkOf } from '../../src/model/binding.ts'
import { guestCodeRate } from '../../src/model/guest.ts'
import { mostBytesOf } from '../../src/model/pending-request.ts'
import { type Cluster, redirectUri, startCluster, testPassword } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { guestRequest, newShop } from '../support/guest.ts'
import { authorizationRequest, type Person } from '../support/person.ts'
import { rounds } from '../support/rounds.ts'
import { sql } from '../support/sql.ts'
import { basic } from '../support/tokens.ts'
import { addressIn, ask, begin, behindProxy, pendingOf, personAt, sizeOf } from './crowd.ts'

const perNetwork = 20

let cluster: Cluster
let client: RegisteredClient

beforeAll(async () => {
  cluster = await startCluster({
    nodes: 2,
    settings: { ...behindProxy, PARLEY_PENDING_PER_NETWORK: String(perNetwork) },
  })
  client = await cluster.client()
})
afterAll(() => cluster?.close())

let networks = 0

/** A network that no test has used before. */
function newNetwork(): number {
  networks += 1
  return networks
}

function sourceOf(network: number): string {
  return String(networkOf(addressIn(network)))
}

/** As many as may wait, alternately on both nodes. */
async function fill(network: number): Promise<void> {
  for (let n = 0; n < perNetwork; n += 1) {
    const node = cluster.nodes[n % 2]
    const { status } = await begin(cluster, client, { address: addressIn(network, n + 1), node })
    expect([n, status]).toEqual([n, 303])
  }
}

test('a network may leave its number of sign-ins on all nodes together, and then no more', async () => {
  const network = newNetwork()
  await fill(network)
  for (const node of cluster.nodes) {
    const refused = await begin(cluster, client, { address: addressIn(network, 99), node })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('set-cookie')).toBeNull()
    expect(refused.text).toContain('Too many sign-ins are waiting')
  }
  expect(await pendingOf(cluster, sourceOf(network))).toBe(perNetwork)
  const other = await begin(cluster, client, { address: addressIn(newNetwork()) })
  expect(other.status).toBe(303)
})

test('the refusal is in the ledger as a limit that was reached', async () => {
  const network = newNetwork()
  await fill(network)
  await begin(cluster, client, { address: addressIn(network, 77) })
  const text = `SELECT 1 FROM audit_events WHERE type = 'limit.reached'
    AND details->>'limit' = 'pending_requests' AND network = $1::inet`
  await eventually(async () => (await sql(cluster, text, [addressIn(network, 77)])).length === 1)
})

test('who began before the network was full finishes, and makes room for one more', async () => {
  const network = newNetwork()
  const account = await cluster.account()
  const person = personAt(cluster, addressIn(network))
  const request = authorizationRequest(cluster, client.clientId)
  const page = await person.follow(request.url)
  expect(page.status).toBe(200)
  for (let n = 1; n < perNetwork; n += 1) {
    expect((await begin(cluster, client, { address: addressIn(network) })).status).toBe(303)
  }
  expect((await begin(cluster, client, { address: addressIn(network) })).status).toBe(429)
  const consent = await person.submit(page, {
    action: 'sign-in',
    email: String(account.email),
    password: testPassword,
  })
  expect(consent.text).toContain('value="allow"')
  const { url: callback } = await person.submit(consent, { action: 'allow' })
  expect(callback.searchParams.get('code')).not.toBeNull()
  expect((await begin(cluster, client, { address: addressIn(network) })).status).toBe(303)
  expect((await begin(cluster, client, { address: addressIn(network) })).status).toBe(429)
})

function push(
  pusher: RegisteredClient,
  { address, over = {} }: { address: string; over?: Record<string, string> },
) {
  const { url } = authorizationRequest(cluster, pusher.clientId, over)
  const isPublic = pusher.clientSecret === null
  return ask(`${cluster.issuer}/par`, address, {
    method: 'POST',
    body: url.searchParams,
    headers: isPublic ? {} : { authorization: basic(pusher) },
  })
}

test('pushed requests count like sign-ins for a public client, and by the client for others', async () => {
  const network = newNetwork()
  const open = await cluster.client({ authMethod: 'none' })
  for (let n = 0; n < perNetwork; n += 1) {
    expect((await push(open, { address: addressIn(network) })).status).toBe(201)
  }
  const refused = await push(open, { address: addressIn(network) })
  expect([refused.status, JSON.parse(refused.text)]).toMatchObject([
    429,
    { error: 'temporarily_unavailable' },
  ])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await push(client, { address: addressIn(network) })).status).toBe(201)
  expect(await pendingOf(cluster, `client ${client.clientId}`)).toBe(1)
})

test('the forms of signed-out people who sign out count as well', async () => {
  const network = newNetwork()
  await fill(network)
  const url = new URL('/logout', cluster.issuer)
  expect((await ask(url, addressIn(network))).status).toBe(429)
  expect((await ask(url, addressIn(newNetwork()))).status).toBe(200)
})

test('a state of 2 KiB is kept; one byte more is refused and named, pushed or not', async () => {
  const most = mostBytesOf('state')
  const address = addressIn(newNetwork())
  const kept = await begin(cluster, client, { address, state: 's'.repeat(most) })
  expect(new URL(String(kept.headers.get('location')), cluster.issuer).pathname).toMatch(
    /^\/interaction\//,
  )
  const refused = await begin(cluster, client, { address, state: 's'.repeat(most + 1) })
  const { searchParams } = new URL(String(refused.headers.get('location')))
  expect(searchParams.get('error')).toBe('invalid_request')
  expect(searchParams.get('error_description')).toContain('state')

  expect((await push(client, { address, over: { state: 's'.repeat(most) } })).status).toBe(201)
  const pushed = await push(client, { address, over: { state: 's'.repeat(most + 1) } })
  expect([pushed.status, JSON.parse(pushed.text)]).toMatchObject([
    400,
    { error: 'invalid_request', error_description: expect.stringContaining('state') },
  ])
})

test('refused requests add no byte to the disk', async () => {
  const network = newNetwork()
  await fill(network)
  const full = await sizeOf(cluster)
  for (let n = 0; n < rounds(50); n += 1) {
    expect((await begin(cluster, client, { address: addressIn(network) })).status).toBe(429)
  }
  const after = await sizeOf(cluster)
  expect(after.pending).toBe(full.pending)
  // Postgres itself may add its maps of free and visible pages.
  expect(after.bytes - full.bytes).toBeLessThanOrEqual(256 * 1024)
})

test('what expired is gone after the next rounds of any node, and what did not stays', async () => {
  const network = newNetwork()
  await begin(cluster, client, { address: addressIn(network) })
  await begin(cluster, client, { address: addressIn(network) })
  const old = newNetwork()
  await begin(cluster, client, { address: addressIn(old) })
  await sql(cluster, `SELECT ensure_partitions(now() - interval '1 day')`, [])
  const expire = `UPDATE artifacts SET expires_at = now() - interval '1 second' WHERE source = $1`
  await sql(cluster, expire, [sourceOf(old)])
  await eventually(async () => {
    const left = await sql(cluster, 'SELECT 1 FROM artifacts WHERE source = $1', [sourceOf(old)])
    return left.length === 0
  })
  expect(await pendingOf(cluster, sourceOf(network))).toBe(2)
})

test('the guests of a network get so many codes at once; the next is asked to sign in', async () => {
  const shop = await newShop(cluster)
  const guest = personAt(cluster, addressIn(newNetwork()))
  const visit = async (person: Person) => {
    const { pathname, search } = guestRequest(cluster, shop).url
    const { headers } = await person.visit(new URL(pathname + search, cluster.nodes[0]))
    return String(headers.get('location')).startsWith(redirectUri) ? 'code' : 'sign-in'
  }
  expect(await visit(guest)).toBe('code')
  let codes = 1
  // Some are added while the test runs, far fewer than it asks for.
  while ((await visit(guest)) === 'code') codes += 1
  expect(codes).toBeGreaterThanOrEqual(guestCodeRate.burst)
  expect(await visit(personAt(cluster, addressIn(newNetwork())))).toBe('code')
})
