/** The first page of the console: what needs attention, the figures of now, and the charts. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { uuidv7 } from '../../src/base/crypto.ts'
import { write } from '../../src/store/db.ts'
import { openBrowser } from '../support/browser.ts'
import { type Browsing, read } from '../support/browsing.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
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

/** Reloads until the page matches, because the figures are counted in the background. */
async function eventuallyReads(browsing: Browsing, pattern: RegExp): Promise<void> {
  await eventually(async () => {
    await browsing.page.reload()
    return pattern.test(await read(browsing))
  })
}

async function isSealed(): Promise<boolean> {
  const waiting = await sql(
    cluster,
    `SELECT id FROM audit_events WHERE (xid, id) >= (
       SELECT to_xid, to_id FROM audit_blocks ORDER BY number DESC LIMIT 1) LIMIT 1`,
  )
  return waiting.length === 0
}

const countAnew = () => sql(cluster, "UPDATE gauges SET taken_at = '-infinity'")

describe('without an application', () => {
  test('it lists the first steps and links to what the role may open', async () => {
    const { page } = await newOperatorPerson(cluster, ['viewer'])
    expect(page.text).toContain('No application signs people in here yet')
    expect(page.text).toContain('parley client create')
    expect(page.text).not.toContain('href="/console/operators"')
    await cluster.client()
  })
})

describe('with an application', () => {
  test('it shows the figures hour by hour, in words and as a table, without script', async () => {
    const browsing = await openConsole(browser, cluster, {
      role: 'viewer',
      javaScriptEnabled: false,
    })
    const { page } = browsing
    await eventuallyReads(browsing, /Sign-ins at most \d+ an hour [1-9]/)
    await countAnew()
    await eventuallyReads(browsing, /Live sessions [1-9]\d* counted/)
    const chart = page.getByRole('img', { name: /^Sign-ins \d+ in the last 24 hours, at most \d/ })
    expect(await chart.count()).toBe(1)
    await page.getByText('All figures as a table').click()
    expect(await page.getByRole('row').count()).toBe(25)
    await page.getByRole('link', { name: 'Month' }).click()
    expect(new URL(page.url()).search).toBe('?span=month')
    expect(await page.getByRole('link', { name: 'Month' }).getAttribute('aria-current')).toBe(
      'page',
    )
    expect(await read(browsing)).not.toContain('No application signs people in here yet')
    await browsing.close()
  })

  test('script shows times in the time zone of the reader', async () => {
    const browsing = await openConsole(browser, cluster, {
      role: 'viewer',
      timezoneId: 'Asia/Kolkata',
      locale: 'en-GB',
      path: '/console?span=month',
    })
    const { page } = browsing
    // A step begins at midnight in UTC.
    expect(await page.locator('.axis time').first().innerText()).toMatch(/05:30$/)
    const hints = page.locator('#sign_ins-description ~ .column title')
    expect(await hints.first().textContent()).toMatch(/05:30: 0$/)
    expect(browsing.complaints).toHaveLength(0)
    await browsing.close()
  })

  test('it fits the screen and is accessible, in every span', async () => {
    const browsing = await openConsole(browser, cluster, { role: 'owner' })
    for (const span of ['hour', 'day', 'month']) {
      await browsing.page.goto(`${cluster.issuer}/console?span=${span}`)
      await expectGoodLooks(browsing, `overview-${span}`)
    }
    await browsing.page.getByText('All figures as a table').click()
    await expectGoodLooks(browsing, 'overview-table')
    await browsing.page.goto(`${cluster.issuer}/console?span=year`)
    expect(await read(browsing)).toContain('span: must be one of hour, day, month')
    expect(browsing.complaints).toHaveLength(0)
    await browsing.close()
  })
})

describe('the first section of the page', () => {
  test('says so when nothing needs attention', async () => {
    const { page } = await newOperatorPerson(cluster, ['viewer'])
    expect(page.text).toContain('Nothing needs attention')
  })

  test('reports undelivered notices and links to them', async () => {
    await sql(
      cluster,
      `INSERT INTO notices (id, sid, account_id, client_id, cause, state, attempts, tried_at, settled_at)
       VALUES ($1, 'sid', gen_random_uuid(), 'photos', 'evicted', 'dead', 10, now(), now())`,
      [uuidv7()],
    )
    await countAnew()
    const browsing = await openConsole(browser, cluster, { role: 'viewer' })
    await eventuallyReads(browsing, /^Overview Needs attention An application was not told/)
    await browsing.page.getByRole('link', { name: 'See which' }).click()
    expect(await browsing.page.getByRole('row').count()).toBe(2)
    await browsing.close()
  })

  test('reports a ledger that is not sealed and a revocation that makes no progress', async () => {
    // In the first minutes of a month, ten minutes ago is in a month without a partition.
    await sql(cluster, "SELECT ensure_partitions(now() - interval '10 minutes')")
    // An earlier event that waits for its seal would hide the one from ten minutes ago.
    await eventually(isSealed)
    const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    // An open transaction stops the sealing and sweeping of everything after it.
    const open = cluster.store.transaction(async (tx) => {
      await tx.rows(write('test_hold_horizon', 'SELECT pg_current_xact_id()'))
      held.resolve()
      await release.promise
    })
    await held.promise
    try {
      await sql(
        cluster,
        `INSERT INTO audit_events (type, outcome, actor_kind, occurred_at)
         VALUES ('session.begun', 'success', 'system', now() - interval '10 minutes')`,
      )
      await sql(
        cluster,
        `INSERT INTO revocations (id, scope, account_id, before, end_reason, reason, actor_kind,
           created_at)
         VALUES ($1, 'account', gen_random_uuid(), now(), 'revoked', 'a test', 'system',
           now() - interval '10 minutes')`,
        [uuidv7()],
      )
      const browsing = await openConsole(browser, cluster, { role: 'owner' })
      const text = await read(browsing)
      expect(text).toContain('Events of the ledger wait for their seal since')
      expect(text).toContain('nobody has marked what it ended since')
      expect(text).toContain('Ledger not sealed')
      expect(text).not.toContain('Nothing needs attention')
      await expectGoodLooks(browsing, 'overview-attention')
      release.resolve()
      await open
      await eventuallyReads(browsing, /^(?!.*(wait for their seal|nobody has marked))/)
      await browsing.close()
    } finally {
      release.resolve()
    }
  })
})
