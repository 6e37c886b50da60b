/** A forgotten password is replaced by who reads the account's mail, and all that was before dies. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RequestCost } from '../../src/web/middleware/guards.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { linkIn, type Mailbox, openMailbox } from '../support/mailbox.ts'
import { authorizationRequest, newPerson, type Person } from '../support/person.ts'
import { authorized, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { redeem, refresh } from '../support/tokens.ts'
import { openWire, type Wire } from '../support/wire.ts'

let cluster: Cluster
let mailbox: Mailbox
let wire: Wire
const costs: RequestCost[] = []

beforeAll(async () => {
  mailbox = await openMailbox()
  cluster = await startCluster({
    nodes: 2,
    runsJobs: true,
    observe: (cost) => costs.push(cost),
    settings: mailbox.settings,
    throughWire: async (url) => {
      wire = await openWire(url)
      return wire.url
    },
  })
})
afterAll(async () => {
  await cluster?.close()
  await wire?.close()
  await mailbox?.close()
})

const next = 'nine lanterns drift under the pier'

/** Outside of any step. Answers the link in the mail. */
async function askReset(email: string, count = 1): Promise<URL> {
  const person = newPerson(cluster)
  await person.submit(await person.visit('/account/forgot'), { email })
  return linkIn(await mailbox.mailTo(email, count))
}

function reset(person: Person, link: URL, password = next) {
  return person.visit(link).then((page) => person.submit(page, { password, repeat: password }))
}

function endingsOf(accountId: string) {
  return sql<{ state: string; reason: string }>(
    cluster,
    'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1 ORDER BY id',
    [accountId],
  )
}

test('a person gets from the sign-in page by mail to a new password, and on to the app', async () => {
  const account = await cluster.account()
  const client = await cluster.client()
  const person = newPerson(cluster)
  const signIn = await person.follow(authorizationRequest(cluster, client.clientId).url)
  expect(signIn.text).toContain(`href="${signIn.url.pathname}/forgot"`)
  const form = await person.visit(`${signIn.url.pathname}/forgot`)
  const sent = await person.submit(form, { email: account.email.toUpperCase() })
  expect([sent.status, sent.text.includes('a message is on its way')]).toEqual([200, true])

  const mail = await mailbox.mailTo(account.email)
  expect(mail.text).toContain('Hello A Person,')
  const page = await person.visit(linkIn(mail))
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.text).toMatch(
    /autocomplete="username"[^>]*readonly|readonly[^>]*autocomplete="username"/,
  )
  expect(page.text.match(/autocomplete="new-password"/g)).toHaveLength(2)
  const back = await person.submit(page, { password: next, repeat: next })
  expect(back.url.pathname).toBe(signIn.url.pathname)
  expect(back.text).toContain('Your new password is set')
  expect(back.text).toContain(`value="${account.email}"`)

  const sign = { action: 'sign-in', email: account.email }
  expect((await person.submit(back, { ...sign, password: testPassword })).status).toBe(401)
  const consent = await person.submit(back, { ...sign, password: next })
  expect(consent.text).toContain('value="allow"')
  const told = await mailbox.mailTo(account.email, 2)
  expect(told.subject).toBe('Your password was changed')
  expect(told.text).toContain(`${cluster.issuer}/account/forgot`)
})

test('everything from before the reset is dead: cookie, refresh token, offline token, code', async () => {
  const { account, client, person, tokens } = await signedIn(cluster)
  const offline = await signedIn(cluster, {
    account,
    client,
    params: { scope: 'openid offline_access', prompt: 'consent' },
  })
  const unredeemed = await authorized(cluster, { account, client })
  const done = await reset(newPerson(cluster), await askReset(account.email))
  expect(done.text).toContain('Your new password is set')
  const [, way = ''] = /<p class="ways"><a href="([^"]+)"/.exec(done.text) ?? []
  const signIn = await newPerson(cluster).follow(way.replaceAll('&amp;', '&'))
  expect(signIn.text).toContain(`value="${account.email}"`)

  expect((await endingsOf(account.id)).map(({ state, reason }) => [state, reason])).toEqual(
    Array.from({ length: 3 }, () => ['ended', 'credential_changed']),
  )
  for (const { refreshToken } of [tokens, offline.tokens]) {
    const answer = await refresh(cluster.issuer, client, refreshToken)
    expect(answer.body['error']).toBe('invalid_grant')
  }
  expect((await redeem(cluster.issuer, client, unredeemed)).body['error']).toBe('invalid_grant')
  const again = await person.follow('/account/sessions')
  expect(again.text).toContain('or your password, changed')
})

test('a known and an unknown address get the same answer for the same work', async () => {
  const { email: known } = await cluster.account()
  const seen = []
  for (const email of [known, 'nobody@example.com']) {
    costs.length = 0
    const person = newPerson(cluster)
    const { status, text } = await person.submit(await person.visit('/account/forgot'), { email })
    const cost = costs.find(({ method }) => method === 'POST')
    seen.push({ status, text: text.replaceAll(email, 'EMAIL'), cost })
  }
  expect(seen[0]).toEqual(seen[1])
  await mailbox.mailTo(known)
  expect(mailbox.mailsTo('nobody@example.com')).toEqual([])
})

test('a disabled account gets no link, and an earlier link is dead', async () => {
  const { id, email } = await cluster.account()
  const link = await askReset(email)
  await sql(cluster, 'UPDATE accounts SET disabled_at = now() WHERE id = $1', [id])
  expect((await newPerson(cluster).visit(link)).status).toBe(400)
  const other = await cluster.account()
  const person = newPerson(cluster)
  await person.submit(await person.visit('/account/forgot'), { email })
  await askReset(other.email)
  expect(mailbox.mailsTo(email)).toHaveLength(1)
})

test('opening the link does not use it up, and of many posts over two nodes one wins', async () => {
  const { email } = await cluster.account()
  const { pathname, search, searchParams } = await askReset(email)
  for (let look = 0; look < 3; look += 1) {
    expect((await newPerson(cluster).visit(pathname + search)).status).toBe(200)
  }
  const token = searchParams.get('token') ?? ''
  const passwords = ['first', 'second', 'third', 'fourth'].map((word) => `${word} of ${next}`)
  const tries = await Promise.all(
    passwords.map((password, i) =>
      fetch(`${cluster.nodes[i % 2]}${pathname}`, {
        method: 'POST',
        body: new URLSearchParams({ token, password, repeat: password }),
      }),
    ),
  )
  expect(tries.map(({ status }) => status).toSorted()).toEqual([200, 400, 400, 400])
  const winner = passwords[tries.findIndex(({ status }) => status === 200)]
  const client = await cluster.client()
  const person = newPerson(cluster)
  const request = authorizationRequest(cluster, client.clientId)
  const callback = await person.authorize(request, { email, password: winner ?? '' })
  expect(callback.searchParams.has('code')).toBe(true)
})

test('only the newest link works, for half an hour, and never after the password has changed', async () => {
  const { email } = await cluster.account()
  const first = await askReset(email)
  const second = await askReset(email, 2)
  expect((await newPerson(cluster).visit(first)).status).toBe(400)
  const forged = new URL(second)
  forged.searchParams.set('token', 'x'.repeat(43))
  expect((await reset(newPerson(cluster), second)).status).toBe(200)
  for (const dead of [first, second, forged]) {
    const page = await newPerson(cluster).visit(dead)
    expect([page.status, page.text.includes('This link does not work')]).toEqual([400, true])
  }
  await mailbox.mailTo(email, 3)
  const third = await askReset(email, 4)
  await sql(
    cluster,
    "UPDATE mailed_links SET expires_at = now() - interval '1 second' WHERE email = $1",
    [email],
  )
  expect((await newPerson(cluster).visit(third)).status).toBe(400)
})

test('neither a refused password nor an outage of Postgres uses up the link', async () => {
  const { email } = await cluster.account()
  const link = await askReset(email)
  const person = newPerson(cluster)
  const page = await person.visit(link)
  const weak = await person.submit(page, { password: 'password1234', repeat: 'password1234' })
  expect([weak.status, weak.text.includes('role="alert"')]).toEqual([400, true])
  const differ = await person.submit(weak, { password: next, repeat: `${next}.` })
  expect(differ.text).toContain('The two passwords differ')

  wire.cut()
  const away = await person.submit(page, { password: next, repeat: next })
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2'])
  wire.mend()
  expect((await person.submit(page, { password: next, repeat: next })).status).toBe(200)
})

test('a delayed sign-in with the former password begins no session', async () => {
  const { id, email } = await cluster.account()
  const client = await cluster.client()
  const thief = newPerson(cluster)
  const form = await thief.follow(authorizationRequest(cluster, client.clientId).url)
  const held = await thief.press(form, { action: 'sign-in', email, password: testPassword })
  expect(held.status).toBe(303)
  await reset(newPerson(cluster), await askReset(email))
  const late = await thief.follow(held.headers.get('location') ?? '')
  expect(late.status).toBe(400)
  expect(await endingsOf(id)).toEqual([])
})

test('an interaction of a session that the reset ended is over, and the page says where to go', async () => {
  const { account, client, person } = await signedIn(cluster)
  const request = authorizationRequest(cluster, client.clientId, { prompt: 'login' })
  const form = await person.follow(request.url)
  await person.submit(await person.visit(`${form.url.pathname}/forgot`), { email: account.email })
  const done = await reset(person, linkIn(await mailbox.mailTo(account.email)))
  expect([done.status, done.text.includes('Go back to the app')]).toEqual([200, true])
  const callback = await person.authorize(request, { email: account.email, password: next })
  expect(callback.searchParams.has('code')).toBe(true)
})

test.each(['/account/reset', '/account/reset?token=', '/interaction/x/reset?token=a&token=b'])(
  '%s has nothing to do',
  async (path) => {
    expect((await newPerson(cluster).visit(path)).status).toBe(400)
  },
)

test('a form from another site changes nothing', async () => {
  const { email } = await cluster.account()
  const link = await askReset(email)
  const fields = { token: link.searchParams.get('token') ?? '', password: next, repeat: next }
  const answer = await newPerson(cluster).visit(link.pathname, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: 'https://evil.example' },
  })
  expect(answer.status).toBe(403)
  expect((await newPerson(cluster).visit(link)).status).toBe(200)
})
