/** A person reads what happened with their account: their own, all that matters, nothing of others. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { activityTypes } from '../../src/model/activity.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

test('it shows sign-ins, failures, apps and ended sessions in plain words, and no refreshes', async () => {
  const { account, person, client, tokens } = await signedIn(cluster)
  await signedIn(cluster)
  await refresh(cluster.issuer, client, tokens.refreshToken)
  const wrong = { action: 'sign-in', email: account.email, password: 'not this one at all' }
  const stranger = newPerson(cluster)
  await stranger.submit(await stranger.follow('/account'), wrong)

  const page = await person.follow('/account/activity')
  expect(page.text).toContain('You signed in')
  expect(page.text).toContain('You allowed an app to use your account')
  expect(page.text).toContain('PhotoApp')
  expect(page.text).toContain('Someone tried to sign in with a wrong password')
  expect(page.text.match(/class="device"/g)).toHaveLength(4)
  expect(page.text.match(/You signed in</g)).toHaveLength(1)
})

test('it is paged, shows each entry once, and never shows it to others', async () => {
  const { account, person } = await signedIn(cluster)
  const { account: other } = await signedIn(cluster)
  for (const id of [account.id, other.id]) {
    await sql(
      cluster,
      `INSERT INTO audit_events (type, outcome, actor_kind, account_id, network)
       SELECT 'password.changed', 'success', 'account', $1::uuid, '203.0.113.9'
       FROM generate_series(1, 120)`,
      [id],
    )
  }
  const counts: number[] = []
  let path: string | undefined = '/account/activity'
  while (path !== undefined) {
    const page = await person.visit(path)
    counts.push(page.text.match(/You changed your password/g)?.length ?? 0)
    path = /href="([^"]*before=\d+)"/.exec(page.text)?.[1]
  }
  expect(counts).toEqual([50, 50, 20])
  const foreign = await person.visit('/account/activity?before=999999999999')
  expect(foreign.text.match(/You changed your password/g)).toHaveLength(50)
  for (const junk of ['0', '-1', 'x', "1'--", '9'.repeat(19)]) {
    const refused = await person.visit(`/account/activity?before=${encodeURIComponent(junk)}`)
    expect(refused.status).toBe(400)
  }
})

test("an operator's action is shown, without its network", async () => {
  const { account, person } = await signedIn(cluster)
  for (const kind of ['operator', 'api_key', 'account']) {
    await sql(
      cluster,
      `INSERT INTO audit_events (type, outcome, actor_kind, account_id, network, user_agent)
       VALUES ('password.reset_requested', 'success', $2, $1, '203.0.113.77', 'Mozilla/5.0 X11')`,
      [account.id, kind],
    )
  }
  const { text } = await person.follow('/account/activity')
  expect(text.match(/Someone asked for a new password/g)).toHaveLength(3)
  expect(text.match(/203\.0\.113\.77/g)).toHaveLength(1)
})

test('nobody can read it without a session', async () => {
  const page = await newPerson(cluster).visit('/account/activity')
  expect(page.status).toBe(303)
})

test('it is found by an index, however many other events the account has', async () => {
  const { account } = await signedIn(cluster)
  await sql(
    cluster,
    `INSERT INTO audit_events (type, outcome, actor_kind, account_id)
     SELECT 'refresh.rotated', 'success', 'client', $1 FROM generate_series(1, 20000)`,
    [account.id],
  )
  await sql(cluster, 'ANALYZE audit_events')
  const types = activityTypes.map((type) => `'${type}'`).join(', ')
  const plan = await sql<{ 'QUERY PLAN': string }>(
    cluster,
    `EXPLAIN SELECT id FROM audit_events
     WHERE account_id = '${account.id}' AND type IN (${types}) ORDER BY id DESC LIMIT 100`,
  )
  // Future months have nothing to scan.
  const [first = ''] = plan.flatMap((row) => /(Scan .*)/.exec(row['QUERY PLAN'])?.[1] ?? [])
  expect(first).toMatch(/Scan Backward using audit_events_\d+_account_id_id_idx1/)
})
