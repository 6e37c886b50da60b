/** No page is a dead end: every page met in the wrong order leads to a working one. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 1 })
})
afterAll(() => cluster?.close())

type Start = {
  readonly person: Person
  readonly email: string
}

/** Follows the first way on again and again, signing in and allowing, until the account page. */
async function arrive({ person, email }: Start, from: Visit): Promise<Visit> {
  let page = from
  for (let steps = 0; steps < 6; steps += 1) {
    if (page.status === 200 && page.url.pathname.startsWith('/account/')) return page
    page = await takeWayOn({ person, email }, page)
  }
  throw new Error(`no end after six steps: ${page.url.href}`)
}

async function takeWayOn({ person, email }: Start, page: Visit): Promise<Visit> {
  if (page.text.includes('name="password"')) {
    return person.submit(page, { action: 'sign-in', email, password: testPassword })
  }
  if (page.text.includes('value="allow"')) return person.submit(page, { action: 'allow' })
  const ways = waysOf(page).filter((way) => way.startsWith('/'))
  const [way] = ways
  if (way === undefined) throw new Error(`a dead end: ${page.status} ${page.url.href}`)
  return person.follow(way)
}

function waysOf({ text }: Visit): readonly string[] {
  const [, main = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(text) ?? []
  return [...main.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href = '']) => href)
}

async function atStep(person = newPerson(cluster)) {
  const account = await cluster.account()
  const client = await cluster.client()
  const { url } = authorizationRequest(cluster, client.clientId)
  return { person, account, email: account.email ?? '', step: await person.follow(url), url }
}

function signInForm(email: string): Record<string, string> {
  return { action: 'sign-in', email, password: testPassword }
}

async function expectLeadsOn(start: Start, page: Visit): Promise<void> {
  expect(page.status).toBe(400)
  expect(waysOf(page).length).toBeGreaterThan(0)
  expect((await arrive(start, page)).text).toContain(start.email)
}

describe('a person at a step that is over', () => {
  test('who is signed in is told so, and finds the account and the app', async () => {
    const { person, email, step } = await atStep()
    const consent = await person.submit(step, signInForm(email))
    await person.submit(consent, { action: 'allow' })

    const back = await person.visit(step.url)
    expect(back.text).toContain(email)
    expect(waysOf(back)).toEqual(['https://app.example/', '/account'])
    await expectLeadsOn({ person, email }, back)
  })

  test('who sends a form twice finds the way on from the second answer', async () => {
    const { person, email, step } = await atStep()
    const consent = await person.submit(step, signInForm(email))
    await person.submit(consent, { action: 'allow' })
    await expectLeadsOn({ person, email }, await person.submit(consent, { action: 'allow' }))
    await expectLeadsOn({ person, email }, await person.submit(step, signInForm(email)))
  })

  test('who is too late finds the way to sign in', async () => {
    const { person, email, step } = await atStep()
    await sql(cluster, `UPDATE artifacts SET expires_at = now() - interval '1 second'`)
    await expectLeadsOn({ person, email }, await person.visit(step.url))
    await expectLeadsOn({ person: newPerson(cluster), email }, await person.visit(step.url))
  })

  test("who opens another browser's step finds the way to sign in", async () => {
    const { email, step } = await atStep()
    const person = newPerson(cluster)
    for (const page of ['', '/register', '/forgot', '/devices']) {
      const shown = await person.visit(new URL(`${step.url.pathname}${page}`, cluster.issuer))
      await expectLeadsOn({ person: newPerson(cluster), email }, shown)
    }
    const resumed = step.url.pathname.replace('interaction', 'authorize')
    await expectLeadsOn({ person, email }, await person.visit(resumed))
  })

  test('whose browser keeps no cookies reads about cookies', async () => {
    const { person, email, step } = await atStep()
    person.cookies.clear()
    const page = await person.submit(step, signInForm(email))
    expect(page.text).toContain('cookies')
    await expectLeadsOn({ person, email }, page)
  })

  test('with two tabs can continue from either of them', async () => {
    const { person, email, step, url } = await atStep()
    const second = await person.follow(url)
    const consent = await person.submit(second, signInForm(email))
    await person.submit(consent, { action: 'allow' })
    const late = await person.submit(step, signInForm(email))
    if (late.url.origin === cluster.issuer && late.status !== 200) {
      await expectLeadsOn({ person, email }, late)
    }
  })
})

describe('signing out', () => {
  test('twice from one page leads to the page that signs out', async () => {
    const journey: Journey = await signedIn(cluster)
    const { person, account } = journey
    const asked = await person.follow('/logout')
    await person.submit(asked, { logout: 'yes' })
    const again = await person.submit(asked, { logout: 'yes' })
    expect(waysOf(again)).toEqual(['/logout'])
    expect(account.email).not.toBeNull()
  })
})

test.each(['sessions', 'applications'])(
  'signing in again before a change says why and who, and returns to the page of %s',
  async (name) => {
    const { person, account } = await signedIn(cluster)
    const page = await person.follow('/account/sessions')
    expect(page.status).toBe(200)
    await sql(
      cluster,
      "UPDATE sessions SET auth_time = auth_time - interval '10 minutes' WHERE account_id = $1",
      [account.id],
    )
    const asked = await person.follow(`/account/${name}`, {
      method: 'POST',
      headers: { origin: cluster.issuer },
      body: new URLSearchParams({ action: 'end_others' }),
    })
    expect(asked.text).toContain('Your sign-in was some time ago')
    expect(asked.text).toContain(`value="${account.email}"`)
    const back = await person.submit(asked, signInForm(account.email))
    expect([back.status, back.url.pathname]).toEqual([200, `/account/${name}`])
  },
)

test('an address without a page leads on', async () => {
  const { person, account } = await signedIn(cluster)
  const email = account.email ?? ''
  const page = await person.visit('/interaction/x/y/z')
  expect([page.status, page.text.includes(email)]).toEqual([404, true])
  expect((await arrive({ person, email }, page)).text).toContain(email)
})
