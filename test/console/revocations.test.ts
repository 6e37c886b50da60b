/** Revocations in the console: a dry run first, then a typed confirmation, made once. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { uuidv7 } from '../../src/base/crypto.ts'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, read, typeCredentials } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import type { Person } from '../support/person.ts'
import { toldAt } from '../support/receiver.ts'
import { signedIn } from '../support/sign-in.ts'
import { ageSessions, sql } from '../support/sql.ts'
import { sweepAll } from '../support/sweep.ts'
import { refresh } from '../support/tokens.ts'
import { expectGoodLooks, openConsole } from './browser.ts'
import { newOperatorPerson } from './operator.ts'

let cluster: Cluster
let browser: Browser

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsRounds: false })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await cluster?.close()
})

function open(role: string, path: string): Promise<Browsing> {
  const options = { role, path: `/console${path}`, javaScriptEnabled: false }
  return openConsole(browser, cluster, options)
}

async function madeFor(reason: string) {
  return sql(
    cluster,
    `SELECT scope, actor_kind AS kind, client_id AS client, account_id AS account, network::text
     FROM revocations WHERE reason = $1`,
    [reason],
  )
}

async function isAlive({ client, tokens }: Awaited<ReturnType<typeof signedIn>>): Promise<boolean> {
  return (await refresh(cluster.issuer, client, tokens.refreshToken)).status === 200
}

/** Finishes all sweeps at once. */
test('an operator revokes everything of a client: dry run, confirmation by its id, page of the receipt', async () => {
  const told = await cluster.client({
    name: 'PhotoApp',
    ...toldAt({ uri: 'https://a.example/out' }),
  })
  const journey = await signedIn(cluster, { client: told })
  const other = await signedIn(cluster, { account: journey.account })
  const { clientId } = told

  const browsing = await open('operator', `/revocations/new?kind=client&client_id=${clientId}`)
  const { page, press } = browsing
  expect(await page.getByLabel('Client').inputValue()).toBe(clientId)
  await page.getByLabel('Reason').fill('Its secret leaked')
  await press('See what it would reach')
  const reached = await read(browsing)
  expect(reached).toContain(`PhotoApp (${clientId})`)
  expect(reached).toContain('Sessions 1 Accounts 1 Grants 1 Applications 1')
  expect(reached).toContain('1 of 1 application is told by back-channel logout')
  expect(await isAlive(journey)).toBe(true)

  await page.getByLabel('to go on').fill('another')
  await press('Revoke')
  expect(await read(browsing)).toContain(`Type ${clientId}, exactly as it stands there.`)
  expect(await madeFor('Its secret leaked')).toEqual([])

  await page.getByLabel('to go on').fill(clientId)
  await press('Revoke')
  const done = await read(browsing)
  expect(done).toContain('It is revoked.')
  expect(done).toContain('under way')
  expect(done).toContain('Its secret leaked')
  expect(await isAlive(journey)).toBe(false)
  expect(await isAlive(other)).toBe(true)
  expect(await madeFor('Its secret leaked')).toEqual([
    { scope: 'client', kind: 'operator', client: clientId, account: null, network: null },
  ])

  await sweepAll(cluster)
  await page.getByRole('link', { name: 'Look again' }).click()
  expect(await read(browsing)).toMatch(/Marking done Ended 1 grant/)
  await page.getByRole('link', { name: 'Revocations' }).first().click()
  expect(await read(browsing)).toContain('Everything a client was issued')
  await browsing.close()
})

test('an account is found by its email, and sessions begun later survive its revocation', async () => {
  const journey = await signedIn(cluster)
  await ageSessions(cluster, { accountId: journey.account.id, seconds: 7_200 })
  const later = await signedIn(cluster, { account: journey.account })
  const browsing = await open('operator', '/revocations/new')
  const { page, press } = browsing
  await page.getByRole('link', { name: 'Everything of one account' }).click()
  await page.getByLabel('Account').fill('nobody@example.com')
  await page.getByLabel('Issued by').fill('yesterday')
  await page.getByLabel('Reason').fill('Lost phone')
  await press('See what it would reach')
  expect(await read(browsing)).toContain('A moment such as 2026-11-22 13:00')
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  await page.getByLabel('Issued by').fill(hourAgo)
  await press('See what it would reach')
  expect(await read(browsing)).toContain('No account has this email or id.')
  expect(await page.getByLabel('Reason').inputValue()).toBe('Lost phone')
  await page.getByLabel('Account').fill(journey.account.email ?? '')
  await press('See what it would reach')
  expect(await read(browsing)).toContain('Sessions 1')
  await page.getByLabel('to go on').fill(journey.account.email ?? '')
  await press('Revoke')
  expect(await read(browsing)).toContain('It is revoked.')
  expect([await isAlive(journey), await isAlive(later)]).toEqual([false, true])
  await browsing.close()
})

test('an owner who revokes everything is warned, signs in again and reads the receipt', async () => {
  const { email } = await cluster.account({ roles: ['owner'] })
  const browsing = await openConsole(browser, cluster, { role: 'viewer', javaScriptEnabled: false })
  const { page, press } = browsing
  await page.context().clearCookies()
  await page.goto(`${cluster.issuer}/console/revocations/reach?kind=everything&reason=All+stolen`)
  await typeCredentials(browsing, { email: email ?? '' })
  expect(await read(browsing)).toContain('You are among them')
  await page.getByLabel('Type “everything”').fill('everything')
  await press('Revoke')
  await typeCredentials(browsing, { email: email ?? '' })
  expect(new URL(page.url()).pathname).toMatch(/^\/console\/revocations\/[\da-f-]{36}$/)
  expect(await read(browsing)).toContain('All stolen')
  expect(await madeFor('All stolen')).toMatchObject([{ scope: 'everything' }])
  await sweepAll(cluster)
  await browsing.close()
})

test('an operator who signed in long ago signs in again and comes back to the confirmation', async () => {
  const { email, id } = await cluster.account({ roles: ['operator'] })
  const { page, press, ...browsing } = await openConsole(browser, cluster, {
    role: 'viewer',
    javaScriptEnabled: false,
  })
  const acting = { page, press, ...browsing }
  await page.context().clearCookies()
  const reach = '/console/revocations/reach?kind=network&network=192.0.2.0/24&reason=Stuffing'
  await page.goto(`${cluster.issuer}${reach}`)
  await typeCredentials(acting, { email: email ?? '' })
  await page.getByLabel('to go on').fill('192.0.2.0/24')
  await ageSessions(cluster, { accountId: id, seconds: 600 })
  await press('Revoke')
  expect(await madeFor('Stuffing')).toEqual([])
  await typeCredentials(acting, { email: email ?? '' })
  expect(await read(acting)).toContain('192.0.2.0/24')
  expect(await read(acting)).toContain('Stuffing')
  await page.getByLabel('to go on').fill('192.0.2.0/24')
  await press('Revoke')
  expect(await madeFor('Stuffing')).toMatchObject([{ network: '192.0.2.0/24' }])
  await browsing.close()
})

const form = { method: 'POST' } as const

function post(person: Person, fields: Record<string, string>, origin = cluster.issuer) {
  const body = new URLSearchParams(fields)
  return person.visit('/console/revocations', { ...form, headers: { origin }, body })
}

test('a confirmation sent at once to two nodes makes one revocation', async () => {
  const { person } = await newOperatorPerson(cluster, ['operator'])
  const fields = {
    kind: 'network',
    network: '192.0.2.77',
    reason: 'Twice',
    typed: '192.0.2.77',
    once: 'one-confirmation',
  }
  const [first, second] = await Promise.all([post(person, fields), post(person, fields)])
  expect([first.status, second.status]).toEqual([303, 303])
  expect(first.headers.get('location')).toBe(second.headers.get('location'))
  expect(await madeFor('Twice')).toHaveLength(1)
})

const onNetwork = {
  query: 'kind=network&network=192.0.2.8&reason=Not+mine',
  typed: '192.0.2.8',
  status: 403,
}
/** The form comes back with the reason. */
const onEverything = {
  query: 'kind=everything&reason=Not+mine',
  typed: 'everything',
  status: 400,
}

test.each([
  ['viewer', onNetwork],
  ['support', onNetwork],
  ['operator', onEverything],
] as const)(
  'role %s sees the dry run without a button, and posting the form is refused: %j',
  async (role, { query, typed, status }) => {
    const { person } = await newOperatorPerson(cluster, [role])
    const seen = await person.visit(`/console/revocations/reach?${query}`)
    expect([seen.status, seen.text.includes('but cannot revoke it')]).toEqual([200, true])
    expect(seen.text).not.toContain('<form method="post"')
    expect(seen.text).not.toContain('button danger')
    const fields = Object.fromEntries(new URLSearchParams(query))
    const posted = await post(person, { ...fields, typed, once: `x-${role}` })
    expect(posted.status).toBe(status)
    expect(await madeFor('Not mine')).toEqual([])
  },
)

test('a form from another site is refused', async () => {
  const { person } = await newOperatorPerson(cluster, ['owner'])
  const fields = { kind: 'everything', reason: 'Foreign', typed: 'everything', once: 'y' }
  expect((await post(person, fields, 'https://elsewhere.example')).status).toBe(403)
  expect(await madeFor('Foreign')).toEqual([])
})

test.each([
  ['kind=network&network=192.0.2.0/99&reason=x', 'an address, or a prefix of one'],
  ['kind=network&network=%00&reason=x', 'not valid Unicode'],
  ['kind=session&session_id=1&reason=x', 'No session has this id.'],
  ['kind=session&session_id=019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7&reason=x', 'No session has'],
  ['kind=grant&grant_id=never&reason=x', 'No grant has this id.'],
  ['kind=client&client_id=never&reason=x', 'No client has this id.'],
  ['kind=account_client&account_id=never&client_id=never&reason=x', 'No account has this'],
  ['kind=client&reason=x', 'Say which.'],
  ['kind=everything', 'Say why, in 1 to 500 characters.'],
  [`kind=everything&reason=${'x'.repeat(501)}`, 'Say why, in 1 to 500 characters.'],
  ['kind=everything&reason=x&before=2999-01-01+00:00', 'not in the future'],
  ['kind=everything&reason=x&before=2026-13-45+99:99', 'A moment such as'],
])('%s is explained in the form', async (query, words) => {
  const { person } = await newOperatorPerson(cluster, ['operator'])
  const page = await person.visit(`/console/revocations/reach?${query}`)
  expect(page.text).toContain(words)
  expect(page.text).toContain('name="reason"')
  expect(page.status).toBe(400)
})

test.each(['019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7', 'not-an-id'])(
  'the page of the unknown revocation %j shows an error',
  async (id) => {
    const { person } = await newOperatorPerson(cluster, ['viewer'])
    const page = await person.visit(`/console/revocations/${id}`)
    expect([400, 404]).toContain(page.status)
    expect(page.text).toContain('<h1>')
  },
)

async function addOld(kind: string, network: string | null): Promise<void> {
  await sql(
    cluster,
    `INSERT INTO revocations (id, scope, network, before, end_reason, reason, actor_kind, actor_id,
       swept_at, sessions_ended, grants_ended)
     VALUES ($1, $2, $3::inet, now(), 'revoked', 'Credential stuffing from a rented network',
       'system', NULL, now(), 12, 0)`,
    [uuidv7(), kind, network],
  )
}

test('the pages fit and can be read by everyone', async () => {
  for (let i = 0; i < 55; i += 1) await addOld('network', `198.51.100.${i}`)
  const { clientId } = await cluster.client({ name: 'PhotoApp' })
  const browsing = await openConsole(browser, cluster, {
    role: 'owner',
    path: '/console/revocations',
  })
  const { page, press } = browsing
  const looksAs = (name: string) => expectGoodLooks(browsing, name)
  await looksAs('revocations')
  await page.getByRole('link', { name: 'Next page' }).click()
  await page.getByRole('link', { name: 'Back to the first' }).click()
  await page.goto(`${cluster.issuer}/console/revocations?cursor=made-up`)
  expect(await read(browsing)).toContain('cursor: must match')
  await page.goto(`${cluster.issuer}/console/revocations/new`)
  await looksAs('revoke')
  await page.goto(`${cluster.issuer}/console/revocations/new?kind=account_client`)
  await looksAs('revoke-form')
  await page.goto(
    `${cluster.issuer}/console/revocations/reach?kind=client&client_id=${clientId}&reason=Leaked&before=2026-01-01+13:00`,
  )
  await looksAs('revoke-reach')
  await page.getByLabel('to go on').fill(clientId)
  await press('Revoke')
  await looksAs('revocation')
  expect(browsing.complaints).toHaveLength(0)
  await browsing.close()
})
