/** The demo application, told by a real server that the session behind its sign-in ended. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Demo } from '../../src/demo/app.ts'
import { createVisitor } from '../demo/visitor.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { openDemo } from '../support/demo.ts'
import { eventually } from '../support/eventually.ts'
import { noticesOf } from '../support/notices.ts'

let cluster: Cluster
let demo: Demo

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsJobs: true })
  demo = await openDemo(cluster)
})
afterAll(async () => {
  await demo?.close()
  await cluster?.close()
})

test('a person who is signed out elsewhere is signed out of the demo and can read why', async () => {
  const account = await cluster.account()
  const visitor = createVisitor()
  const formOf = (text: string) => ({
    action: (/<form[^>]* action="([^"]+)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&'),
    hidden: Object.fromEntries(
      [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
        ([, name, value]) => [name, value],
      ),
    ),
  })
  let page = await visitor.press(`${demo.url}/login`)
  const answers = [
    { action: 'sign-in', email: account.email, password: testPassword },
    { action: 'allow' },
  ]
  for (const answer of answers) {
    const { action, hidden } = formOf(page.text)
    page = await visitor.press(new URL(action, page.url).href, { ...hidden, ...answer })
  }
  expect(page.text).toContain('Welcome aboard')

  await cluster.endSessionsOf(account.id)
  await eventually(async () => (await noticesOf(cluster, account.id))[0]?.state === 'delivered')
  page = await visitor.get(demo.url)
  expect(page.text).toContain('Your session was revoked')
  expect(page.text).toContain('Sign in again')
})
