/** Notices in the console: who may see them, what is shown, and sending one again. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { uuidv7 } from '../../src/base/crypto.ts'
import { openBrowser } from '../support/browser.ts'
import { read } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sql } from '../support/sql.ts'
import { expectGoodLooks, openConsole } from './browser.ts'
import { newOperatorPerson } from './operator.ts'

let cluster: Cluster
let browser: Browser

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await cluster?.close()
})

async function add(state: string, answer: string | null): Promise<string> {
  const id = uuidv7()
  await sql(
    cluster,
    `INSERT INTO notices (id, sid, account_id, client_id, cause, state, attempts, last_answer,
       tried_at, settled_at)
     VALUES ($1, 'Zk3vQ0a1pXc9T2mWb7YdAe', gen_random_uuid(), 'photos', 'evicted', $2::text, 10,
       $3, now(), CASE WHEN $2::text <> 'pending' THEN now() END)`,
    [id, state, answer],
  )
  return id
}

test('without script, an operator finds a failed notice and sends it again', async () => {
  const id = await add('dead', 'unreachable')
  await add('delivered', '200')
  const browsing = await openConsole(browser, cluster, {
    role: 'operator',
    path: '/console/notices',
    javaScriptEnabled: false,
  })
  const { page, press } = browsing
  await page.getByLabel('State').selectOption('given up')
  await press('Search')
  expect(await page.getByRole('row').count()).toBe(2)
  expect(await read(browsing)).toContain('could not be reached')
  await page.getByRole('row').nth(1).getByRole('link').click()
  expect(new URL(page.url()).pathname).toBe(`/console/notices/${id}`)
  await press('Send it once more')
  expect(await read(browsing)).toContain('It is on its way once more.')
  expect(await sql(cluster, 'SELECT state FROM notices WHERE id = $1', [id])).toEqual([
    { state: 'pending' },
  ])
  const events = await sql(
    cluster,
    `SELECT actor_kind AS kind FROM audit_events WHERE type = 'notice.resent'`,
  )
  expect(events).toEqual([{ kind: 'operator' }])
  await browsing.close()
})

test('the pages fit and can be read by everyone', async () => {
  const id = await add('dead', '500')
  for (let i = 0; i < 60; i += 1) await add(i % 3 === 0 ? 'pending' : 'delivered', '200')
  const browsing = await openConsole(browser, cluster, { role: 'owner', path: '/console/notices' })
  await expectGoodLooks(browsing, 'notices')
  await browsing.page.getByRole('link', { name: 'Next page' }).click()
  await browsing.page.getByRole('link', { name: 'Back to the first' }).click()
  await browsing.page.goto(`${cluster.issuer}/console/notices/${id}`)
  await expectGoodLooks(browsing, 'notice')
  await browsing.page.goto(`${cluster.issuer}/console/notices?state=dead&cursor=made-up`)
  expect(await read(browsing)).toContain('cursor: must match')
  expect(browsing.complaints).toHaveLength(0)
  await browsing.close()
})

test('a viewer sees notices without a button, and posting the form is refused', async () => {
  const id = await add('dead', '500')
  const { person } = await newOperatorPerson(cluster, ['viewer'])
  const page = await person.visit(`/console/notices/${id}`)
  expect([page.status, page.text.includes('Send it once more')]).toEqual([200, false])
  const posted = await person.visit(`/console/notices/${id}/resend`, {
    method: 'POST',
    headers: { origin: cluster.issuer },
  })
  expect(posted.status).toBe(403)
})

test('a form from another site is refused', async () => {
  const id = await add('dead', '500')
  const { person } = await newOperatorPerson(cluster, ['owner'])
  const posted = await person.visit(`/console/notices/${id}/resend`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
  })
  expect(posted.status).toBe(403)
  expect(await sql(cluster, 'SELECT state FROM notices WHERE id = $1', [id])).toEqual([
    { state: 'dead' },
  ])
})

test.each(['019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7', 'not-an-id'])(
  'the page of the unknown notice %j shows an error',
  async (id) => {
    const { person } = await newOperatorPerson(cluster, ['viewer'])
    const page = await person.visit(`/console/notices/${id}`)
    expect([400, 404]).toContain(page.status)
    expect(page.text).toContain('<h1>')
  },
)
