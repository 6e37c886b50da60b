/** Sessions in the console: search, the story of one, ending one, ending many. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { sweepRevocations } from '../../src/sessions/sweep-revocations.ts'
import { openBrowser } from '../support/browser.ts'
import { read } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { addCrowd } from '../support/crowd.ts'
import { eventually } from '../support/eventually.ts'
import { openReceiver, type Receiver, toldAt } from '../support/receiver.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { allDetails, sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'
import { expectGoodLooks, openConsole } from './browser.ts'
import { newOperatorPerson } from './operator.ts'

let cluster: Cluster
let browser: Browser
let receiver: Receiver

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsRounds: false })
  browser = await openBrowser()
  receiver = await openReceiver()
})
afterAll(async () => {
  await receiver?.close()
  await browser?.close()
  await cluster?.close()
})

const path = '/console/sessions'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** A session of a person whose application has refreshed. */
async function newSession(set = "policy = 'default'") {
  const client = await cluster.client({ ...toldAt(receiver), name: 'Harbor Photos' })
  const journey = await signedIn(cluster, { client })
  await refresh(cluster.issuer, client, journey.tokens.refreshToken)
  const [row] = await sql<{ id: string }>(
    cluster,
    `UPDATE sessions SET ${set} WHERE account_id = $1 RETURNING id`,
    [journey.account.id],
  )
  return { ...journey, id: row?.id ?? '' }
}

test('without script, an operator finds a session, reads its story, ends one grant and then the session', async () => {
  const { id, account, client, tokens } = await newSession("network = '198.51.100.20'")
  const browsing = await openConsole(browser, cluster, {
    role: 'support',
    path,
    javaScriptEnabled: false,
  })
  const { page, press } = browsing
  await page.getByLabel('Network').fill('198.51.100.0/24')
  await page.getByLabel('State').selectOption('live')
  await press('Search')
  expect(await page.getByRole('row').count()).toBe(2)
  await page.getByRole('link', { name: account.email }).click()
  expect(new URL(page.url()).pathname).toBe(`${path}/${id}`)
  const story = await read(browsing)
  expect(story).toContain('Harbor Photos')
  expect(story).toContain('198.51.100.20')
  expect(story).toContain('session.begun')
  expect(story).toContain('refresh.rotated')

  await page.getByRole('link', { name: 'End what Harbor Photos was allowed' }).click()
  await page.getByLabel('Reason').fill('Asked for by phone')
  await press('End it')
  expect(await read(browsing)).toContain('The application lost what it was allowed')
  expect((await refresh(cluster.issuer, client, tokens.refreshToken)).status).toBe(400)

  await page.getByRole('link', { name: 'End this session…' }).click()
  await page.getByLabel('Reason').selectOption('credential_changed')
  await press('End this session')
  const ended = await read(browsing)
  expect(ended).toContain('The session has ended')
  expect(ended).toContain('the password was changed')
  expect(ended).toContain('Notices of its end')
  expect(ended).not.toContain('End this session…')
  const events = await sql(
    cluster,
    `SELECT type, actor_kind AS kind, ${allDetails} FROM audit_events
     WHERE session_id = $1 AND type IN ('grant.ended', 'session.ended') ORDER BY id`,
    [id],
  )
  expect(events).toEqual([
    {
      type: 'grant.ended',
      kind: 'operator',
      details: { reason: 'revoked', why: 'Asked for by phone' },
    },
    { type: 'session.ended', kind: 'operator', details: { reason: 'credential_changed' } },
  ])
  await browsing.close()
})

test('an operator ends all results of a search: dry run, typed number, progress', async () => {
  await addCrowd(cluster, { size: 230, policy: 'gone' })
  const spared = await newSession("policy = 'stays'")
  const browsing = await openConsole(browser, cluster, { role: 'operator', path })
  const { page, press } = browsing
  await page.getByText('More filters').click()
  await page.getByLabel('Policy').fill('gone')
  await press('Search')
  await page.getByRole('link', { name: 'End all of these…' }).click()
  expect(await read(browsing)).toContain('Sessions 230 Of accounts 23')
  await page.getByLabel('Reason').fill('Their laptops are lost')
  await page.getByLabel('Type “230” to go on').fill('23')
  await press('End them')
  expect(await read(browsing)).toContain('Type 230, exactly as it stands there.')
  expect(await sql(cluster, "SELECT 1 FROM revocations WHERE scope = 'sessions'")).toEqual([])
  await page.getByLabel('Type “230” to go on').fill('230')
  await press('End them')
  expect(page.url()).toContain('/console/revocations/')
  expect(await read(browsing)).toContain('Ended so far 100 sessions')
  await eventually(async () => {
    await sweepRevocations(cluster.store, 100)
    const open = 'SELECT FROM revocations WHERE swept_at IS NULL'
    return (await sql(cluster, open)).length === 0
  })
  await page.getByRole('link', { name: 'Look again' }).click()
  const done = await read(browsing)
  expect(done).toContain('Marking done Ended 230 sessions')
  expect(done).toContain('Their laptops are lost')
  const left = await sql<{ id: string }>(
    cluster,
    "SELECT id FROM sessions WHERE policy IN ('gone', 'stays') AND state <> 'ended'",
  )
  expect(left).toEqual([{ id: spared.id }])
  expect(browsing.complaints).toHaveLength(1)
  await browsing.close()
})

test('the pages fit and can be read by everyone', async () => {
  await addCrowd(cluster, { size: 70, ended: 30, policy: 'looks' })
  const { id, tokens } = await newSession()
  await sql(
    cluster,
    `UPDATE sessions SET noted = ARRAY['note network 198.51.100.0/24', 'note device x'],
       user_agent = $2 WHERE id = $1`,
    [id, firefox],
  )
  const browsing = await openConsole(browser, cluster, { role: 'owner', path })
  const { page } = browsing
  const visit = async (address: string, name: string) => {
    await page.goto(`${cluster.issuer}${address}`)
    await expectGoodLooks(browsing, name)
  }
  await expectGoodLooks(browsing, 'sessions')
  await page.getByRole('link', { name: 'Next page' }).click()
  await page.getByRole('link', { name: 'Back to the first' }).click()
  await visit(`${path}?policy=looks&state=live&created_from=2026-01-01T00:00`, 'sessions-filtered')
  await visit(`${path}?policy=nothing`, 'sessions-none')
  await visit(`${path}/${id}`, 'session')
  await visit(`${path}/${id}/end`, 'session-end')
  await visit(`${path}/${id}/grants/${sidOf(tokens)}/end`, 'grant-end')
  await visit(`${path}/end?policy=looks`, 'sessions-end')
  await visit(`${path}/end?policy=nothing`, 'sessions-end-none')
  await page.goto(`${cluster.issuer}${path}/end?policy=looks`)
  await page.getByLabel('Reason').fill('A look at it')
  await page.getByLabel(/^Type/).fill('49')
  await browsing.press('End them')
  await expectGoodLooks(browsing, 'sessions-ending')
  await page.goto(`${cluster.issuer}${path}?policy=looks&end_reason=logout`)
  await page.getByRole('row').nth(1).getByRole('link').click()
  await expectGoodLooks(browsing, 'session-ended')
  await page.goto(`${cluster.issuer}${path}?network=everywhere&seen_from=1999-01-01T00:00`)
  expect(await read(browsing)).toContain('an address, or a prefix')
  expect(await page.getByLabel('Network').getAttribute('aria-invalid')).toBe('true')
  expect(browsing.complaints).toHaveLength(0)
  await browsing.close()
})

test('support may end one session but not many, and posting that form is refused', async () => {
  const { id } = await newSession("policy = 'helped'")
  const { person } = await newOperatorPerson(cluster, ['support'])
  const list = await person.visit(`${path}?policy=helped`)
  expect([list.status, list.text.includes('End all of these')]).toEqual([200, false])
  expect((await person.visit(`${path}/end?policy=helped`)).status).toBe(403)
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: cluster.issuer }
  const posted = await person.visit(`${path}/end`, {
    method: 'POST',
    headers: form,
    body: 'policy=helped&reason=x&typed=1&expected=1&once=key',
  })
  expect(posted.status).toBe(403)
  const [row] = await sql(cluster, 'SELECT state FROM sessions WHERE id = $1', [id])
  expect(row).toEqual({ state: 'live' })
  const ended = await person.visit(`${path}/${id}/end`, {
    method: 'POST',
    headers: form,
    body: 'reason=evicted',
  })
  expect([ended.status, ended.headers.get('location')]).toEqual([303, `${path}/${id}?told=ended`])
})

test('a viewer reads the story with its events and may end nothing; forms of other sites are refused', async () => {
  const { id, tokens } = await newSession()
  const { person } = await newOperatorPerson(cluster, ['viewer'])
  const page = await person.visit(`${path}/${id}`)
  expect(page.status).toBe(200)
  expect(page.text).toContain('session.begun')
  expect(page.text).not.toContain('End this session')
  expect(page.text).not.toContain('End what')
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: cluster.issuer }
  for (const act of [`${id}/end`, `${id}/grants/${sidOf(tokens)}/end`]) {
    expect((await person.visit(`${path}/${act}`)).status).toBe(403)
    const posted = await person.visit(`${path}/${act}`, {
      method: 'POST',
      headers: form,
      body: 'reason=revoked',
    })
    expect(posted.status).toBe(403)
  }
  const foreign = await person.visit(`${path}/${id}/end`, {
    method: 'POST',
    headers: { ...form, origin: 'https://elsewhere.example' },
    body: 'reason=revoked',
  })
  expect(foreign.status).toBe(403)
})

test('an operator who signed in long ago must sign in again before ending anything', async () => {
  const { id } = await newSession()
  const { person, account } = await newOperatorPerson(cluster, ['owner'])
  await sql(
    cluster,
    "UPDATE sessions SET auth_time = auth_time - interval '1 hour' WHERE account_id = $1",
    [account.id],
  )
  for (const address of [`${path}/${id}/end`, `${path}/end?policy=x`]) {
    const sent = await person.visit(address)
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      expect.stringContaining('prompt=login'),
    ])
  }
})

test.each([
  [`${path}/019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7`, 404],
  [`${path}/not-an-id`, 400],
  [`${path}/end`, 400],
  [`${path}/end?state=ended`, 400],
])('%s shows an error page', async (address, status) => {
  const { person } = await newOperatorPerson(cluster, ['owner'])
  const page = await person.visit(address)
  expect([page.status, page.text.includes('<h1>')]).toEqual([status, true])
})
