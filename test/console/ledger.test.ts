/** The ledger in the console: search, one event, export, proof, blocks. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { listLedgerKeys, sealOpener } from '../../src/ledger/keys.ts'
import { checkProof } from '../../src/ledger/proof.ts'
import { openBrowser } from '../support/browser.ts'
import { read } from '../support/browsing.ts'
import { type Cluster, startCluster, testSecret } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { expectGoodLooks, openConsole } from './browser.ts'
import { newOperatorPerson } from './operator.ts'

let cluster: Cluster
let browser: Browser

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  browser = await openBrowser()
  for (let i = 0; i < 4; i += 1) await signedIn(cluster)
})
afterAll(async () => {
  await browser?.close()
  await cluster?.close()
})

/** The newest event of a type, once it is sealed. */
async function sealed(type: string): Promise<string> {
  const newest = () =>
    sql<{ id: string; sealed: boolean }>(
      cluster,
      `SELECT a.id::text AS id, EXISTS (
         SELECT FROM audit_blocks b WHERE (b.to_xid, b.to_id) > (a.xid, a.id)) AS sealed
       FROM audit_events a WHERE type = $1 ORDER BY a.id DESC LIMIT 1`,
      [type],
    )
  await eventually(async () => (await newest())[0]?.sealed === true)
  return (await newest())[0]?.id ?? ''
}

function forge(id: string, change: string): Promise<void> {
  return cluster.store.transaction(async (tx) => {
    const unguarded = 'SET LOCAL session_replication_role = replica'
    await tx.rows({ name: 'test_unguarded', kind: 'write', text: unguarded })
    const text = `UPDATE audit_events SET ${change} WHERE id = ${id}`
    await tx.rows({ name: `test_${change}`.slice(0, 60), kind: 'write', text })
  })
}

describe('a search', () => {
  test('by the email of an account leads to an event and its proof, without script', async () => {
    const { account } = await signedIn(cluster)
    const id = await sealed('session.begun')
    const browsing = await openConsole(browser, cluster, {
      role: 'viewer',
      path: '/console/ledger',
      javaScriptEnabled: false,
    })
    const { page, press } = browsing
    await page.getByLabel('Account').fill(account.email ?? '')
    await page.getByLabel('Type').selectOption('session.begun')
    await press('Search')
    expect(await page.getByRole('row').count()).toBe(2)
    await page.getByRole('link', { name: 'session.begun' }).click()
    expect(new URL(page.url()).pathname).toBe(`/console/ledger/${id}`)
    const text = await read(browsing)
    expect(text).toContain('A person signed in, or a guest came, and a session began.')
    expect(text).toContain('amr pwd')
    expect(text).toContain('State as it was sealed')
    await page.getByText('Device', { exact: true }).waitFor()
    const href = await page.locator('a[href*="device="]').getAttribute('href')
    await page.goto(`${cluster.issuer}${href}`)
    expect(await page.getByRole('link', { name: 'session.begun' }).count()).toBe(1)
    await browsing.close()
  })

  test('explains an invalid filter beside its field, and keeps the input', async () => {
    const browsing = await openConsole(browser, cluster, {
      role: 'viewer',
      path: '/console/ledger',
    })
    const { page, press } = browsing
    await page.getByLabel('Network').fill('10.0.0.0/4')
    await press('Search')
    expect(await read(browsing)).toContain('at least /8')
    expect(await page.getByLabel('Network').inputValue()).toBe('10.0.0.0/4')
    await page.getByLabel('Network').fill('')
    await page.getByLabel('Account').fill('nobody@example.com')
    await press('Search')
    expect(await read(browsing)).toContain('nobody has this email')
    await page.goto(`${cluster.issuer}/console/ledger?session=mine`)
    expect(await page.getByLabel('Session').isVisible()).toBe(true)
    expect(await read(browsing)).toContain('must match format "uuid"')
    await page.goto(`${cluster.issuer}/console/ledger?from=2026-02-01T00:00&to=2026-01-01T00:00`)
    expect(await read(browsing)).toContain('before to')
    await browsing.close()
  })

  test('without results says how to find more, and is recorded', async () => {
    const { person, account } = await newOperatorPerson(cluster, ['viewer'])
    const page = await person.visit('/console/ledger?network=192.0.2.0/24&from=2026-01-01T00:00')
    expect(page.text).toContain('No such event')
    expect(page.text).toContain('Widen the filters')
    const readings = await sql(
      cluster,
      `SELECT details FROM audit_events WHERE type = 'ledger.read' AND actor_kind = 'operator'
         AND actor_id = $1`,
      [account.id],
    )
    const details = {
      how: 'search',
      from: '2026-01-01T00:00:00.000Z',
      personal: { looked_network: '192.0.2.0/24' },
    }
    expect(readings).toEqual([{ details }])
  })
})

describe('a download', () => {
  test.each([
    ['jsonl', 'ledger.jsonl', /^\{"id":/],
    ['cef', 'ledger.cef', /^CEF:0\|/],
    ['ocsf', 'ledger.ocsf.jsonl', /^\{"activity_id":/],
  ])('as %s is a file of all results', async (format, name, shape) => {
    const { person } = await newOperatorPerson(cluster, ['viewer'])
    const path = `/console/ledger/export?type=session.begun&format=${format}`
    const answer = await person.visit(path)
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
    const lines = answer.text.trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(4)
    expect(lines.filter((line) => !shape.test(line))).toEqual([])
  })

  test('of a proof is a file that verifies with only the public keys', async () => {
    const { person } = await newOperatorPerson(cluster, ['viewer'])
    const id = await sealed('session.begun')
    const answer = await person.visit(`/console/ledger/${id}/proof?personal=true`)
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="proof-${id}.json"`,
    )
    const openSeal = sealOpener(await listLedgerKeys(cluster.store, testSecret))
    const proof = JSON.parse(answer.text)
    expect(await checkProof(proof, openSeal)).toMatchObject({ ok: true, event: id })
    expect(proof.openings.length).toBeGreaterThan(0)
  })
})

test('an event changed in the database is marked as such, links to its verification, and has no proof', async () => {
  const id = await sealed('code.redeemed')
  const browsing = await openConsole(browser, cluster, {
    role: 'viewer',
    path: '/console/ledger',
  })
  const { page } = browsing
  await forge(id, "actor_id = 'somebody-else'")
  await page.goto(`${cluster.issuer}/console/ledger/${id}`)
  expect(await page.getByRole('alert').innerText()).toContain('not as it was sealed')
  expect(await page.getByText('Download the proof').count()).toBe(0)
  await expectGoodLooks(browsing, 'event-changed')
  await page.getByRole('link', { name: 'Verify its block' }).click()
  const text = await read(browsing)
  expect(text).toContain('The ledger is not as it was sealed.')
  expect(text).toContain(`Event ${id}`)
  expect(text).toContain('it was changed')
  await expectGoodLooks(browsing, 'verification-bad')
  const refused = await page.goto(`${cluster.issuer}/console/ledger/${id}/proof`)
  expect(refused?.status()).toBe(409)
  expect(await read(browsing)).toContain('nothing proves what it says now')
  const [row] = await sql<{ client: string }>(
    cluster,
    'SELECT client_id AS client FROM audit_events WHERE id = $1',
    [id],
  )
  await forge(id, `actor_id = '${row?.client}'`)
  await browsing.close()
})

test('an operator reads the chain, one block of it, and verifies the newest blocks', async () => {
  await sealed('session.begun')
  const browsing = await openConsole(browser, cluster, {
    role: 'viewer',
    path: '/console/ledger/blocks',
  })
  const { page, press } = browsing
  await expectGoodLooks(browsing, 'blocks')
  await press('Verify')
  expect(await read(browsing)).toContain('Everything in this stretch is as it was sealed.')
  await expectGoodLooks(browsing, 'verification')
  await page.getByRole('link', { name: 'All blocks' }).click()
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  expect(await page.locator('h1').innerText()).toMatch(/^Block \d+$/)
  await expectGoodLooks(browsing, 'block')
  await page.getByRole('link', { name: 'Verify it' }).click()
  expect(await read(browsing)).toContain('recomputed')
  await browsing.close()
})

test('the pages fit and can be read by everyone', async () => {
  const id = await sealed('session.begun')
  const browsing = await openConsole(browser, cluster, { role: 'owner', path: '/console/ledger' })
  const { page } = browsing
  await expectGoodLooks(browsing, 'ledger')
  await page.getByText('More filters').click()
  await expectGoodLooks(browsing, 'ledger-more')
  await page.goto(`${cluster.issuer}/console/ledger/${id}`)
  await expectGoodLooks(browsing, 'event')
  await page.goto(`${cluster.issuer}/console/ledger?type=client.created`)
  await page.getByRole('link', { name: 'client.created' }).first().click()
  await expectGoodLooks(browsing, 'event-details')
  await page.goto(`${cluster.issuer}/console/ledger?type=code.reused`)
  await expectGoodLooks(browsing, 'ledger-none')
  expect(browsing.complaints).toEqual([])
  await browsing.close()
})

test('an account without an operator role is refused every page', async () => {
  const { person } = await newOperatorPerson(cluster, ['customer'])
  const paths = [
    '',
    '/tail',
    '/tail/events',
    '/blocks',
    '/verification',
    '/export',
    '/1',
    '/1/proof',
  ]
  for (const path of paths) {
    expect([path, (await person.visit(`/console/ledger${path}`)).status]).toEqual([path, 403])
  }
})

test.each(['/900000000', '/not-an-id', '/blocks/900000', '/blocks/x', '/verification?blocks=0'])(
  'the unknown page %j shows an error',
  async (path) => {
    const { person } = await newOperatorPerson(cluster, ['viewer'])
    const page = await person.visit(`/console/ledger${path}`)
    expect([400, 404]).toContain(page.status)
    expect(page.text).toContain('<h1>')
  },
)
