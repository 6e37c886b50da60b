/** Guessing passwords gets slower, reveals nothing, and locks nobody out for good. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Account } from '../../src/model/account.ts'
import { throttleRules } from '../../src/model/throttle.ts'
import { countFailedTry } from '../../src/throttle/count.ts'
import { anyDevice, subjectOf, type Tally } from '../../src/throttle/tally.ts'
import type { RequestCost } from '../../src/web/middleware/guards.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { defaultGuesses, passGuessingTime, throttleKey } from '../support/guesses.ts'
import { linkIn, type Mailbox, openMailbox } from '../support/mailbox.ts'
import { authorizationRequest, type Person, type Visit } from '../support/person.ts'
import { sql } from '../support/sql.ts'
import { believing, movingPerson } from '../support/whereabouts.ts'
import { openWire, type Wire } from '../support/wire.ts'

let cluster: Cluster
let mailbox: Mailbox
let wire: Wire
let client: RegisteredClient
const costs: RequestCost[] = []

beforeAll(async () => {
  mailbox = await openMailbox()
  cluster = await startCluster({
    nodes: 2,
    runsJobs: true,
    observe: (cost) => costs.push(cost),
    settings: {
      ...believing,
      ...mailbox.settings,
      PARLEY_GUESSES_PER_NETWORK: String(defaultGuesses.perNetwork),
      PARLEY_GUESSES_IN_ALL: String(defaultGuesses.inAll),
    },
    throughWire: async (url) => {
      wire = await openWire(url)
      return wire.url
    },
  })
  client = await cluster.client()
})
afterAll(async () => {
  await cluster?.close()
  await wire?.close()
  await mailbox?.close()
})

const wrong = 'wrong but long enough'
let networks = 0

/** Somebody in a network of their own. */
function somebody(): Person {
  networks += 1
  return movingPerson(cluster, { network: `198.18.${networks}.7` })
}

async function formOf(person: Person, over: Record<string, string> = {}): Promise<Visit> {
  return person.follow(authorizationRequest(cluster, client.clientId, over).url)
}

function answer(person: Person, form: Visit, given: { email: string; password?: string }) {
  const { email, password = wrong } = given
  return person.press(form, { action: 'sign-in', email, password })
}

/** One wrong password after the other, each from another network. */
async function storm(email: string, times: number): Promise<number[]> {
  const statuses: number[] = []
  for (let i = 0; i < times; i += 1) {
    const stranger = somebody()
    statuses.push((await answer(stranger, await formOf(stranger), { email })).status)
  }
  return statuses
}

async function signedInBrowser({ email }: Account): Promise<Person> {
  const person = somebody()
  await person.authorize(authorizationRequest(cluster, client.clientId), { email })
  return person
}

const again = { prompt: 'login' }

function limitsTold(): Promise<{ of: string; account: string | null }[]> {
  return sql(
    cluster,
    `SELECT details ->> 'of' AS of, account_id AS account FROM audit_events
     WHERE type = 'authentication.limited' ORDER BY id`,
  )
}

describe('one account', () => {
  test('waits longer and longer after five wrong passwords, and the right one is not tried before the wait is over', async () => {
    const { email } = await cluster.account()
    expect(await storm(email, 7)).toEqual([401, 401, 401, 401, 401, 429, 429])
    const person = somebody()
    const form = await formOf(person)
    const early = await answer(person, form, { email, password: testPassword })
    expect([early.status, early.headers.get('retry-after')]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
    ])
    expect(early.text).toMatch(/There were too many wrong tries. Try again in \d+ seconds\./)
    expect(early.text).toContain('nor one in which you choose a new password')
    expect(early.text).toContain(`value="${email}"`)

    await passGuessingTime(cluster.store, 29)
    expect((await answer(person, form, { email })).status).toBe(401)
    const later = await answer(person, form, { email, password: testPassword })
    expect(Number(later.headers.get('retry-after'))).toBeGreaterThan(29)
    await passGuessingTime(cluster.store, 60)
    expect((await answer(person, form, { email, password: testPassword })).status).toBe(303)
  })

  test('is revealed neither by words, nor by waits, nor by work, whether or not it exists', async () => {
    const { email: known } = await cluster.account()
    const seen = []
    for (const email of [known, 'nobody.at.all@example.com']) {
      const stranger = somebody()
      const form = await formOf(stranger)
      const uid = form.url.pathname.split('/').at(-1) ?? ''
      const answers = []
      for (let i = 0; i < 8; i += 1) {
        costs.length = 0
        const { status, text, headers } = await answer(stranger, form, { email })
        const said = text.replaceAll(email, 'EMAIL').replaceAll(uid, 'UID')
        const cost = costs.find(({ method }) => method === 'POST')
        answers.push({
          status,
          // A second may have gone by.
          text: said.replace(/\d+ seconds/, 'SECONDS'),
          isToWait: headers.has('retry-after'),
          cost: { ...cost, path: '' },
        })
      }
      seen.push(answers)
    }
    expect(seen[0]).toEqual(seen[1])
    expect(seen[0]?.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
    // Nothing is written for who has to wait.
    expect(seen[0]?.at(-1)?.cost).toMatchObject({ writes: 0, commits: 0 })
  })

  test('tells five of fifty concurrent attempts on two nodes that they were wrong', async () => {
    const { email } = await cluster.account()
    const stranger = somebody()
    const form = await formOf(stranger)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => answer(stranger, form, { email })),
    )
    const count = (status: number) => answers.filter((one) => one.status === status).length
    expect([count(401), count(429)]).toEqual([5, 45])
    const { status } = await answer(stranger, form, { email, password: testPassword })
    expect(status).toBe(429)
  })

  test('answers a right password among too many wrong ones like the wrong ones', async () => {
    const { email, id } = await cluster.account()
    const stranger = somebody()
    const form = await formOf(stranger)
    const held = wire.hold('may_try')
    const right = answer(stranger, form, { email, password: testPassword })
    await held.sent
    expect(await storm(email, 6)).toEqual([401, 401, 401, 401, 401, 429])
    held.letGo()
    const late = await right
    const plain = await answer(stranger, form, { email })
    expect([late.status, late.text]).toEqual([
      429,
      plain.text.replace(/\d+ sec/, /\d+ sec/.exec(late.text)?.[0] ?? ''),
    ])
    expect(late.headers.has('location')).toBe(false)
    expect(await sql(cluster, 'SELECT id FROM sessions WHERE account_id = $1', [id])).toEqual([])
    // The step asks as before, and goes on when the wait is over.
    await passGuessingTime(cluster.store, 30)
    expect((await answer(stranger, form, { email, password: testPassword })).status).toBe(303)
  })

  test('a wait is one event when it begins, and attempts during the wait make none', async () => {
    const { email, id } = await cluster.account()
    const before = (await limitsTold()).length
    await storm(email, 9)
    expect((await limitsTold()).slice(before)).toEqual([{ of: 'account', account: id }])
    const [failed] = await sql<{ times: number }>(
      cluster,
      "SELECT count(*)::int AS times FROM audit_events WHERE account_id = $1 AND type = 'authentication.failed'",
      [id],
    )
    expect(failed?.times).toBe(5)
  })

  test('is kept in the database without its name', async () => {
    const { email } = await cluster.account({ email: 'secretive@example.com' })
    await storm(email, 1)
    const [kept] = await sql<{ text: string }>(
      cluster,
      "SELECT string_agg(convert_from(subject, 'LATIN1') || t::text, '') AS text FROM failed_tries t",
    )
    expect(kept?.text).not.toContain('secretive')
    expect(kept?.text).not.toContain('198.18')
  })
})

describe('a browser that the account knows', () => {
  test('is not blocked by the attempts of strangers', async () => {
    const account = await cluster.account()
    const { email } = account
    const person = await signedInBrowser(account)
    expect((await storm(email, 6)).at(-1)).toBe(429)
    const form = await formOf(person, again)
    expect((await answer(person, form, { email, password: testPassword })).status).toBe(303)
    // An observer cannot tell that somebody signed in.
    expect(await storm(email, 1)).toEqual([429])
  })

  test('has ten attempts of its own, which count for nobody else', async () => {
    const account = await cluster.account()
    const { email } = account
    const person = await signedInBrowser(account)
    const form = await formOf(person, again)
    const statuses: number[] = []
    for (let i = 0; i < 11; i += 1) statuses.push((await answer(person, form, { email })).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429])
    expect(await storm(email, 1)).toEqual([401])
    await passGuessingTime(cluster.store, 30)
    expect((await answer(person, form, { email, password: testPassword })).status).toBe(303)
  })

  test('is known only to its own account', async () => {
    const mallory = await signedInBrowser(await cluster.account())
    const { email } = await cluster.account()
    await storm(email, 5)
    const form = await formOf(mallory, again)
    expect((await answer(mallory, form, { email })).status).toBe(429)
  })

  test('can change the password whatever strangers try, but has a limit of its own', async () => {
    const account = await cluster.account()
    const person = await signedInBrowser(account)
    await storm(account.email, 6)
    const page = await person.follow('/account/security')
    const given = { password: 'nine lanterns drift under the pier', repeat: '' }
    given.repeat = given.password
    const statuses: number[] = []
    for (let i = 0; i < 10; i += 1) {
      statuses.push((await person.press(page, { ...given, current: wrong })).status)
    }
    expect(statuses).toEqual(Array.from({ length: 10 }, () => 400))
    const late = await person.press(page, { ...given, current: testPassword })
    expect([late.status, late.headers.get('retry-after')]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
    ])
    expect(late.text).toContain('Try again in ')
    await passGuessingTime(cluster.store, 30)
    expect((await person.press(page, { ...given, current: testPassword })).status).toBe(303)
  })
})

test('a new password ends the wait at once in the browser in which it is chosen', async () => {
  const { email } = await cluster.account()
  expect((await storm(email, 6)).at(-1)).toBe(429)
  const person = somebody()
  const form = await formOf(person)
  await person.submit(await person.visit(`${form.url.pathname}/forgot`), { email })
  const link = linkIn(await mailbox.mailTo(email))
  const password = 'nine lanterns drift under the pier'
  const back = await person.submit(await person.visit(link), { password, repeat: password })
  const [cookie] = [...person.cookies].filter(([name]) => name.startsWith('parley_device'))
  expect(cookie).toBeDefined()
  await storm(email, 3)
  expect((await answer(person, back, { email, password })).status).toBe(303)
  const stranger = somebody()
  expect((await answer(stranger, await formOf(stranger), { email, password })).status).toBe(429)
})

describe('many accounts', () => {
  const rules = throttleRules(defaultGuesses)
  const shared = (of: 'network' | 'everyone', what: string): Tally => ({
    of,
    subject: subjectOf(throttleKey, of, what),
    device: anyDevice,
    rule: rules[of],
    weight: 1,
  })
  let emails = 0
  const anyEmail = () => {
    emails += 1
    return `sprayed${emails}@example.com`
  }

  async function tryFrom(network: string, email = anyEmail(), password = wrong): Promise<Visit> {
    const person = movingPerson(cluster, { network })
    return answer(person, await formOf(person), { email, password })
  }

  test('from one network share a hundred attempts; other networks and known browsers are not affected', async () => {
    const account = await cluster.account()
    const person = await signedInBrowser(account)
    const network = '192.0.2.0/24'
    for (let i = 0; i < 99; i += 1)
      await countFailedTry(cluster.store, [shared('network', network)])
    expect((await tryFrom('192.0.2.1')).status).toBe(401)
    await sql(
      cluster,
      "UPDATE failed_tries SET free_at = free_at + interval '1 hour' WHERE subject = $1",
      [subjectOf(throttleKey, 'network', network)],
    )
    const { status, headers } = await tryFrom('192.0.2.200', account.email, testPassword)
    expect([status, headers.has('retry-after')]).toEqual([429, true])
    expect((await tryFrom('192.0.3.1')).status).toBe(401)
    expect((await limitsTold()).at(-1)).toEqual({ of: 'network', account: null })

    const inside = movingPerson(cluster, { network: '192.0.2.9' })
    for (const [name, value] of person.cookies) inside.cookies.set(name, value)
    const form = await formOf(inside, again)
    const known = { email: account.email, password: testPassword }
    expect((await answer(inside, form, known)).status).toBe(303)
  })

  test('share three thousand attempts; after that each network has one, and a right password still signs in', async () => {
    const { email } = await cluster.account()
    const everyone = shared('everyone', '')
    await countFailedTry(cluster.store, [{ ...everyone, weight: 3_500 }])
    expect((await tryFrom('192.0.4.1')).status).toBe(401)
    const second = await tryFrom('192.0.4.2')
    expect([second.status, second.headers.get('retry-after')]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
    ])
    expect((await tryFrom('192.0.5.1', email, testPassword)).status).toBe(303)
    // It is over as soon as it is forgotten.
    await passGuessingTime(cluster.store, 600)
    expect((await tryFrom('192.0.6.1')).status).toBe(401)
    expect((await tryFrom('192.0.6.2')).status).toBe(401)
  })
})

describe('an attempt does not count if', () => {
  const counted = async (email: string) => {
    const subject = subjectOf(throttleKey, 'account', email)
    return sql(cluster, 'SELECT standing FROM failed_tries WHERE subject = $1', [subject])
  }

  test('Postgres was unavailable before or after it', async () => {
    const { email } = await cluster.account()
    const stranger = somebody()
    const form = await formOf(stranger)
    const held = wire.hold('count_failed_try')
    const answering = answer(stranger, form, { email })
    await held.sent
    wire.cut()
    held.letGo()
    const during = await answering
    expect([during.status, during.headers.has('retry-after')]).toEqual([503, true])
    expect((await answer(stranger, form, { email, password: testPassword })).status).toBe(503)
    wire.mend()
    expect(await counted(email)).toEqual([])
    expect((await answer(stranger, form, { email, password: testPassword })).status).toBe(303)
  })

  test('a field was empty', async () => {
    const { email } = await cluster.account()
    const stranger = somebody()
    const form = await formOf(stranger)
    expect((await answer(stranger, form, { email, password: '' })).status).toBe(400)
    expect((await answer(stranger, form, { email: '', password: wrong })).status).toBe(400)
    expect(await counted(email)).toEqual([])
  })
})
