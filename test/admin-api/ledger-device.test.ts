/** Events are found by the device that a browser is to an account, never by another account's device. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'
import { openEvents } from './tail.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

/** A tail begins after what it can see, which open transactions of other tests hold back. */
async function isBelowHorizon(): Promise<boolean> {
  const rows = await sql(
    cluster,
    'SELECT id FROM audit_events WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()) LIMIT 1',
  )
  return rows.length === 0
}

async function devicesOf(accountId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    cluster,
    'SELECT id FROM devices WHERE account_id = $1 ORDER BY id',
    [accountId],
  )
  return rows.map(({ id }) => id)
}

async function typesBy(device: string): Promise<unknown[]> {
  const answer = await operator.ask('GET', `/audit-events?device=${device}`)
  return itemsOf(answer)
    .map(({ type }) => type)
    .toReversed()
}

test('each browser of a person is a device; an event of an application has none', async () => {
  const first = await signedIn(cluster)
  const second = await signedIn(cluster, { account: first.account, client: first.client })
  const { person, client } = second
  await person.follow(authorizationRequest(cluster, client.clientId).url)
  const [phone = '', desk = ''] = await devicesOf(first.account.id)
  // The sign-in's answer sets the cookie, so the events of the sign-in itself have no device yet.
  const begun = ['session.begun', 'consent.granted', 'code.issued']
  expect(await typesBy(phone)).toEqual(begun)
  expect(await typesBy(desk)).toEqual(['device.first_seen', 'session.begun', 'code.issued'])
  await person.submit(await person.follow('/logout'), { logout: 'yes' })
  expect(await typesBy(desk)).toContain('session.ended')
  expect(await typesBy(phone)).toEqual(begun)
})

test('a wrong password in a known browser has its device, but only for the account that knows it', async () => {
  const { account, person, client } = await signedIn(cluster)
  const [device = ''] = await devicesOf(account.id)
  const other = await cluster.account()
  const { url } = authorizationRequest(cluster, client.clientId, { prompt: 'login' })
  for (const email of [account.email ?? '', other.email ?? '']) {
    const page = await person.follow(url)
    await person.submit(page, { action: 'sign-in', email, password: 'not this one at all' })
  }
  const failed = (await typesBy(device)).filter((type) => type === 'authentication.failed')
  expect(failed).toHaveLength(1)
})

test('a tail can follow a device too', async () => {
  const { account, person, client } = await signedIn(cluster)
  const [device = ''] = await devicesOf(account.id)
  await eventually(isBelowHorizon)
  const tail = await openEvents(`${cluster.issuer}/admin/v1/audit-events?device=${device}`, {
    token: operator.token,
  })
  await signedIn(cluster)
  await newPerson(cluster).follow(authorizationRequest(cluster, client.clientId).url)
  await person.follow(authorizationRequest(cluster, client.clientId).url)
  await eventually(() => tail.events.length > 0)
  tail.close()
  expect(tail.events.map(({ type }) => type)).toEqual(['code.issued'])
})

test('a search for a device is recorded, and is not found under that device', async () => {
  const device = uuidv7()
  await operator.ask('GET', `/audit-events?device=${device.toUpperCase()}`)
  expect(await typesBy(device)).toEqual([])
  const [row] = await sql<{ details: object }>(
    cluster,
    "SELECT details FROM audit_events WHERE type = 'ledger.read' ORDER BY id DESC LIMIT 1",
  )
  expect(row?.details).toEqual({ how: 'search', looked_device: device })
})

test('the device filter takes only an id', async () => {
  const answer = await operator.ask('GET', '/audit-events?device=my-phone')
  expect([...refusalOf(answer), answer.body['detail']]).toEqual([
    400,
    'request_invalid',
    'device: must match format "uuid"',
  ])
})
