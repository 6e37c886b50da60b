/** The Token Status Lists: each grant has a bit of its own, and the bit tells whether it stands. */

import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { deleteAccount } from '../../src/accounts/delete.ts'
import { bitsOf, listLength, placeOf } from '../../src/model/status-list.ts'
import { revoke } from '../../src/sessions/revoke.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { signedIn } from '../support/sign-in.ts'
import { ageFamilies, ageSessions, sql } from '../support/sql.ts'
import { claimsOf, post, refresh, send } from '../support/tokens.ts'

let cluster: Cluster
let costs: { readonly path: string; readonly reads: number; readonly writes: number }[] = []

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, observe: (cost) => costs.push(cost) })
})
afterAll(() => cluster?.close())

type Place = { readonly idx: number; readonly uri: string }

function placeIn(accessToken: string): Place {
  const { status_list: place } = Object(claimsOf(accessToken)['status'])
  return { idx: Number(place?.idx), uri: String(place?.uri) }
}

/** Reads the list like a stranger, with only the draft and our published keys. */
async function bitAt({ idx, uri }: Place, node: string): Promise<number> {
  const response = await fetch(uri.replace(cluster.issuer, node))
  const { payload, protectedHeader } = await jwtVerify(
    await response.text(),
    createRemoteJWKSet(new URL('/jwks', cluster.issuer)),
  )
  expect(response.headers.get('content-type')).toBe('application/statuslist+jwt')
  expect(protectedHeader['typ']).toBe('statuslist+jwt')
  expect(payload.sub).toBe(uri)
  const { bits, lst } = Object(payload['status_list'])
  expect(bits).toBe(1)
  const bytes = await promisify(inflate)(Buffer.from(String(lst), 'base64url'))
  return ((bytes[idx >> 3] ?? 0) >> (idx & 7)) & 1
}

async function bits(place: Place): Promise<number[]> {
  return Promise.all(cluster.nodes.map((node) => bitAt(place, node)))
}

test('each number has its own place, in an order unlike that of the grants', () => {
  const keyed = (message: string) => [...message].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7)
  const places = Array.from({ length: listLength }, (_, number) => placeOf(number, keyed))
  expect(new Set(places.map(({ index }) => index)).size).toBe(listLength)
  expect(places.every(({ list, index }) => list === 0 && index < listLength)).toBe(true)
  const next = placeOf(listLength, keyed)
  expect(next.list).toBe(1)
  const rises = places.filter(({ index }, i) => index > (places[i - 1]?.index ?? -1)).length
  expect(rises / listLength).toBeLessThan(0.7)
})

test('exactly the bits of the given places are set', () => {
  const anyIndexes = fc.uniqueArray(fc.integer({ min: 0, max: listLength - 1 }), { maxLength: 50 })
  fc.assert(
    fc.property(anyIndexes, (indexes) => {
      const list = bitsOf(indexes)
      const set = [...list].reduce(
        (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
        0,
      )
      expect(set).toBe(indexes.length)
      for (const index of indexes) expect(((list[index >> 3] ?? 0) >> (index & 7)) & 1).toBe(1)
    }),
  )
})

test('the place belongs to the grant: a refresh keeps it, and no other grant has it', async () => {
  const { client, tokens } = await signedIn(cluster)
  const next = await refresh(cluster.issuer, client, tokens.refreshToken)
  expect(placeIn(String(next.body['access_token']))).toEqual(placeIn(tokens.accessToken))
  const { account } = await signedIn(cluster)
  const clients = await Promise.all(Array.from({ length: 20 }, () => cluster.client()))
  const many = await Promise.all(clients.map((one) => signedIn(cluster, { account, client: one })))
  const places = many.map((one) => JSON.stringify(placeIn(one.tokens.accessToken)))
  expect(new Set(places).size).toBe(20)
})

type Whole = Awaited<ReturnType<typeof signedIn>>

const by = { kind: 'system' } as const

const endings: Readonly<Record<string, (journey: Whole) => Promise<unknown>>> = {
  'a revoked refresh token': ({ client, tokens }) =>
    post(`${cluster.issuer}/revoke`, client, { token: tokens.refreshToken }),
  'a logout': async ({ person }) =>
    person.submit(await person.follow('/logout'), { logout: 'yes' }),
  'an account cut off': ({ account }) =>
    revoke(cluster.store, { scope: { kind: 'account', accountId: account.id }, reason: 'x', by }),
  'a client cut off': ({ client: { clientId } }) =>
    revoke(cluster.store, { scope: { kind: 'client', clientId }, reason: 'x', by }),
  'a disabled account': ({ account }) =>
    sql(cluster, 'UPDATE accounts SET disabled_at = now() WHERE id = $1', [account.id]),
  'a deleted account': ({ account }) =>
    deleteAccount(cluster.store, { accountId: account.id, reason: 'x', by }),
  'a session idle too long, before any clean-up': async ({ account, client }) => {
    await ageSessions(cluster, { accountId: account.id, seconds: 3600 })
    await ageFamilies(cluster, { clientId: client.clientId, seconds: 3600 })
  },
}

test('after every kind of ending the bit is set at every node, and no other bit is', async () => {
  const hit = new Map<string, Place>()
  for (const [name, end] of Object.entries(endings)) {
    const journey = await signedIn(cluster)
    hit.set(name, placeIn(journey.tokens.accessToken))
    await end(journey)
  }
  const spared = await signedIn(cluster)
  const set = async () => {
    const all = await Promise.all([...hit].map(async ([name, place]) => [name, await bits(place)]))
    return Object.fromEntries(all)
  }
  const all = Object.fromEntries([...hit.keys()].map((name) => [name, [1, 1]]))
  await eventually(async () => JSON.stringify(await set()) === JSON.stringify(all))
  expect(await bits(placeIn(spared.tokens.accessToken))).toEqual([0, 0])
})

test('while the list is fresh it costs nothing, and a client that has it gets 304', async () => {
  const { tokens } = await signedIn(cluster)
  const { uri } = placeIn(tokens.accessToken)
  const [node = ''] = cluster.nodes
  const address = uri.replace(cluster.issuer, node)
  // The list may be renewed between two requests, but not between each two of ten.
  costs = []
  const etags: string[] = []
  for (let times = 0; times < 10; times += 1) {
    etags.push((await fetch(address)).headers.get('etag') ?? '')
  }
  const reads = costs.filter(({ path }) => path.startsWith('/status/')).map((cost) => cost.reads)
  expect(reads.filter((count) => count > 0).length).toBeLessThanOrEqual(1)
  const answers = await Promise.all(
    etags.slice(-2).map((etag) => {
      // Left to itself, fetch asks not to be answered from a cache.
      const headers = { 'if-none-match': etag, 'cache-control': 'max-age=0' }
      return fetch(address, { headers })
    }),
  )
  expect(answers.some(({ status }) => status === 304)).toBe(true)
  expect(answers[0]?.headers.get('cache-control')).toBe('public, max-age=10')
  expect(answers[0]?.headers.get('access-control-allow-origin')).toBe('*')
})

test.each(['999999', '-1', '1.5', '01', 'x', '99999999999999999999'])(
  'there is no list %s',
  async (list) => {
    const answer = await send(`${cluster.issuer}/status/${list}`)
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  },
)

test("a client's own token has no grant, and so it has no place", async () => {
  const client = await cluster.client({
    grantTypes: ['client_credentials'],
    redirectUris: [],
    postLogoutRedirectUris: [],
    scopes: ['jobs:run'],
  })
  const { body } = await post(`${cluster.issuer}/token`, client, {
    grant_type: 'client_credentials',
    scope: 'jobs:run',
  })
  const token = String(body['access_token'])
  expect(decodeProtectedHeader(token).typ).toBe('at+jwt')
  expect(claimsOf(token)).not.toHaveProperty('status')
})
