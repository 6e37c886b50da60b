/** A signed-in person changes their password, which ends all their other sessions. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mailJob } from '../../src/model/mail.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { linkIn, type Mailbox, openMailbox } from '../support/mailbox.ts'
import { newPerson, type Person, type Visit } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { ageSessions, allDetails, sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'

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

const next = 'nine lanterns drift under the pier'
const path = '/account/security'

async function change(
  person: Person,
  over: { current?: string; password?: string; repeat?: string } = {},
): Promise<Visit> {
  const page = await person.visit(path)
  const password = over.password ?? next
  return person.submit(page, { current: testPassword, password, repeat: password, ...over })
}

async function sessionsOf(accountId: string) {
  const rows = await sql<{ state: string; reason: string | null }>(
    cluster,
    'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1 ORDER BY id',
    [accountId],
  )
  return rows.map(({ state, reason }) => [state, reason])
}

function sessionCookie({ cookies }: Person): string {
  const [, cookie] = [...cookies].find(([name]) => name === 'parley_session|/') ?? []
  return cookie?.value ?? ''
}

test('every other session ends with its tokens, this one stays, and the person is told', async () => {
  const here = await signedIn(cluster)
  const { account, client } = here
  const there = await signedIn(cluster, {
    account,
    client,
    params: { scope: 'openid offline_access', prompt: 'consent' },
  })
  const thief = newPerson(cluster)
  for (const [name, cookie] of here.person.cookies) thief.cookies.set(name, cookie)
  const before = sessionCookie(here.person)

  const done = await change(here.person)
  expect([done.url.pathname, done.status]).toEqual([path, 200])
  expect(done.text).toContain('you were signed out everywhere else')
  expect(await sessionsOf(account.id)).toEqual([
    ['live', null],
    ['ended', 'credential_changed'],
  ])
  expect(sessionCookie(here.person)).not.toBe(before)
  expect((await here.person.visit('/account/sessions')).status).toBe(200)
  expect((await thief.visit('/account/sessions')).status).toBe(303)
  const dead = await refresh(cluster.issuer, client, there.tokens.refreshToken)
  expect(dead.body['error']).toBe('invalid_grant')
  const alive = await refresh(cluster.issuer, client, here.tokens.refreshToken)
  expect(alive.status).toBe(200)

  const mail = await mailbox.mailTo(account.email)
  expect(mail.subject).toBe('Your password was changed')
  const fresh = newPerson(cluster)
  const form = await fresh.follow('/account')
  const sign = { action: 'sign-in', email: account.email }
  expect((await fresh.submit(form, { ...sign, password: testPassword })).status).toBe(401)
  expect((await fresh.submit(form, { ...sign, password: next })).status).toBe(200)
  const events = await sql(
    cluster,
    `SELECT ${allDetails} FROM audit_events WHERE account_id = $1 AND type = 'password.changed'`,
    [account.id],
  )
  expect(events).toEqual([{ details: { factor: 'pwd', sessions_ended: 1 } }])
})

test.each([
  [{ current: 'not my password at all' }, 'That is not your current password'],
  [{ password: testPassword }, 'the password you have now'],
  [{ password: 'eleven char' }, 'at least 12 characters'],
  [{ password: 'qwertyuiopasdf' }, 'role="alert"'],
  [{ password: 'x'.repeat(257) }, 'at most 256 characters'],
  [{ repeat: 'something else entirely' }, 'The two passwords differ'],
])('with %j nothing changes, and the page says why', async (over, sentence) => {
  const { account, person } = await signedIn(cluster)
  await signedIn(cluster, { account })
  const page = await change(person, over)
  expect([page.status, page.text.includes(sentence)]).toEqual([400, true])
  expect(await sessionsOf(account.id)).toEqual([
    ['live', null],
    ['live', null],
  ])
})

test.each([
  ['Cyrillic', 'тихий ветер над озером'],
  ['Japanese', '静かな湖の上を渡る風と鳥の声'],
  ['emoji and spaces', ' 🦊 runs 🌲 past 🏔  thrice '],
  [
    '64 characters and more',
    'the ferry leaves at noon from the second pier, unless the fog comes in first',
  ],
  [
    '256 characters',
    Array.from({ length: 64 }, (_, i) => String.fromCodePoint(0x4e00 + i * 37))
      .join('pq9 ')
      .slice(0, 256),
  ],
])('a password of %s is taken exactly as it is', async (_, password) => {
  const { account, person } = await signedIn(cluster)
  expect((await change(person, { password })).status).toBe(200)
  const fresh = newPerson(cluster)
  const form = await fresh.follow('/account')
  const sign = { action: 'sign-in', email: account.email }
  const cut = await fresh.submit(form, { ...sign, password: [...password].slice(0, -1).join('') })
  expect(cut.status).toBe(401)
  expect((await fresh.submit(form, { ...sign, password })).status).toBe(200)
})

test('a person with an old sign-in signs in again and returns to the page', async () => {
  const { account, person } = await signedIn(cluster)
  await ageSessions(cluster, { accountId: account.id, seconds: 301 })
  const page = await person.visit(path)
  expect(page.text).not.toContain('name="current"')
  const post = { method: 'POST', headers: { origin: cluster.issuer } }
  const fields = { action: 'change_password', current: testPassword, password: next, repeat: next }
  const refused = await person.follow(path, { ...post, body: new URLSearchParams(fields) })
  expect(refused.text).toContain('value="sign-in"')
  const form = await person.submit(page, {})
  const back = await person.submit(form, {
    action: 'sign-in',
    email: account.email,
    password: testPassword,
  })
  expect(back.url.pathname).toBe(path)
  expect((await change(person)).text).toContain('your password is changed')
})

test('one of two concurrent changes succeeds, and the other person is signed out', async () => {
  const first = await signedIn(cluster)
  const second = await signedIn(cluster, { account: first.account })
  const done = await Promise.all([
    change(first.person, { password: `${next} one` }),
    change(second.person, { password: `${next} two` }),
  ])
  expect(done.filter(({ text }) => text.includes('your password is changed'))).toHaveLength(1)
  const states = (await sessionsOf(first.account.id)).map(([state]) => state)
  expect(states.toSorted()).toEqual(['ended', 'live'])
  const events = await sql(
    cluster,
    "SELECT FROM audit_events WHERE account_id = $1 AND type = 'password.changed'",
    [first.account.id],
  )
  expect(events).toHaveLength(1)
})

test('a link to choose a new password is dead once the password has changed', async () => {
  const { account, person } = await signedIn(cluster)
  const asking = newPerson(cluster)
  await asking.submit(await asking.visit('/account/forgot'), { email: account.email })
  const link = linkIn(await mailbox.mailTo(account.email))
  expect((await asking.visit(link)).status).toBe(200)
  await change(person)
  expect((await asking.visit(link)).status).toBe(400)
})

test('"This wasn’t me" ends that session, is recorded in the ledger, and asks for a new password', async () => {
  const there = await signedIn(cluster)
  const here = await signedIn(cluster, { account: there.account })
  const [other] = await sql<{ id: string }>(
    cluster,
    'SELECT id FROM sessions WHERE account_id = $1 ORDER BY id',
    [there.account.id],
  )
  const page = await here.person.follow('/account/sessions', {
    method: 'POST',
    body: new URLSearchParams({ action: 'disown', session: other?.id ?? '' }),
    headers: { origin: cluster.issuer },
  })
  expect(page.url.pathname).toBe(path)
  expect(page.text).toContain('choose a new one')
  expect(page.text).toContain('name="current"')
  expect(await sessionsOf(there.account.id)).toEqual([
    ['ended', 'revoked'],
    ['live', null],
  ])
  const events = await sql(
    cluster,
    "SELECT session_id AS id FROM audit_events WHERE account_id = $1 AND type = 'session.disowned'",
    [there.account.id],
  )
  expect(events).toEqual([{ id: other?.id }])
})

test('a sign-in from a new device can be reported by mail, with device and network', async () => {
  const { account } = await signedIn(cluster)
  const [session] = await sql<{ id: string }>(
    cluster,
    "UPDATE sessions SET user_agent = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0', network = '203.0.113.7' WHERE account_id = $1 RETURNING id",
    [account.id],
  )
  const about = { accountId: account.id, sessionId: session?.id ?? '' }
  const order = { kind: 'new_device', ...about, language: 'en' } as const
  await cluster.store.transaction((tx) => enqueue(tx, mailJob(order)))
  await eventually(() => mailbox.newsTo(account.email).length > 0)
  const [mail] = mailbox.newsTo(account.email)
  if (mail === undefined) throw new Error('no mail')
  expect(mail.subject).toBe('A new device signed in to your account')
  expect(mail.text).toContain('Firefox on Windows, from the network address 203.0.113.7')
  expect(linkIn(mail).href).toBe(`${cluster.issuer}/account/sessions`)
})
