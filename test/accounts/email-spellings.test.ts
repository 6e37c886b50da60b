/** Every spelling of an email address finds one account, and no two accounts share an address. */

import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { itemsOf, newOperator } from '../admin-api/operator.ts'
import { commandLine, documentOf } from '../cli/command-line.ts'
import { type Cluster, startCluster, testPassword, testSecret } from '../support/cluster.ts'
import { linkIn, type Mailbox, openMailbox } from '../support/mailbox.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { sql } from '../support/sql.ts'

let cluster: Cluster
let mailbox: Mailbox

beforeAll(async () => {
  mailbox = await openMailbox()
  const settings = { ...mailbox.settings, PARLEY_REGISTRATION: 'open' }
  cluster = await startCluster({ nodes: 2, runsJobs: true, settings })
})
afterAll(async () => {
  await cluster?.close()
  await mailbox?.close()
})

const spellings = (user: string) => [
  `${user}@münchen.example`,
  `${user}@xn--mnchen-3ya.example`,
  `${user.toUpperCase()}@MÜNCHEN.EXAMPLE`,
]

async function canSignIn(email: string): Promise<boolean> {
  const { clientId } = await cluster.client()
  const request = authorizationRequest(cluster, clientId)
  const callback = await newPerson(cluster).authorize(request, { email, password: testPassword })
  return callback.searchParams.has('code')
}

test('a person signs in with every spelling of the address', async () => {
  const { email } = await cluster.account({ email: 'ada@münchen.example' })
  expect(email).toBe('ada@xn--mnchen-3ya.example')
  for (const spelling of spellings('ada')) expect(await canSignIn(spelling)).toBe(true)
})

test('of two spellings that are registered at the same moment, one is', async () => {
  const { ask } = await newOperator(cluster)
  const answers = await Promise.all(
    spellings('racer').map((email) =>
      ask('POST', '/accounts', { body: { email, password: testPassword } }),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
})

test('operators find the account by every spelling, in the API and at the command line', async () => {
  const { id } = await cluster.account({ email: 'bea@münchen.example' })
  const { ask } = await newOperator(cluster)
  const env = { DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret }
  const parley = commandLine(env)
  for (const spelling of spellings('bea')) {
    const query = encodeURIComponent(spelling)
    for (const search of [`email=${query}`, `email_prefix=${query}`]) {
      const found = await ask('GET', `/accounts?${search}`)
      expect(itemsOf(found).map((item) => item['id'])).toEqual([id])
    }
    expect(documentOf(await parley(['account', 'show', spelling, '--json']))).toMatchObject({ id })
  }
})

test('a reset that one spelling asks for reaches the account, whose page shows the readable one', async () => {
  await cluster.account({ email: 'cleo@xn--mnchen-3ya.example' })
  const person = newPerson(cluster)
  const form = await person.visit('/account/forgot')
  const sent = await person.submit(form, { email: 'cleo@münchen.example' })
  expect(sent.text).toContain('cleo@münchen.example')
  const mail = await mailbox.mailTo('cleo@xn--mnchen-3ya.example')
  const page = await newPerson(cluster).visit(linkIn(mail))
  expect(page.text).toContain('value="cleo@xn--mnchen-3ya.example"')
})

test('wrong passwords under every spelling count against one account', async () => {
  const { id } = await cluster.account({ email: 'dora@münchen.example' })
  const { ask } = await newOperator(cluster)
  for (const [i, email] of [...spellings('dora'), ...spellings('dora')].entries()) {
    const { clientId } = await cluster.client()
    const person = newPerson(cluster)
    const signIn = await person.follow(authorizationRequest(cluster, clientId).url)
    await person.submit(signIn, { action: 'sign-in', email, password: `wrong number ${i} of six` })
  }
  const { body } = await ask('GET', `/accounts/${id}`)
  expect(body['sign_in_wait_until']).toEqual(expect.any(String))
})

test('accounts from before the rule get the one spelling, and two that share it stay', async () => {
  const migration = new URL(
    '../../prisma/migrations/20261201050000_one_spelling_of_an_email/migration.sql',
    import.meta.url,
  )
  const former = ['emma@münchen.example', 'faye@例え.テスト.example', 'gina@bücher.münchen.example']
  const found = async (email: string) => {
    const rows = await sql<{ id: string }>(cluster, 'SELECT id FROM accounts WHERE email = $1', [
      email,
    ])
    return rows.map(({ id }) => id)
  }
  const people = []
  for (const [i, email] of former.entries()) {
    const { id } = await cluster.account({ email: `former${i}@example.com` })
    await sql(cluster, 'UPDATE accounts SET email = $2 WHERE id = $1', [id, email])
    people.push({ id, email })
  }
  const first = await cluster.account({ email: 'hana@münchen.example' })
  const second = await cluster.account({ email: 'hana2@example.com' })
  const spelt = 'hana@münchen.example'
  await sql(cluster, 'UPDATE accounts SET email = $2 WHERE id = $1', [second.id, spelt])

  const client = new pg.Client({ connectionString: cluster.databaseUrl })
  await client.connect()
  await client.query(await readFile(migration, 'utf8')).finally(() => client.end())

  for (const { id, email } of people) {
    expect(await found(email)).toEqual([])
    const { ask } = await newOperator(cluster)
    const listed = await ask('GET', `/accounts?email=${encodeURIComponent(email)}`)
    expect(itemsOf(listed).map((item) => item['id'])).toEqual([id])
    expect(await canSignIn(email)).toBe(true)
  }
  expect([await found(first.email), await found(spelt)]).toEqual([[first.id], [second.id]])
})
