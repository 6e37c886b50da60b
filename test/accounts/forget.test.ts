/** Deleting and forgetting an account reaches every row of the database. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newOperator } from '../admin-api/operator.ts'
import { commandLine, documentOf } from '../cli/command-line.ts'
import { type Cluster, startCluster, testPassword, testSecret } from '../support/cluster.ts'
import { type Mailbox, openMailbox } from '../support/mailbox.ts'
import { authorizationRequest } from '../support/person.ts'
import { authorized, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'
import { believing, movingPerson } from '../support/whereabouts.ts'

let cluster: Cluster
let mailbox: Mailbox

beforeAll(async () => {
  mailbox = await openMailbox()
  const settings = { ...mailbox.settings, ...believing, PARLEY_REGISTRATION: 'open' }
  cluster = await startCluster({ runsJobs: true, settings })
})
afterAll(async () => {
  await cluster?.close()
  await mailbox?.close()
})

/** Nobody else in the database has these. */
const email = 'forget-me-0451@example.com'
const former = 'former-of-0451@example.com'
const name = 'Wilhelmina Ozymandias'
const network = '203.0.113.45'
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Unforgettable/0451'
const traces = [email, former, name, network, userAgent, 'Unforgettable']

/** Every table of every schema, whatever its columns are, with the traces that its rows hold. */
async function tracesLeft(): Promise<string[]> {
  return (await allTraces()).filter((trace) => !listed.test(trace))
}

/** "Forgetting a person" in docs/audit.md lists them. */
const listed = /^(public\.artifacts|jobs\.job|public\.audit_events):/

/** The events that name an account or an actor and hold a trace. */
function namedTraces() {
  return sql(
    cluster,
    `SELECT type FROM audit_events e, unnest($1::text[]) needle
     WHERE (account_id IS NOT NULL OR actor_id IS NOT NULL)
       AND position(lower(needle) IN lower(e::text)) > 0`,
    [traces],
  )
}

async function allTraces(): Promise<string[]> {
  const tables = await sql<{ name: string }>(
    cluster,
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^(pg_|information_)'
     ORDER BY 1`,
  )
  expect(tables.length).toBeGreaterThan(25)
  const needles = traces.flatMap((trace) => [trace, Buffer.from(trace).toString('hex')])
  const left: string[] = []
  for (const { name: table } of tables) {
    const rows = await sql<{ found: string }>(
      cluster,
      `SELECT DISTINCT needle AS found FROM ${table} t, unnest($1::text[]) needle
       WHERE position(lower(needle) IN lower(t::text)) > 0 ORDER BY 1`,
      [needles],
    )
    left.push(...rows.map(({ found }) => `${table}: ${found}`))
  }
  return left
}

test('nothing of a deleted and forgotten person is left, but what the docs list', async () => {
  const { ask } = await newOperator(cluster)
  const made = await ask('POST', '/accounts', {
    body: { email: former, password: testPassword, name },
  })
  const id = String(made.body['id'])
  await sql(cluster, "UPDATE accounts SET tier = 'streaming' WHERE id = $1", [id])
  const parley = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret })

  // A session that ended, one that lives with a refreshed grant, and a reset under the former address.
  const person = () => movingPerson(cluster, { network, userAgent })
  const [account] = await sql<never>(cluster, 'SELECT id, email FROM accounts WHERE id = $1', [id])
  if (account === undefined) throw new Error('there is no account')
  const first = await signedIn(cluster, { account, person: person() })
  await cluster.endSessionsOf(id)
  const form = await person().visit('/account/forgot')
  await person().submit(form, { email: former })
  await mailbox.mailTo(former)
  const changes = { email, name: `${name} II` }
  documentOf(
    await parley(['account', 'update', id, '--email', email, '--name', changes.name, '--json']),
  )
  const current = { ...first.account, email }
  const { client, tokens } = await signedIn(cluster, { account: current, person: person() })
  await refresh(cluster.issuer, client, tokens.refreshToken)
  // As if that refresh had come from the person's own network.
  await sql(
    cluster,
    'UPDATE token_families SET network = $2::inet, browser = $3 WHERE account_id = $1',
    [id, network, userAgent],
  )
  await authorized(cluster, { account: current, client, person: person() })
  // A wrong password, a sign-in that waits, and a link that was not used.
  const waiting = person()
  const signIn = await waiting.follow(
    authorizationRequest(cluster, client.clientId, { login_hint: email }).url,
  )
  await waiting.submit(signIn, { action: 'sign-in', email, password: 'not the password at all' })
  const again = person()
  await again.submit(await again.visit('/account/forgot'), { email })
  await mailbox.mailTo(email)

  const before = await allTraces()
  for (const table of ['accounts', 'sessions', 'token_families', 'mailed_links', 'audit_events']) {
    expect(before.some((trace) => trace.startsWith(`public.${table}:`))).toBe(true)
  }
  const reason = `${name} asked for it`
  const path = `/accounts/${id}?reason=${encodeURIComponent(reason)}`
  expect((await ask('DELETE', path)).status).toBe(204)
  const forgotten = await parley(['audit', 'forget', '--account', id, '--json'])
  expect(documentOf(forgotten)).toEqual({ events: expect.any(Number) })
  expect(await tracesLeft()).toEqual([])
  // What lives too briefly, or names no account, the docs list.
  expect(await namedTraces()).toEqual([])

  // Nobody can find the account by its address now, so the id does it again.
  expect((await parley(['audit', 'forget', '--account', email])).code).toBe(1)
  expect(documentOf(await parley(['audit', 'forget', '--account', id, '--json']))).toEqual({
    events: 1,
  })
  expect((await ask('GET', `/sessions?account=${id}`)).status).toBe(200)
  expect((await ask('GET', `/revocations`)).status).toBe(200)
})

test('forgetting leaves a living session as it is, and empties those that ended', async () => {
  const account = await cluster.account()
  const person = () => movingPerson(cluster, { network: '198.51.100.23', userAgent })
  await signedIn(cluster, { account, person: person() })
  await cluster.endSessionsOf(account.id)
  await signedIn(cluster, { account, person: person() })
  const parley = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret })
  documentOf(await parley(['audit', 'forget', '--account', account.email, '--json']))
  const rows = await sql(
    cluster,
    'SELECT state, host(network) AS network FROM sessions WHERE account_id = $1 ORDER BY id',
    [account.id],
  )
  expect(rows).toEqual([
    { state: 'ended', network: null },
    { state: 'live', network: '198.51.100.23' },
  ])
})

test.each([
  "network = NULL, end_reason = 'logout'",
  "network = '198.51.100.1'",
  "state = 'live', ended_at = NULL, end_reason = NULL",
])('an ended session can be emptied, but not with SET %s', async (change) => {
  const { account } = await signedIn(cluster)
  await cluster.endSessionsOf(account.id)
  const changing = sql(cluster, `UPDATE sessions SET ${change} WHERE account_id = $1`, [account.id])
  await expect(changing).rejects.toThrow(/has ended/)
})
