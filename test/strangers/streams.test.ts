/** Event streams: nobody takes more than a small part of a node, whatever token they come with. */

import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { openLedgerWatch } from '../../src/ledger/watch.ts'
import { openPolicyRegistry, type PolicyRegistry } from '../../src/policies/registry.ts'
import { openFeedWatch } from '../../src/revocation/watch-feed.ts'
import { openSessionWatch, type SessionWatch } from '../../src/sessions/watch.ts'
import { newWork, runWork } from '../../src/store/unit-of-work.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { signedIn } from '../support/sign-in.ts'
import { refresh, tokensOf } from '../support/tokens.ts'
import { addressIn, behindProxy } from './crowd.ts'

const perNetwork = 30
const perSession = 20
const perAccount = 100
const perNode = 5_000

let cluster: Cluster
let node: string

beforeAll(async () => {
  cluster = await startCluster({
    settings: { ...behindProxy, PARLEY_STREAMS_PER_NETWORK: String(perNetwork) },
  })
  node = String(cluster.nodes[0])
})
afterAll(() => cluster?.close())

type Stream = {
  readonly status: number
  /** Held, since fetch closes the connection of an answer that is garbage. */
  readonly answer: Response
  readonly stop: () => void
}

async function listen(accessToken: string, address: string): Promise<Stream> {
  const stopping = new AbortController()
  const headers = { authorization: `Bearer ${accessToken}`, 'x-forwarded-for': address }
  const answer = await fetch(`${node}/session/events`, { headers, signal: stopping.signal })
  return { status: answer.status, answer, stop: () => stopping.abort() }
}

function statusesOf(streams: readonly Stream[]): readonly number[] {
  return [...new Set(streams.map(({ status }) => status))]
}

test('a session has so many streams, whatever access tokens it refreshes', async () => {
  const { client, tokens } = await signedIn(cluster)
  const later = tokensOf(await refresh(cluster.issuer, client, tokens.refreshToken))
  const open: Stream[] = []
  for (let n = 0; n < perSession; n += 1) {
    const { accessToken } = n % 2 === 0 ? tokens : later
    open.push(await listen(accessToken, addressIn(1)))
  }
  expect(statusesOf(open)).toEqual([200])
  const last = tokensOf(await refresh(cluster.issuer, client, later.refreshToken))
  for (const { accessToken } of [tokens, later, last]) {
    expect((await listen(accessToken, addressIn(2))).status).toBe(503)
  }
  open.pop()?.stop()
  await eventually(async () => {
    const one = await listen(last.accessToken, addressIn(1))
    open.push(one)
    return one.status === 200
  })
  expect((await listen(last.accessToken, addressIn(1))).status).toBe(503)
  for (const one of open) one.stop()
})

test('a network has so many streams of all its sessions, and another network its own', async () => {
  const people = [await signedIn(cluster), await signedIn(cluster), await signedIn(cluster)]
  const open: Stream[] = []
  for (let n = 0; n < perNetwork; n += 1) {
    const { accessToken } = people[n % people.length]?.tokens ?? { accessToken: '' }
    open.push(await listen(accessToken, addressIn(3, n + 1)))
  }
  expect(statusesOf(open)).toEqual([200])
  const { accessToken } = people[0]?.tokens ?? { accessToken: '' }
  expect((await listen(accessToken, addressIn(3, 250))).status).toBe(503)
  const elsewhere = await listen(accessToken, addressIn(4))
  expect(elsewhere.status).toBe(200)
  for (const one of [...open, elsewhere]) one.stop()
})

/** Sends a request for a stream and leaves before the answer. */
function leaveAtOnce(accessToken: string, address: string): Promise<void> {
  const { hostname, port } = new URL(node)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      const lines = [
        'GET /session/events HTTP/1.1',
        `Host: ${new URL(cluster.issuer).host}`,
        `Authorization: Bearer ${accessToken}`,
        `X-Forwarded-For: ${address}`,
      ]
      socket.write(`${lines.join('\r\n')}\r\n\r\n`, () => socket.destroy())
    })
    socket.once('close', () => resolve())
    socket.once('error', reject)
  })
}

test('who leaves before the answer holds no place', async () => {
  const { tokens } = await signedIn(cluster)
  for (let n = 0; n < 2 * perSession; n += 1) await leaveAtOnce(tokens.accessToken, addressIn(5))
  const open: Stream[] = []
  await eventually(async () => {
    const one = await listen(tokens.accessToken, addressIn(5))
    if (one.status === 200) open.push(one)
    return open.length === perSession
  })
  expect((await listen(tokens.accessToken, addressIn(5))).status).toBe(503)
  for (const one of open) one.stop()
})

describe('the watch of a node', () => {
  let policies: PolicyRegistry
  let watch: SessionWatch

  beforeEach(async () => {
    policies = await openPolicyRegistry(cluster.store, () => undefined)
    watch = openSessionWatch({ db: cluster.store, policies }, () => undefined, perNetwork)
  })
  afterEach(() => {
    watch.close()
    policies.close()
  })

  function idOf(n: number): string {
    return `019b1c3e-7a44-7cc2-9d0e-${String(n).padStart(12, '0')}`
  }

  /** The listener of one session, by default of an account of its own. */
  function join(
    session: number,
    { account = session, network = null }: { account?: number; network?: string | null } = {},
  ): Promise<() => void> {
    const ids = { sessionId: idOf(session), accountId: idOf(account) }
    const origin = { network, userAgent: null, device: null, requestId: null }
    return runWork(newWork(origin), async () =>
      watch.listen({ ...ids, grantId: null, jti: null }, () => undefined),
    )
  }

  const busy = { code: 'too_busy' }

  test('takes the last of a session and refuses the next, until one has left, once', async () => {
    const leave = await join(1)
    for (let n = 1; n < perSession; n += 1) await join(1)
    await expect(join(1)).rejects.toMatchObject(busy)
    leave()
    leave()
    await join(1)
    await expect(join(1)).rejects.toMatchObject(busy)
  })

  test('takes the last of an account over all its sessions, and refuses the next', async () => {
    for (let n = 0; n < perAccount; n += 1) await join(n, { account: 7 })
    await expect(join(perAccount, { account: 7 })).rejects.toMatchObject(busy)
    await join(perAccount, { account: 8 })
  })

  test('takes the last of a network, which is 64 bits and more of IPv6, and refuses the next', async () => {
    for (let n = 0; n < perNetwork; n += 1) await join(n, { network: `2001:db8:1:${n}::1` })
    const next = join(perNetwork, { network: '2001:db8:1:ffff::1' })
    await expect(next).rejects.toMatchObject(busy)
    await join(perNetwork, { network: '2001:db8:2::1' })
  })

  test('takes the last of all, and refuses the next', async () => {
    for (let n = 0; n < perNode; n += 1) await join(n)
    await expect(join(perNode)).rejects.toMatchObject(busy)
  })
})

describe('followers', () => {
  const watches = {
    revocations: {
      open: () => openFeedWatch(cluster.store, { warn: () => undefined }),
      most: 200,
    },
    'the ledger': { open: () => openLedgerWatch(cluster.store, () => undefined), most: 20 },
  }

  test.each(Object.entries(watches))(
    'of %s: a caller has its part and no more',
    async (_, { open, most }) => {
      const watch = open()
      const listen = (caller: string) => watch.listen(() => undefined, caller)
      const [leave] = await Promise.all(Array.from({ length: most }, () => listen('client one')))
      await expect(listen('client one')).rejects.toMatchObject({ code: 'too_busy' })
      await listen('client two')
      leave?.()
      await listen('client one')
      await expect(listen('client one')).rejects.toMatchObject({ code: 'too_busy' })
      watch.close()
    },
  )
})
