/** The live tail in the console: new matching events come to the page as text. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { appendEvent } from '../../src/ledger/append.ts'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, read } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import type { Person } from '../support/person.ts'
import { ageSessions, sql } from '../support/sql.ts'
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

/** Opens the tail and waits until it follows. */
async function follow(query = '', javaScriptEnabled = true): Promise<Browsing> {
  const path = `/console/ledger/tail${query}`
  const browsing = await openConsole(browser, cluster, { role: 'viewer', path, javaScriptEnabled })
  if (javaScriptEnabled) await browsing.page.getByText('Following.').waitFor()
  return browsing
}

function happen(clientId: string, times = 1): Promise<void> {
  const event = {
    type: 'client.refused',
    outcome: 'failure',
    actor: { kind: 'client', id: clientId },
    clientId,
  } as const
  return appendEvent(cluster.store, ...Array.from({ length: times }, () => event))
}

const rowsOf = ({ page }: Browsing) => page.locator('#tail tbody tr')

test('each new event is added on top with a link to its page', async () => {
  const browsing = await follow('?type=client.refused')
  await happen('first-app')
  await rowsOf(browsing).filter({ hasText: 'first-app' }).waitFor()
  await happen('second-app')
  await rowsOf(browsing).filter({ hasText: 'second-app' }).waitFor()
  expect(await rowsOf(browsing).first().innerText()).toContain('second-app')
  expect(await read(browsing)).toContain('Following. Events so far: 2.')
  await happen('other-app', 3)
  await rowsOf(browsing).nth(4).waitFor()
  await expectGoodLooks(browsing, 'tail')
  await rowsOf(browsing).first().getByRole('link').click()
  expect(await browsing.page.locator('h1').innerText()).toBe('client.refused')
  expect(browsing.complaints).toEqual([])
  await browsing.close()
})

test('only matching events are shown, and the filters stay in the form', async () => {
  const browsing = await follow('?client=mine')
  const { page } = browsing
  expect(await page.getByLabel('Client').inputValue()).toBe('mine')
  await happen('not-mine')
  await happen('mine')
  await rowsOf(browsing).first().waitFor()
  expect(await rowsOf(browsing).allInnerTexts()).toEqual([expect.stringContaining('mine')])
  expect(await read(browsing)).not.toContain('not-mine')
  await page.goto(`${cluster.issuer}/console/ledger/tail?network=10.0.0.0/4`)
  expect(await read(browsing)).toContain('at least /8')
  await browsing.close()
})

test('a paused tail counts new events and shows them when it resumes', async () => {
  const browsing = await follow('?client=paused-app')
  const { page, press } = browsing
  await press('Pause')
  await happen('paused-app', 2)
  await page.getByText('Paused. Waiting to be shown: 2.').waitFor()
  expect(await rowsOf(browsing).count()).toBe(0)
  await press('Go on')
  await rowsOf(browsing).nth(1).waitFor()
  await happen('paused-app')
  await rowsOf(browsing).nth(2).waitFor()
  await browsing.close()
})

test('hostile input is shown as text', async () => {
  const browsing = await follow('?type=client.refused')
  const hostile = '<img src=x onerror=alert(1)>'
  await happen(hostile)
  await rowsOf(browsing).first().waitFor()
  expect(await rowsOf(browsing).locator('img').count()).toBe(0)
  expect(await rowsOf(browsing).locator('[title]').first().getAttribute('title')).not.toBeNull()
  expect(browsing.complaints).toEqual([])
  await browsing.close()
})

test('without script the page says so and links to the search', async () => {
  const browsing = await follow('?client=mine', false)
  const { page } = browsing
  expect(await read(browsing)).toContain('This page needs script')
  expect(await page.getByText('Connecting').isVisible()).toBe(false)
  await page.getByRole('link', { name: 'The newest events' }).click()
  expect(new URL(page.url()).search).toBe('?client=mine')
  expect(new URL(page.url()).pathname).toBe('/console/ledger')
  await browsing.close()
})

/** Listens as the page's script does, with the cookies of its browser. */
async function listen({ cookies }: Person): Promise<number> {
  const stopping = new AbortController()
  const cookie = [...cookies]
    .map(([name, { value }]) => `${name.split('|')[0]}=${value}`)
    .join('; ')
  const answer = await fetch(`${cluster.issuer}/console/ledger/tail/events?client=mine`, {
    signal: stopping.signal,
    headers: { accept: 'text/event-stream', cookie },
  })
  stopping.abort()
  return answer.status
}

test('the stream ends when the operator is signed out', async () => {
  const { account, person } = await newOperatorPerson(cluster, ['viewer'])
  expect(await listen(person)).toBe(200)
  await cluster.endSessionsOf(account.id)
  expect(await listen(person)).toBe(401)
})

test('the stream keeps no session alive; opening the page does', async () => {
  const { account, person } = await newOperatorPerson(cluster, ['viewer'])
  const lastSeen = async () => {
    const [row] = await sql<{ seconds: number }>(
      cluster,
      `SELECT extract(epoch FROM now() - last_seen_at)::float8 AS seconds FROM sessions
       WHERE account_id = $1`,
      [account.id],
    )
    return row?.seconds ?? 0
  }
  await ageSessions(cluster, { accountId: account.id, seconds: 600 })
  expect(await listen(person)).toBe(200)
  expect(await lastSeen()).toBeGreaterThan(599)
  await person.visit('/console/ledger/tail')
  expect(await lastSeen()).toBeLessThan(599)
})
