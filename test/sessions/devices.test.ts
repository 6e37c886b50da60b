/** A browser is recognised by its device cookie, and a new one is reported once. */

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Account } from '../../src/model/account.ts'
import { forgetOldSessions } from '../../src/sessions/sweep.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, type Person } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { believing, firefox, movingPerson } from '../support/whereabouts.ts'

let cluster: Cluster
let client: RegisteredClient

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsRounds: false, settings: believing })
  client = await cluster.client()
})
afterAll(() => cluster?.close())

const cookie = 'parley_device|/'

function deviceOf(person: Person): string {
  return person.cookies.get(cookie)?.value ?? ''
}

function devicesOf({ id }: Account) {
  return sql<{ id: string; name: string; hash: string }>(
    cluster,
    `SELECT id, name, encode(device_hash, 'hex') AS hash FROM devices WHERE account_id = $1
     ORDER BY first_seen_at`,
    [id],
  )
}

function told({ id }: Account) {
  return sql<{ sessionId: string; details: Record<string, string> }>(
    cluster,
    `SELECT session_id AS "sessionId", details FROM audit_events
     WHERE account_id = $1 AND type = 'device.first_seen' ORDER BY id`,
    [id],
  )
}

test('a browser gets a device at its first sign-in, and the database has only its hash', async () => {
  const person = movingPerson(cluster)
  const page = await person.follow(authorizationRequest(cluster, client.clientId).url)
  expect(deviceOf(person)).toBe('')
  const { email, id } = await cluster.account()
  const signedInPage = await person.press(page, {
    action: 'sign-in',
    email,
    password: 'correct horse battery staple',
  })
  const answer = await person.visit(signedInPage.headers.get('location') ?? '')
  const lines = answer.headers.getSetCookie().filter((line) => line.startsWith('parley_device'))
  expect(lines.map((line) => line.split('=')[0])).toEqual(['parley_device', 'parley_device.sig'])
  for (const line of lines) {
    expect(line).toMatch(/path=\/;/)
    expect(line).toMatch(/httponly/i)
    expect(line).toMatch(/samesite=lax/i)
    const [, expires = ''] = /expires=([^;]+)/.exec(line) ?? []
    expect((Date.parse(expires) - Date.now()) / 86_400_000).toBeGreaterThan(399)
  }
  const device = deviceOf(person)
  expect(Buffer.from(device, 'base64url').length).toBeGreaterThanOrEqual(16)
  const hash = createHash('sha256').update(device).digest('hex')
  expect(await sql(cluster, 'SELECT 1 FROM sessions WHERE account_id = $1', [id])).toHaveLength(1)
  expect(await devicesOf({ id } as Account)).toMatchObject([{ name: 'Chrome on Windows', hash }])
  const dump = await sql(cluster, 'SELECT details::text AS text FROM audit_events')
  expect(JSON.stringify(dump)).not.toContain(hash)
  expect(JSON.stringify(dump)).not.toContain(device)
})

test('the device stays the same after signing out and in, for every account of that browser', async () => {
  const person = movingPerson(cluster)
  const first = await signedIn(cluster, { client, person })
  const device = deviceOf(person)
  await person.submit(await person.follow('/logout'), { logout: 'yes' })
  expect(deviceOf(person)).toBe(device)
  await signedIn(cluster, { client, person, account: first.account })
  await person.submit(await person.follow('/logout'), { logout: 'yes' })
  const second = await signedIn(cluster, { client, person })
  expect(deviceOf(person)).toBe(device)
  for (const { account } of [first, second]) {
    expect(await devicesOf(account)).toHaveLength(1)
    expect(await told(account)).toEqual([])
  }
})

test('the first device is not reported; each other one is, once, with its name and session', async () => {
  const { account } = await signedIn(cluster, { client, person: movingPerson(cluster) })
  const person = movingPerson(cluster, { userAgent: firefox })
  await signedIn(cluster, { client, person, account })
  await signedIn(cluster, { client, person, account, params: { prompt: 'login' } })
  const [, added] = await devicesOf(account)
  const sessions = 'SELECT id FROM sessions WHERE account_id = $1 ORDER BY id'
  const [, newest] = await sql<{ id: string }>(cluster, sessions, [account.id])
  expect(await told(account)).toEqual([
    {
      sessionId: newest?.id,
      details: { device: added?.id, personal: { device_name: 'Firefox on Windows' } },
    },
  ])
})

test('a sign-in refused by its limit reports no device', async () => {
  const account = await cluster.account({ tier: 'basic' })
  await signedIn(cluster, { client, person: movingPerson(cluster), account })
  const person = movingPerson(cluster, { userAgent: firefox })
  const request = authorizationRequest(cluster, client.clientId)
  await person.authorize(request, account).catch(() => null)
  expect(deviceOf(person)).toBe('')
  expect(await devicesOf(account)).toHaveLength(1)
  expect(await told(account)).toEqual([])
})

test('a changed or forged cookie is not a device', async () => {
  const { account } = await signedIn(cluster, { client, person: movingPerson(cluster) })
  const person = movingPerson(cluster)
  const { account: other } = await signedIn(cluster, { client, person })
  const own = deviceOf(person)
  await person.submit(await person.follow('/logout'), { logout: 'yes' })
  for (const value of ['AAAAAAAAAAAAAAAAAAAAAA', `${own}A`, own.toLowerCase()]) {
    person.cookies.set(cookie, { value, path: '/' })
    await signedIn(cluster, { client, person, account })
    expect(deviceOf(person)).not.toBe(value)
    await person.submit(await person.follow('/logout'), { logout: 'yes' })
    const hash = createHash('sha256').update(value).digest('hex')
    expect((await devicesOf(account)).map((device) => device.hash)).not.toContain(hash)
  }
  expect(await told(account)).toHaveLength(3)
  expect(await told(other)).toEqual([])
})

test('two concurrent sign-ins of one browser create one device', async () => {
  const { account, person } = await signedIn(cluster, { client, person: movingPerson(cluster) })
  const twins = [0, 1].map(() => {
    const twin = movingPerson(cluster)
    for (const [name, value] of person.cookies) {
      if (name.startsWith('parley_device')) twin.cookies.set(name, value)
    }
    return twin
  })
  await Promise.all(twins.map((twin) => signedIn(cluster, { client, person: twin, account })))
  expect(await devicesOf(account)).toHaveLength(1)
})

test('a device is deleted once no browser can still hold it', async () => {
  const { account } = await signedIn(cluster, { client, person: movingPerson(cluster) })
  await signedIn(cluster, { client, person: movingPerson(cluster), account })
  const age = `UPDATE devices SET last_seen_at = now() - interval '401 days'
    WHERE account_id = $1 AND first_seen_at = (SELECT min(first_seen_at) FROM devices WHERE account_id = $1)`
  await sql(cluster, age, [account.id])
  await forgetOldSessions(cluster.store, 100)
  expect(await devicesOf(account)).toHaveLength(1)
})

test('the page of sessions shows which device is new and since when each is known', async () => {
  const here = movingPerson(cluster)
  const { account } = await signedIn(cluster, { client, person: here })
  expect((await here.visit('/account/sessions')).text).not.toContain('New device')
  await signedIn(cluster, {
    client,
    person: movingPerson(cluster, { userAgent: firefox }),
    account,
  })
  const { text } = await here.visit('/account/sessions')
  expect(text.match(/>New device</g)).toHaveLength(1)
  expect(text.match(/>First used</g)).toHaveLength(2)
  const weekLater = `UPDATE devices SET first_seen_at = first_seen_at - interval '8 days'
    WHERE account_id = $1`
  await sql(cluster, weekLater, [account.id])
  expect((await here.visit('/account/sessions')).text).not.toContain('New device')
})
