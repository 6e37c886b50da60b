/** A sign-in on a device never seen before: the person reads of it, once, and only then. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { type Mailbox, openMailbox } from '../support/mailbox.ts'
import { signedIn } from '../support/sign-in.ts'

let cluster: Cluster
let mailbox: Mailbox

beforeAll(async () => {
  mailbox = await openMailbox()
  cluster = await startCluster({ nodes: 2, runsJobs: true, settings: mailbox.settings })
})
afterAll(async () => {
  await cluster?.close()
  await mailbox?.close()
})

test('mail reports the second device of an account, but neither the first nor a known one', async () => {
  const first = await signedIn(cluster)
  const { account, client } = first
  await signedIn(cluster, { account, client })
  await eventually(() => mailbox.newsTo(account.email).length > 0)
  await signedIn(cluster, { account, client, person: first.person })
  const last = await signedIn(cluster, { account, client })
  await eventually(() => mailbox.newsTo(account.email).length > 1)
  const news = mailbox.newsTo(last.account.email)
  expect(news).toHaveLength(2)
  expect(news[0]?.text).toContain(`${cluster.issuer}/account`)
})
