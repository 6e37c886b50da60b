/** Wrong secrets and signatures of a client are limited by where they come from (RFC 6749, 2.3.1). */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT } from 'jose'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { RequestCost } from '../../src/web/middleware/guards.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { passGuessingTime } from '../support/guesses.ts'
import { eventsOfClient, sql } from '../support/sql.ts'
import { type Answer, basic, send } from '../support/tokens.ts'
import { believing } from '../support/whereabouts.ts'
import { openWire, type Wire } from '../support/wire.ts'

let cluster: Cluster
let wire: Wire
const costs: RequestCost[] = []

beforeAll(async () => {
  cluster = await startCluster({
    nodes: 2,
    observe: (cost) => costs.push(cost),
    settings: believing,
    throughWire: async (url) => {
      wire = await openWire(url)
      return wire.url
    },
  })
})
afterAll(async () => {
  await cluster?.close()
  await wire?.close()
})

const machine = {
  redirectUris: [],
  postLogoutRedirectUris: [],
  grantTypes: ['client_credentials'],
  scopes: ['stock:read'],
} as const

const newMachine = () => cluster.client(machine)
const grant = { grant_type: 'client_credentials', scope: 'stock:read' }

type Asked = {
  readonly base?: string
  readonly path?: string
  readonly from?: string
  readonly params?: Record<string, string>
}

const here = '192.0.2.7'

function ask(client: RegisteredClient | null, asked: Asked = {}): Promise<Answer> {
  const { base = cluster.issuer, path = '/token', from = here, params = grant } = asked
  return send(base + path, {
    method: 'POST',
    headers: {
      'x-forwarded-for': from,
      ...(client === null ? {} : { authorization: basic(client) }),
    },
    body: new URLSearchParams(params),
  })
}

const guess = (client: RegisteredClient, asked: Asked = {}) =>
  ask({ ...client, clientSecret: randomUUID() }, asked)

const nodeOf = (i: number) => cluster.nodes[i % 2] ?? ''

function guesses(client: RegisteredClient, times: number, asked: Asked = {}): Promise<Answer[]> {
  return Promise.all(
    Array.from({ length: times }, (_, i) => guess(client, { base: nodeOf(i), ...asked })),
  )
}

const statusesOf = (answers: readonly Answer[]) =>
  Object.entries(Object.groupBy(answers, ({ status }) => status)).map(([status, all]) => [
    Number(status),
    all?.length,
  ])

/** Guesses until it has to wait. */
async function exhaust(client: RegisteredClient, asked: Asked = {}): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await guess(client, asked)).status === 429) return
  }
  throw new Error('nobody had to wait')
}

/** As if the limits had an hour to go, so that no test is about seconds. */
async function lasting(client: RegisteredClient): Promise<void> {
  await prolong()
  // Each node learns of it from the next wrong one that it is sent.
  for (const base of cluster.nodes) await guess(client, { base })
}

function prolong(): Promise<unknown> {
  const later = "free_at = free_at + interval '1 hour'"
  return sql(cluster, `UPDATE failed_tries SET ${later} WHERE standing > 15`)
}

test('twenty of fifty wrong secrets over two nodes are called wrong, and the others must wait', async () => {
  const client = await newMachine()
  const counts = statusesOf(await guesses(client, 50))
  // On a slow machine a wait of a second is over meanwhile, and one more is told that it was wrong.
  expect(counts.map(([status]) => status)).toEqual([401, 429])
  expect(counts[0]?.[1]).toBeGreaterThanOrEqual(20)
  expect(counts[0]?.[1]).toBeLessThanOrEqual(26)
  await lasting(client)
  const waiting = await guess(client)
  expect(waiting.body).toEqual({
    error: 'temporarily_unavailable',
    error_description: 'too many tries were in vain; nothing is tried until then',
  })
  expect(waiting.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
  expect(waiting.headers.get('cache-control')).toBe('no-store')
})

describe('while a client must wait', () => {
  let client: RegisteredClient

  beforeAll(async () => {
    client = await newMachine()
    await exhaust(client)
    await lasting(client)
  })

  test.each(['/token', '/introspect', '/revoke', '/par'])(
    'its right secret is not tried at %s',
    async (path) => {
      for (const base of cluster.nodes) {
        const { status, headers } = await ask(client, {
          base,
          path,
          params: { ...grant, token: 'x' },
        })
        expect([status, headers.has('retry-after')]).toEqual([429, true])
      }
    },
  )

  test('another client from there is served, and so is the same client from elsewhere', async () => {
    expect((await ask(await newMachine())).status).toBe(200)
    for (const from of ['192.0.2.8', '2001:db8:1:2::7']) {
      expect((await ask(client, { from })).status).toBe(200)
    }
  })

  test('refusing it costs the database nothing, and the ledger has one event', async () => {
    costs.length = 0
    expect(statusesOf(await guesses(client, 20))).toEqual([[429, 20]])
    expect(costs.map(({ reads, writes }) => reads + writes)).toEqual(costs.map(() => 0))
    const events = await eventsOfClient(cluster, client.clientId)
    expect(events['client.limited']).toBe(1)
    expect(events['client.refused']).toBeLessThanOrEqual(26)
  })

  test('it is served again afterwards', async () => {
    const own = await newMachine()
    await exhaust(own)
    await passGuessingTime(cluster.store, 60)
    // A node keeps its knowledge of a wait, here for a second or two.
    for (const base of cluster.nodes) {
      await eventually(async () => (await ask(own, { base })).status === 200)
    }
  })
})

test('an IPv6 address counts as its whole line', async () => {
  const client = await newMachine()
  await exhaust(client, { from: '2001:db8:7:1::1' })
  await lasting(client)
  await guess(client, { from: '2001:db8:7:1::2', base: nodeOf(0) })
  const inside = await ask(client, { from: '2001:db8:7:1:ffff::3', base: nodeOf(0) })
  expect(inside.status).toBe(429)
  expect((await ask(client, { from: '2001:db8:7:2::1', base: nodeOf(0) })).status).toBe(200)
})

describe('an assertion', () => {
  let keys: GenerateKeyPairResult
  let client: RegisteredClient

  beforeAll(async () => {
    keys = await generateKeyPair('ES256', { extractable: true })
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
    const service = { ...machine, authMethod: 'private_key_jwt', jwks: { keys: [jwk] } } as const
    client = await cluster.client(service)
  })

  type Assertion = { key?: CryptoKey; jti?: string; exp?: number; base?: string }

  async function assert(over: Assertion = {}): Promise<Answer> {
    const { key = keys.privateKey, jti = randomUUID(), exp, base = cluster.issuer } = over
    const { clientId } = client
    const jwt = new SignJWT({ jti }).setProtectedHeader({ alg: 'ES256', kid: 'one' })
    jwt.setIssuer(clientId).setSubject(clientId).setAudience(cluster.issuer)
    const client_assertion = await jwt.setExpirationTime(exp ?? '1m').sign(key)
    const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    return ask(null, { base, params: { ...grant, client_assertion, client_assertion_type } })
  }

  test('that is expired or reused is not a guess', async () => {
    const jti = randomUUID()
    expect((await assert({ jti })).status).toBe(200)
    const late = Math.floor(Date.now() / 1000) - 600
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => assert(i % 2 === 0 ? { jti } : { exp: late })),
    )
    expect(statusesOf(answers)).toEqual([[401, 30]])
    expect((await assert()).status).toBe(200)
  })

  test('signed with somebody else’s key is a guess', async () => {
    const { privateKey: key } = await generateKeyPair('ES256')
    const answers = await Promise.all(Array.from({ length: 30 }, () => assert({ key })))
    expect(statusesOf(answers).map(([status]) => status)).toEqual([401, 429])
    await prolong()
    for (const base of cluster.nodes) {
      await assert({ key, base })
      expect((await assert({ base })).status).toBe(429)
    }
  })
})

test('a secret for a client without one is not a guess, and the answer names the mistake', async () => {
  const open = await cluster.client({ authMethod: 'none' })
  const stray = { ...open, clientSecret: 'x' }
  const unknown = { clientId: 'nobody', clientSecret: 'x' }
  for (const client of [stray, unknown]) {
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(client)))
    expect(statusesOf(answers)).toEqual([[401, 30]])
  }
})

test('while Postgres is away no secret is called wrong', async () => {
  const client = await newMachine()
  expect((await guess(client)).status).toBe(401)
  wire.cut()
  const { status, headers } = await guess(client)
  wire.mend()
  expect([status, headers.has('retry-after')]).toEqual([503, true])
})
