/** Nobody gets into a session by an id that they knew before, read in an address or made up. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { alternating } from '../support/alternating.ts'
import { cheapAccount } from '../support/cheap-account.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Person } from '../support/person.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'

let cluster: Cluster
let client: RegisteredClient

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  client = await cluster.client()
})
afterAll(() => cluster?.close())

async function someone(over: Partial<Journey> = {}) {
  const account = over.account ?? (await cheapAccount(cluster, 'default'))
  const person = over.person ?? newPerson(cluster, alternating(cluster))
  return signedIn(cluster, { account, client, person })
}

function silently(over: Record<string, string> = {}): URL {
  return authorizationRequest(cluster, client.clientId, { prompt: 'none', ...over }).url
}

/** Whether these cookies are signed in, according to two endpoints. */
async function isSomeone(cookie: string): Promise<boolean> {
  const reach = alternating(cluster)
  const nobody = newPerson(cluster, reach)
  const page = await nobody.visit(silently(), { headers: { cookie } })
  const status = await nobody.visit('/session/status', { headers: { cookie } })
  const isLive = status.status === 200 && JSON.parse(status.text).state === 'live'
  expect(page.headers.get('location')?.includes('code=')).toBe(isLive)
  return isLive
}

function cookiesOf({ cookies }: Person): Map<string, string> {
  const ofSession = [...cookies].filter(([name]) => name.startsWith('parley_session'))
  return new Map(ofSession.map(([name, { value }]) => [name.split('|')[0] ?? '', value]))
}

function header(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map((cookie) => cookie.join('=')).join('; ')
}

function secretOf(person: Person): string {
  return cookiesOf(person).get('parley_session') ?? ''
}

/** Puts the cookies of one browser into another. */
function plant(from: Person, into: Person): void {
  for (const [name, cookie] of from.cookies) into.cookies.set(name, cookie)
}

describe('an id in an address or a form does not become a session', () => {
  const names = ['parley_session', 'session', 'session_id', 'sessionid', 'sid', 'uid', 'secret']

  async function idsOf({ person, account, tokens }: Awaited<ReturnType<typeof someone>>) {
    const [row] = await sql<{ id: string }>(
      cluster,
      'SELECT id FROM sessions WHERE account_id = $1',
      [account.id],
    )
    return [secretOf(person), row?.id ?? '', sidOf(tokens)]
  }

  test('under any name and in any place', async () => {
    const ids = await idsOf(await someone())
    for (const id of ids) {
      const fields = Object.fromEntries(names.map((name) => [name, id]))
      const query = new URLSearchParams(fields)
      const nobody = newPerson(cluster, alternating(cluster))
      const asked = await nobody.visit(silently(fields))
      expect(asked.headers.get('location')).toContain('error=login_required')
      const account = await nobody.visit(`/account/sessions?${query}`)
      expect(account.headers.get('location')).toMatch(/^\/authorize/)
      expect((await nobody.visit(`/session/status?${query}`)).status).toBe(401)
      const form = { method: 'POST', body: query, headers: { origin: cluster.issuer } }
      expect((await nobody.visit('/session/keepalive', form)).status).toBe(401)
      const ending = await nobody.visit('/account/sessions', form)
      expect(ending.headers.get('location')).toMatch(/^\/authorize/)
    }
  })

  test('in the path', async () => {
    const ids = await idsOf(await someone())
    for (const id of ids) {
      const nobody = newPerson(cluster, alternating(cluster))
      for (const path of [
        `/authorize/${id}`,
        `/interaction/${id}`,
        `/interaction/${id}/devices`,
        `/account/sessions;parley_session=${id}`,
        `/session/status/${id}`,
      ]) {
        const page = await nobody.visit(path)
        expect([path, page.status >= 400 && page.status < 500]).toEqual([path, true])
      }
    }
  })

  test('and no redirect of the server contains the id of a live session', async () => {
    const journey = await someone()
    const [secret = '', id = ''] = await idsOf(journey)
    for (const path of [silently(), '/account', '/account/sessions', '/logout']) {
      const { headers, text } = await journey.person.visit(path)
      expect(headers.get('location') ?? '').not.toContain(secret)
      expect(headers.get('location') ?? '').not.toContain(id)
      expect(text).not.toContain(secret)
    }
  })
})

describe('a secret known before the sign-in is worthless after it', () => {
  test('if it belonged to a browser in which nobody was signed in', async () => {
    const [attacker, victim] = [newPerson(cluster), newPerson(cluster)]
    await attacker.visit('/logout')
    const planted = cookiesOf(attacker)
    expect(planted.size).toBe(2)
    plant(attacker, victim)
    await someone({ person: victim })
    expect(secretOf(victim)).not.toBe(planted.get('parley_session'))
    expect(await isSomeone(header(planted))).toBe(false)
    expect(await isSomeone(header(cookiesOf(victim)))).toBe(true)
  })

  test("if it belonged to the attacker's own session, which ends as someone else signs in", async () => {
    const attacker = await someone()
    const planted = cookiesOf(attacker.person)
    const victim = newPerson(cluster, alternating(cluster))
    plant(attacker.person, victim)
    const account = await cheapAccount(cluster, 'default')
    await signedIn(cluster, { account, client, person: victim, params: { prompt: 'login' } })
    expect(secretOf(victim)).not.toBe(planted.get('parley_session'))
    expect(await isSomeone(header(planted))).toBe(false)
    expect(
      await sql(cluster, 'SELECT state FROM sessions WHERE account_id = $1', [attacker.account.id]),
    ).toEqual([{ state: 'ended' }])
  })

  test('if it was the one before the password was given again', async () => {
    const journey = await someone()
    const before = cookiesOf(journey.person)
    await signedIn(cluster, { ...journey, params: { prompt: 'login' } })
    expect(secretOf(journey.person)).not.toBe(before.get('parley_session'))
    expect(await isSomeone(header(before))).toBe(false)
    expect(await isSomeone(header(cookiesOf(journey.person)))).toBe(true)
  })

  test('and no step of the sign-in reveals the new one, which comes with the last step', async () => {
    const account = await cheapAccount(cluster, 'default')
    const person = newPerson(cluster, alternating(cluster))
    await person.visit('/logout')
    const before = secretOf(person)
    const form = await person.follow(authorizationRequest(cluster, client.clientId).url)
    expect(secretOf(person)).toBe(before)
    await person.authorize({ url: form.url, verifier: '' }, account)
    expect(secretOf(person)).not.toBe(before)
  })
})

describe('a forged cookie is not a session', () => {
  test('with any single bit of it or of its signature flipped', async () => {
    const { person } = await someone()
    const cookies = cookiesOf(person)
    expect(await isSomeone(header(cookies))).toBe(true)
    const turned = [...cookies].flatMap(([name, value]) =>
      bitsOf(value).map((other) => header(new Map([...cookies, [name, other]]))),
    )
    expect(turned.length).toBeGreaterThan(300)
    const reach = alternating(cluster)
    for (let at = 0; at < turned.length; at += 20) {
      const pages = turned.slice(at, at + 20).map(async (cookie) => {
        const page = await newPerson(cluster, reach).visit(silently(), { headers: { cookie } })
        return page.headers.get('location') ?? ''
      })
      for (const location of await Promise.all(pages)) {
        expect(location).toContain('error=login_required')
      }
    }
  })

  /** Every text that is one bit away and that a header can carry. */
  function bitsOf(value: string): readonly string[] {
    return [...value].flatMap((character, i) =>
      [0, 1, 2, 3, 4, 5, 6]
        .map((bit) => String.fromCharCode(character.charCodeAt(0) ^ (1 << bit)))
        .filter((other) => /[!#-+\--:<-[\]-~]/.test(other))
        .map((other) => value.slice(0, i) + other + value.slice(i + 1)),
    )
  }

  test('of a good value under another name, with the signature that belongs to it', async () => {
    const person = newPerson(cluster, alternating(cluster))
    await person.follow(authorizationRequest(cluster, client.clientId).url)
    const step = [...person.cookies].filter(([name]) => /^parley_(interaction|resume)/.test(name))
    expect(step.length).toBeGreaterThanOrEqual(4)
    for (const [name, { value }] of step) {
      if (name.includes('.sig')) continue
      const [own = ''] = name.split('|')
      const signature = step.find(([other]) => other.startsWith(`${own}.sig`))?.[1].value ?? ''
      const renamed = `parley_session=${value}; parley_session.sig=${signature}`
      expect(await isSomeone(renamed)).toBe(false)
    }
    const journey = await someone()
    const [secret = '', signature = ''] = cookiesOf(journey.person).values()
    const uid = step[0]?.[0].split('/').at(-1) ?? ''
    const cookie = `parley_interaction=${secret}; parley_interaction.sig=${signature}`
    const page = await newPerson(cluster).visit(`/interaction/${uid}`, { headers: { cookie } })
    expect(page.status).toBe(400)
  })

  test('of one browser with the signature of another', async () => {
    const [one, two] = [cookiesOf((await someone()).person), cookiesOf((await someone()).person)]
    const mixed = new Map([...one, ['parley_session.sig', two.get('parley_session.sig') ?? '']])
    expect(await isSomeone(header(mixed))).toBe(false)
  })
})

test('an interaction that began in a session accepts only the cookie of that session', async () => {
  const { person, account } = await someone()
  const over = { prompt: 'consent' }
  const asking = await person.follow(authorizationRequest(cluster, client.clientId, over).url)
  const thief = newPerson(cluster, alternating(cluster))
  for (const [name, cookie] of person.cookies) {
    if (!name.startsWith('parley_session')) thief.cookies.set(name, cookie)
  }
  const grants = () =>
    sql(cluster, 'SELECT count(*) FROM grants WHERE account_id = $1', [account.id])
  const before = await grants()
  for (const action of ['allow', 'deny', 'switch-account']) {
    expect((await thief.press(asking, { action })).status).toBe(400)
  }
  expect((await thief.visit(asking.url)).status).toBe(400)
  expect(await grants()).toEqual(before)
  const callback = await person.submit(asking, { action: 'allow' })
  expect(callback.url.searchParams.has('code')).toBe(true)
})
