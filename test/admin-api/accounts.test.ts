/** Operators create accounts, and see them without their passwords. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { sql } from '../support/sql.ts'
import { allPages, itemsOf, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

const password = 'a long enough sentence'

test('an account created by an operator can sign in', async () => {
  const created = await operator.ask('POST', '/accounts', {
    body: { email: ' Ada@Example.com', password, name: 'Ada' },
  })
  expect(created.status).toBe(201)
  expect(created.body).toMatchObject({
    email: 'ada@example.com',
    name: 'Ada',
    tier: 'default',
    roles: [],
    disabled_at: null,
  })
  const id = String(created.body['id'])
  expect(created.headers.get('location')).toBe(`/admin/v1/accounts/${id}`)
  const { body } = await operator.ask('GET', `/accounts/${id}`)
  expect(body).toMatchObject(created.body)
  expect(JSON.stringify(body)).not.toMatch(/hash|argon2/)

  const client = await cluster.client()
  const request = authorizationRequest(cluster, client.clientId)
  const who = { email: 'ada@example.com', password }
  const callback = await newPerson(cluster).authorize(request, who)
  expect(callback.searchParams.get('code')).not.toBeNull()
})

test('creating an account leaves one event with its actor and without the password', async () => {
  const { body } = await operator.ask('POST', '/accounts', {
    body: { email: 'grace@example.com', password },
  })
  const events = await sql(
    cluster,
    `SELECT type, actor_kind AS kind, actor_id AS actor, details FROM audit_events
     WHERE account_id = $1`,
    [body['id']],
  )
  expect(events).toEqual([
    {
      type: 'account.created',
      kind: 'client',
      actor: operator.client.clientId,
      details: { tier: 'default' },
    },
  ])
})

test('requests at once with one email create one account', async () => {
  const answers = await Promise.all(
    ['Linus@example.com', 'linus@EXAMPLE.com', ' linus@example.com'].map((email) =>
      operator.ask('POST', '/accounts', { body: { email, password } }),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
  const refused = answers.find(({ status }) => status === 409)
  expect(refused?.body['code']).toBe('email_taken')
})

test.each<[object, string, string]>([
  [{ password }, 'request_invalid', 'email: needed'],
  [{ email: 'a@example.com' }, 'request_invalid', 'password: needed'],
  [{ email: 'a@example.com', password, roles: ['owner'] }, 'request_invalid', 'roles: unknown'],
  [{ email: 1, password }, 'request_invalid', 'email: must be string'],
  [
    { email: 'a@example.com', password, name: 'a\0b' },
    'request_invalid',
    'text: not valid Unicode',
  ],
  [{ email: 'Ada <a@example.com>', password }, 'email_invalid', 'email: one plain address'],
  [
    { email: 'a@example.com', password: 'short' },
    'password_too_short',
    'password: 12 characters or more',
  ],
  [
    { email: 'a@example.com', password: 'x'.repeat(257) },
    'password_too_long',
    'password: 256 characters at most',
  ],
  [
    { email: 'a@example.com', password: 'abcdefghijklmnop' },
    'password_too_weak',
    'password: It follows the keyboard or the alphabet. Use words that have nothing to do with it',
  ],
])('an invalid account is refused with the field and the rule: %j', async (body, code, detail) => {
  const answer = await operator.ask('POST', '/accounts', { body })
  expect([answer.status, answer.body['code'], answer.body['detail']]).toEqual([400, code, detail])
})

test('accounts are found by email, and pages hold each once, newest first', async () => {
  await operator.ask('POST', '/accounts', { body: { email: 'alan@example.com', password } })
  const found = itemsOf(await operator.ask('GET', '/accounts?email=ALAN@example.com'))
  expect(found.map(({ email }) => email)).toEqual(['alan@example.com'])
  expect(itemsOf(await operator.ask('GET', '/accounts?email=nobody'))).toEqual([])

  const pages = await allPages(operator, '/accounts?limit=2')
  const rows = await sql<{ id: string }>(cluster, 'SELECT id FROM accounts ORDER BY id DESC')
  expect(pages.flat()).toEqual(rows.map(({ id }) => id))
})

test('an unknown account is not found, and a malformed id is refused', async () => {
  const path = '/accounts/019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'
  expect(refusalOf(await operator.ask('GET', path))).toEqual([404, 'not_found'])
  expect(refusalOf(await operator.ask('GET', '/accounts/1'))).toEqual([400, 'request_invalid'])
})
