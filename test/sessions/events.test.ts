/** The event stream: what happens in a session reaches its listeners on every node, and then ends. */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { endSession } from '../../src/endings/end-session.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { type EndReason, endReasons } from '../../src/model/session.ts'
import { openPolicyRegistry } from '../../src/policies/registry.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { openSessionWatch } from '../../src/sessions/watch.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { checkAnswer } from '../support/contract.ts'
import { eventually } from '../support/eventually.ts'
import type { Person } from '../support/person.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { ageFamilies, ageSessions, sql } from '../support/sql.ts'
import { post, refresh, type SignedIn, send, tokensOf } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  const policy = {
    ...defaultPolicy,
    name: 'one_strict',
    maxSessions: 1,
    onRefreshReuse: 'session',
  } as const
  await savePolicy(cluster.store, { policy, by: { kind: 'system' } })
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())

type Signed = Journey & { readonly tokens: SignedIn }

type Message = { readonly id: string; readonly event: string; readonly data: unknown }

type Listening = {
  readonly status: number
  /** The next event; null when the server ended the answer. */
  readonly next: () => Promise<Message | null>
  readonly stop: () => void
}

async function listen(
  { tokens }: { tokens: SignedIn },
  { node = cluster.issuer, headers = {} }: { node?: string; headers?: object } = {},
): Promise<Listening> {
  return listenAs({ authorization: `Bearer ${tokens.accessToken}`, ...headers }, node)
}

function cookieOf({ cookies }: Person): { cookie: string } {
  const pairs = [...cookies].map(([name, { value }]) => `${name.split('|')[0]}=${value}`)
  return { cookie: pairs.join('; ') }
}

async function listenAs(
  headers: Record<string, string>,
  node = cluster.issuer,
): Promise<Listening> {
  const stopping = new AbortController()
  const response = await fetch(`${node}/session/events`, { headers, signal: stopping.signal })
  const text = response.ok ? '' : await response.clone().text()
  const { status, headers: given } = response
  checkAnswer({ method: 'GET', path: '/session/events' }, { status, headers: given, text })
  const messages = messagesOf(response)
  const next = async () => (await messages.next()).value ?? null
  return { status, next, stop: () => stopping.abort() }
}

async function* messagesOf({ body }: Response): AsyncGenerator<Message, undefined> {
  let unread = ''
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (unread + part).split('\n\n')
    unread = blocks.pop() ?? ''
    yield* blocks.map(messageOf).filter(({ data }) => data !== null)
  }
}

function messageOf(block: string): Message {
  const lines = block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line) ?? [])
  const fields = new Map(lines.map(([, name, value]) => [name, value]))
  const data = JSON.parse(fields.get('data') ?? 'null')
  return { id: fields.get('id') ?? '', event: fields.get('event') ?? '', data }
}

async function pass({ account, client }: Journey, seconds: number): Promise<void> {
  await ageSessions(cluster, { accountId: account.id, seconds })
  await ageFamilies(cluster, { clientId: client.clientId, seconds })
}

async function end({ account }: Journey, reason: EndReason): Promise<void> {
  const find = 'SELECT id FROM sessions WHERE account_id = $1'
  const [session] = await sql<{ id: string }>(cluster, find, [account.id])
  const by = { kind: 'system' } as const
  await endSession(cluster.store, { sessionId: session?.id ?? '', reason, by })
}

const keepAlive = ({ tokens }: { tokens: SignedIn }) =>
  send(`${cluster.issuer}/session/keepalive`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.accessToken}` },
  })

test('listeners of one session on two nodes are told when it expires, is extended, and ends', async () => {
  const journey = await signedIn(cluster)
  const all = await Promise.all(cluster.nodes.map((node) => listen(journey, { node })))
  await pass(journey, 28 * 60 + 10)
  for (const one of all) {
    expect(await one.next()).toMatchObject({ event: 'expiring', data: { state: 'live' } })
  }
  await keepAlive(journey)
  for (const one of all) {
    expect(await one.next()).toMatchObject({ event: 'extended', data: { extendable: true } })
  }
  await end(journey, 'evicted')
  for (const one of all) {
    const data = { state: 'ended', end_reason: 'evicted' }
    expect(await one.next()).toMatchObject({ event: 'ended', data })
    expect(await one.next()).toBeNull()
  }
})

test('a timeout is reported at once, before any clean-up', async () => {
  const journey = await signedIn(cluster)
  const one = await listen(journey)
  await pass(journey, 1801)
  const data = { state: 'ended', end_reason: 'idle_timeout' }
  expect(await one.next()).toMatchObject({ event: 'ended', data })
  expect(await one.next()).toBeNull()
})

/** How each of them comes about, as far as it does by itself; the rest by the verb all use. */
const causes: Readonly<Record<EndReason, (journey: Signed) => Promise<unknown>>> = {
  logout: async ({ person }) => {
    const page = await person.visit('/logout')
    return person.submit(page, { logout: 'yes' })
  },
  idle_timeout: (journey) => pass(journey, 1801),
  absolute_timeout: ({ account }) =>
    sql(
      cluster,
      `UPDATE sessions SET created_at = created_at - interval '12 hours',
         absolute_expires_at = absolute_expires_at - interval '12 hours' WHERE account_id = $1`,
      [account.id],
    ),
  evicted: ({ account }) => signedIn(cluster, { account }),
  revoked: ({ account }) => cluster.endSessionsOf(account.id),
  binding_mismatch: (journey) => end(journey, 'binding_mismatch'),
  refresh_reuse: async ({ client, tokens }) => {
    let token = tokens.refreshToken
    for (let i = 0; i < 2; i += 1) {
      const answer = await refresh(cluster.issuer, client, token)
      token = tokensOf(answer).refreshToken
    }
    return refresh(cluster.issuer, client, tokens.refreshToken)
  },
  account_disabled: ({ account }) =>
    sql(cluster, 'UPDATE accounts SET disabled_at = now() WHERE id = $1', [account.id]),
  credential_changed: (journey) => end(journey, 'credential_changed'),
  upgraded: (journey) => end(journey, 'upgraded'),
}

test.each(endReasons)('a listener is told why the session ended: %s', async (reason) => {
  const account = await cluster.account({ tier: 'one_strict' })
  const journey = await signedIn(cluster, { account })
  const page = await listenAs(cookieOf(journey.person))
  const application = await listen(journey)
  const byIdToken = await listenAs({ authorization: `Bearer ${journey.tokens.idToken}` })
  await causes[reason](journey)
  for (const one of [page, application, byIdToken]) {
    const data = { state: 'ended', end_reason: reason }
    let told = await one.next()
    // The cause of the end may count as activity first.
    while (told?.event === 'extended') told = await one.next()
    expect(told).toMatchObject({ event: 'ended', data })
    expect(await one.next()).toBeNull()
  }
})

test('a page hears that its browser part ended, and an application that its access continues', async () => {
  const params = { scope: 'openid offline_access', prompt: 'consent' }
  const journey = await signedIn(cluster, { params })
  const page = await listenAs(cookieOf(journey.person))
  const application = await listen(journey)
  await pass(journey, 1801)
  expect(await page.next()).toMatchObject({
    event: 'ended',
    data: { state: 'ended', end_reason: 'idle_timeout' },
  })
  expect(await application.next()).toMatchObject({ data: { state: 'offline' } })
  application.stop()
})

test('listening does not count as activity', async () => {
  const journey = await signedIn(cluster)
  await pass(journey, 100)
  const find = 'SELECT last_seen_at FROM sessions WHERE account_id = $1'
  const before = await sql(cluster, find, [journey.account.id])
  const one = await listen(journey)
  await sleep(1_500)
  expect(await sql(cluster, find, [journey.account.id])).toEqual(before)
  one.stop()
})

test('a listener that resumes on another node gets what it missed, and nothing twice', async () => {
  const journey = await signedIn(cluster)
  const [here, there] = cluster.nodes
  await pass(journey, 28 * 60 + 10)
  const first = await listen(journey, { node: String(here) })
  const warning = await first.next()
  expect(warning?.event).toBe('expiring')
  first.stop()
  await keepAlive(journey)
  const headers = { 'last-event-id': String(warning?.id) }
  const second = await listen(journey, { node: String(there), headers })
  const extended = await second.next()
  expect(extended?.event).toBe('extended')
  second.stop()
  await end(journey, 'evicted')
  const third = await listen(journey, { headers: { 'last-event-id': String(extended?.id) } })
  expect((await third.next())?.event).toBe('ended')
  expect(await third.next()).toBeNull()
})

test('a withdrawn grant hears nothing more and cannot listen again', async () => {
  const journey = await signedIn(cluster)
  const one = await listen(journey)
  await post(`${cluster.issuer}/revoke`, journey.client, { token: journey.tokens.refreshToken })
  expect(await one.next()).toBeNull()
  expect((await listen(journey)).status).toBe(401)
})

test('one session has a limited number of listeners, and room again when they leave', async () => {
  const journey = await signedIn(cluster)
  const node = String(cluster.nodes[0])
  const all = await Promise.all(Array.from({ length: 20 }, () => listen(journey, { node })))
  expect(all.every(({ status }) => status === 200)).toBe(true)
  expect((await listen(journey, { node })).status).toBe(503)
  for (const one of all) one.stop()
  await eventually(async () => {
    const again = await listen(journey, { node })
    again.stop()
    return again.status === 200
  })
})

test('scripts of another origin cannot listen', async () => {
  const headers = { origin: 'https://evil.example' }
  expect((await listen(await signedIn(cluster), { headers })).status).toBe(403)
})

test('a node checks all its listeners in one statement', async () => {
  const policies = await openPolicyRegistry(cluster.store, () => undefined)
  let asked = 0
  const rows: typeof cluster.store.rows = (statement, values) => {
    asked += 1
    return cluster.store.rows(statement, values)
  }
  const watch = openSessionWatch({ db: { ...cluster.store, rows }, policies }, () => undefined)
  let heard = 0
  for (let n = 0; n < 1000; n += 1) {
    const sessionId = `019b1c3e-7a44-7cc2-9d0e-${String(n).padStart(12, '0')}`
    watch.listen({ sessionId, accountId: sessionId, grantId: null, jti: null }, () => {
      heard += 1
    })
  }
  while (heard < 2000) await sleep(50)
  expect(asked).toBe(heard / 1000)
  watch.close()
  policies.close()
})

test('when the node stops, it ends every listener and takes no new one', async () => {
  const policies = await openPolicyRegistry(cluster.store, () => undefined)
  const watch = openSessionWatch({ db: cluster.store, policies }, () => undefined)
  const sessionId = '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'
  const watched = { sessionId, accountId: sessionId, grantId: null, jti: null }
  const heard: unknown[] = []
  watch.listen(watched, (status) => heard.push(status))
  watch.close()
  expect(heard).toEqual([null])
  expect(() => watch.listen(watched, () => undefined)).toThrow(/too_busy/)
  policies.close()
})
