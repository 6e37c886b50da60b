/** People make accounts by themselves, and nobody learns from it who has one. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RequestCost } from '../../src/web/middleware/guards.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { linkIn, type Mailbox, openMailbox } from '../support/mailbox.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, redeem, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
let mailbox: Mailbox
const costs: RequestCost[] = []

beforeAll(async () => {
  mailbox = await openMailbox()
  cluster = await startCluster({
    nodes: 2,
    runsJobs: true,
    observe: (cost) => costs.push(cost),
    settings: { ...mailbox.settings, PARLEY_REGISTRATION: 'open' },
  })
})
afterAll(async () => {
  await cluster?.close()
  await mailbox?.close()
})

const password = 'seven quiet herons by the weir'

type Form = { email: string; name?: string; password?: string; repeat?: string }

/** Registers from the sign-in page and returns the answer. */
async function register(person: Person, form: Form, clientId?: string) {
  const request = authorizationRequest(cluster, clientId ?? (await cluster.client()).clientId)
  const signIn = await person.follow(request.url)
  const page = await person.visit(`${signIn.url.pathname}/register`)
  const typed = { name: 'Ada', password, repeat: form.password ?? password, ...form }
  return { request, signIn, answer: await person.submit(page, typed) }
}

function accountsOf(email: string) {
  return sql<{ id: string; verified: boolean }>(
    cluster,
    'SELECT id, email_verified_at IS NOT NULL AS verified FROM accounts WHERE email = $1',
    [email],
  )
}

test('a person who registers, opens the link in the same browser and signs in continues to the app', async () => {
  const client = await cluster.client()
  const person = newPerson(cluster)
  const email = 'new@example.com'
  const { request, signIn, answer } = await register(person, { email }, client.clientId)
  expect(signIn.text).toContain(`href="${signIn.url.pathname}/register"`)
  expect([answer.status, answer.text.includes('We sent a message to')]).toEqual([200, true])
  expect(await accountsOf(email)).toEqual([])

  const link = linkIn(await mailbox.mailTo(email))
  const confirm = await person.visit(link)
  expect(confirm.text).not.toContain('name="password"')
  const back = await person.submit(confirm, {})
  expect(back.url.pathname).toBe(signIn.url.pathname)
  expect(back.text).toContain('your account is ready')
  expect(back.text).toContain(`value="${email}"`)
  expect(await accountsOf(email)).toMatchObject([{ verified: true }])

  const consent = await person.submit(back, { action: 'sign-in', email, password })
  const callback = (await person.submit(consent, { action: 'allow' })).url
  const { idToken } = tokensOf(await redeem(cluster.issuer, client, { callback, request }))
  expect(claimsOf(idToken)).toMatchObject({ email, email_verified: true, name: 'Ada' })
})

test('in another browser the link asks for the chosen password and signs nobody in', async () => {
  const email = 'elsewhere@example.com'
  await register(newPerson(cluster), { email })
  const link = linkIn(await mailbox.mailTo(email))
  const other = newPerson(cluster)
  const page = await other.visit(link)
  expect(page.text).toContain('If you chose none, close this page')
  const wrong = await other.submit(page, { password: 'not what was chosen' })
  expect([wrong.status, (await accountsOf(email)).length]).toEqual([401, 0])
  const done = await other.submit(wrong, { password })
  expect(done.text).toContain('Your account is ready')
  const [, way = ''] = /<p class="ways"><a href="([^"]+)"/.exec(done.text) ?? []
  const signIn = await newPerson(cluster).follow(way.replaceAll('&amp;', '&'))
  expect(signIn.text).toContain(`value="${email}"`)
  expect(await accountsOf(email)).toMatchObject([{ verified: true }])
  expect((await other.visit('/account/sessions')).status).toBe(303)
})

test('a known and an unknown address get the same answer for the same work', async () => {
  const { email: known } = await cluster.account()
  const answers: { page: Visit; cost: RequestCost | undefined }[] = []
  for (const email of [known, 'unknown@example.com']) {
    costs.length = 0
    const { answer } = await register(newPerson(cluster), { email })
    const cost = costs.find(({ method, path }) => method === 'POST' && path.endsWith('/register'))
    const uid = answer.url.pathname.split('/')[2] ?? ''
    const text = answer.text.replaceAll(email, 'EMAIL').replaceAll(uid, 'UID')
    answers.push({ page: { ...answer, text }, cost: cost && { ...cost, path: '' } })
  }
  const [first, second] = answers
  expect(first?.page.text).toBe(second?.page.text)
  expect(first?.page.status).toBe(second?.page.status)
  expect(first?.cost).toEqual(second?.cost)

  const told = await mailbox.mailTo(known)
  expect(told.subject).toBe('You have an account already')
  expect(told.text).not.toContain('token=')
  expect((await mailbox.mailTo('unknown@example.com')).subject).toBe('Confirm your email address')
  const unmade = await sql(
    cluster,
    'SELECT FROM mailed_links WHERE email = $1 AND token_hash IS NOT NULL',
    [known],
  )
  expect(unmade).toEqual([])
})

test('opening the link changes nothing, and it works once, on any node', async () => {
  const email = 'once@example.com'
  await register(newPerson(cluster), { email })
  const { pathname, search, searchParams } = linkIn(await mailbox.mailTo(email))
  for (let look = 0; look < 3; look += 1) await newPerson(cluster).visit(pathname + search)
  expect(await accountsOf(email)).toEqual([])
  const form = { token: searchParams.get('token') ?? '', password }
  const tries = await Promise.all(
    [...cluster.nodes, ...cluster.nodes, ...cluster.nodes].map((node) =>
      fetch(node + pathname, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
      }),
    ),
  )
  expect(tries.map(({ status }) => status).toSorted()).toEqual([200, 400, 400, 400, 400, 400])
  expect(await accountsOf(email)).toHaveLength(1)
  expect((await newPerson(cluster).visit(pathname + search)).status).toBe(400)
})

test('only the newest link works, and only for half an hour', async () => {
  const email = 'twice@example.com'
  await register(newPerson(cluster), { email })
  const first = linkIn(await mailbox.mailTo(email))
  await register(newPerson(cluster), { email })
  const second = linkIn(await mailbox.mailTo(email, 2))
  expect((await newPerson(cluster).visit(first)).status).toBe(400)
  expect((await newPerson(cluster).visit(second)).status).toBe(200)
  await sql(
    cluster,
    "UPDATE mailed_links SET expires_at = now() - interval '1 second' WHERE email = $1",
    [email],
  )
  expect((await newPerson(cluster).visit(second)).status).toBe(400)
})

test('one address gets at most five messages an hour, and the answer does not reveal it', async () => {
  const email = 'often@example.com'
  const pages: string[] = []
  for (let times = 0; times < 7; times += 1) {
    const { answer } = await register(newPerson(cluster), { email })
    pages.push(answer.text.replaceAll(answer.url.pathname, ''))
  }
  expect(new Set(pages).size).toBe(1)
  await mailbox.mailTo(email, 5)
  const asked = await sql(cluster, 'SELECT FROM mailed_links WHERE email = $1', [email])
  expect(asked).toHaveLength(5)
})

test('at most five of twenty concurrent requests on two nodes are accepted', async () => {
  const email = 'flood@example.com'
  const people = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const person = newPerson(cluster)
      return { person, page: await person.visit('/account/forgot') }
    }),
  )
  await Promise.all(people.map(({ person, page }) => person.submit(page, { email })))
  expect(await sql(cluster, 'SELECT FROM mailed_links WHERE email = $1', [email])).toHaveLength(5)
})

test.each([
  [{ password: 'short' }, 'at least 12 characters'],
  [{ password: 'abcdefghijklmnop' }, 'the keyboard or the alphabet'],
  [{ password: 'ada.refused@example' }, 'your name or your email'],
  [{ password, repeat: 'something else entirely' }, 'The two passwords differ'],
  [{ email: 'a@b.example, c@d.example' }, 'not an email address'],
  [{ email: 'a@b.example\r\nBcc: c@d.example' }, 'not an email address'],
  [{ name: 'Ada\r\nBcc: c@d.example' }, 'Enter a name'],
  [{ name: ' ' }, 'Enter a name'],
])('with %j the form is shown again with the error', async (over, sentence) => {
  const form = { email: 'ada.refused@example.com', ...over }
  const { answer } = await register(newPerson(cluster), form)
  expect([answer.status, answer.text.includes(sentence)]).toEqual([400, true])
  expect(answer.text).not.toContain(password)
  expect(await sql(cluster, "SELECT FROM mailed_links WHERE email LIKE '%refused%'")).toEqual([])
})

test('the message has one recipient, links to the issuer whatever Host says, and contains no name', async () => {
  const email = 'plain@example.com'
  const name = 'Win at https://evil.example'
  const person = newPerson(cluster)
  const client = await cluster.client()
  const signIn = await person.follow(authorizationRequest(cluster, client.clientId).url)
  await person.visit(`${signIn.url.pathname}/register`, {
    method: 'POST',
    body: new URLSearchParams({ name, email, password, repeat: password }),
    headers: { origin: cluster.issuer, 'x-forwarded-host': 'evil.example' },
  })
  const { raw, text, html } = await mailbox.mailTo(email)
  expect(raw.match(/^(To|Cc|Bcc):.*$/gim)).toEqual([`To: ${email}`])
  expect(raw).toMatch(/^Auto-Submitted: auto-generated/m)
  expect(raw).not.toContain('evil.example')
  expect(linkIn({ raw, text, html, to: email, subject: '' }).origin).toBe(cluster.issuer)
  expect(html).toContain(`href="${cluster.issuer}/interaction/`)
})

test('a person without a current interaction gets no form', async () => {
  expect((await newPerson(cluster).visit('/interaction/nowhere/register')).status).toBe(400)
})

test('no job, no row and no event holds a token or a password', async () => {
  const email = 'kept@example.com'
  await register(newPerson(cluster), { email })
  const token = linkIn(await mailbox.mailTo(email)).searchParams.get('token') ?? ''
  await eventually(async () => (await sql(cluster, 'SELECT FROM outbox')).length === 0)
  const kept = await sql<{ text: string }>(
    cluster,
    `SELECT j::text AS text FROM jobs.job j UNION ALL SELECT l::text FROM mailed_links l
     UNION ALL SELECT e::text FROM audit_events e`,
  )
  const all = kept.map(({ text }) => text).join('\n')
  expect(all.length).toBeGreaterThan(1_000)
  expect([token.length, all.includes(token), all.includes(password)]).toEqual([43, false, false])
})

test('if registration is closed, no page leads to it', async () => {
  const closed = await startCluster({ settings: { PARLEY_REGISTRATION: 'closed' } })
  try {
    const client = await closed.client()
    const person = newPerson(closed)
    const page = await person.follow(authorizationRequest(closed, client.clientId).url)
    expect(page.text).not.toContain('/register')
    expect(page.text).toContain('/forgot')
    expect((await person.visit(`${page.url.pathname}/register`)).status).toBe(404)
  } finally {
    await closed.close()
  }
})
