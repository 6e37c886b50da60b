/** A session is used from where it began, or its policy says what happens; two nodes agree. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { type Binding, bindings, type Policy } from '../../src/model/policy.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import type { RequestCost } from '../../src/web/middleware/guards.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, type Visit } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { ageSessions, allDetails, sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'
import {
  abroad,
  believing,
  chrome,
  chromeUpdated,
  firefox,
  home,
  type MovingPerson,
  movingPerson,
  sameHome,
  thiefOf,
  type Whereabouts,
} from '../support/whereabouts.ts'

let cluster: Cluster
let client: RegisteredClient
const costs: RequestCost[] = []
const by = { kind: 'system' } as const

const free = { bindNetwork: 'off', bindBrowser: 'off', bindDevice: 'off' } as const
const settings = { network: 'bindNetwork', browser: 'bindBrowser', device: 'bindDevice' } as const
type What = keyof typeof settings
const whats: readonly What[] = ['network', 'browser', 'device']

beforeAll(async () => {
  cluster = await startCluster({
    nodes: 2,
    settings: believing,
    observe: (cost) => costs.push(cost),
  })
  client = await cluster.client()
  for (const what of whats) {
    for (const action of bindings) {
      const policy = { ...free, onParallelUse: 'off', [settings[what]]: action } as const
      await save({ ...policy, name: `${what}_${action}` })
    }
  }
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())
beforeEach(() => void costs.splice(0))

function save(policy: Partial<Policy> & { name: string }): Promise<unknown> {
  return savePolicy(cluster.store, { policy: { ...defaultPolicy, ...policy }, by })
}

type Signed = Awaited<ReturnType<typeof under>>

async function under(tier: string, at: Partial<Whereabouts> = {}) {
  const person = movingPerson(cluster, at)
  const journey = await signedIn(cluster, {
    client,
    person,
    account: await cluster.account({ tier }),
  })
  return { ...journey, person }
}

function authorize(person: MovingPerson, over: Record<string, string> = {}): Promise<Visit> {
  return person.follow(authorizationRequest(cluster, client.clientId, over).url)
}

async function hasCode(person: MovingPerson): Promise<boolean> {
  return (await authorize(person)).url.searchParams.has('code')
}

async function stateOf({ account }: Pick<Signed, 'account'>) {
  const rows = await sql<{ id: string; state: string; reason: string | null; seen: Date }>(
    cluster,
    `SELECT id, state, end_reason AS reason, last_seen_at AS seen FROM sessions
     WHERE account_id = $1 ORDER BY id`,
    [account.id],
  )
  if (!rows[0]) throw new Error('no session')
  return rows[0]
}

function changes({ account }: Pick<Signed, 'account'>) {
  return sql<{ outcome: string; network: string | null; details: Record<string, string> }>(
    cluster,
    `SELECT outcome, host(network) AS network, ${allDetails} FROM audit_events
     WHERE account_id = $1 AND type = 'session.binding_changed' ORDER BY id`,
    [account.id],
  )
}

/** The same cookies come from another network, in another browser, or without the device's. */
function changed({ person }: Signed, what: What): MovingPerson {
  switch (what) {
    case 'network':
      return thiefOf(cluster, person, { network: abroad })
    case 'browser':
      return thiefOf(cluster, person, { userAgent: firefox })
    case 'device':
      return thiefOf(cluster, person, { without: ['parley_device'] })
  }
}

const values: Record<What, readonly [RegExp, RegExp]> = {
  network: [/^203\.0\.113\.7$/, /^198\.51\.100\.4$/],
  browser: [/^Chrome on Windows$/, /^Firefox on Windows$/],
  device: [/^[0-9a-f-]{36}$/, /^none$/],
}

describe.each(whats)('another %s', (what) => {
  const event = (action: Binding) => {
    const [before, after] = values[what].map((value) => expect.stringMatching(value))
    return { what, action, before, after }
  }

  test('has no effect if the policy says off', async () => {
    const journey = await under(`${what}_off`)
    expect(await hasCode(changed(journey, what))).toBe(true)
    expect(await changes(journey)).toEqual([])
  })

  test('is recorded once, with both values, and the session continues', async () => {
    const journey = await under(`${what}_note`)
    const elsewhere = changed(journey, what)
    for (let times = 0; times < 3; times += 1) expect(await hasCode(elsewhere)).toBe(true)
    const noted = await changes(journey)
    expect(noted.map(({ details }) => details)).toEqual([event('note')])
    expect(noted[0]).toMatchObject({ outcome: 'success', network: elsewhere.at.network })
    expect(costs.findLast(({ path }) => path === '/authorize')).toMatchObject({
      reads: 1,
      writes: 1,
      commits: 1,
    })
  })

  test('asks for a new sign-in, says why, and binds the session to the new place', async () => {
    const journey = await under(`${what}_reauthenticate`)
    const { seen, id } = await stateOf(journey)
    await ageSessions(cluster, { accountId: journey.account.id, seconds: 60 })
    const elsewhere = changed(journey, what)
    const silent = await authorize(elsewhere, { prompt: 'none' })
    expect(silent.url.searchParams.get('error')).toBe('login_required')
    const form = await authorize(elsewhere)
    expect(form.text).toContain('something changed since')
    expect((await stateOf(journey)).seen.getTime()).toBe(seen.getTime() - 60_000)
    expect((await changes(journey)).map(({ details }) => details)).toEqual([
      event('reauthenticate'),
    ])
    // Nothing changed where it began.
    expect(await hasCode(journey.person)).toBe(true)

    const back = await elsewhere.authorize(
      authorizationRequest(cluster, client.clientId),
      journey.account,
    )
    expect(back.searchParams.has('code')).toBe(true)
    expect(await hasCode(elsewhere)).toBe(true)
    expect(await stateOf(journey)).toMatchObject({ id, state: 'live' })
    expect(await hasCode(journey.person)).toBe(false)
  })

  test('ends the session everywhere, and the person is told at the next sign-in', async () => {
    const journey = await under(`${what}_end`)
    const form = await authorize(changed(journey, what))
    expect(form.text).toContain('your browser or your network changed')
    expect(await stateOf(journey)).toMatchObject({ state: 'ended', reason: 'binding_mismatch' })
    expect(await changes(journey)).toMatchObject([{ outcome: 'failure', details: event('end') }])
    expect(await hasCode(journey.person)).toBe(false)
    const dead = await refresh(cluster.issuer, client, journey.tokens.refreshToken)
    expect(dead.body['error']).toBe('invalid_grant')
  })
})

describe('these are no changes:', () => {
  test('another address of the same network, an update of the browser, or both', async () => {
    const journey = await under('banking')
    journey.person.at.network = sameHome
    journey.person.at.userAgent = chromeUpdated
    costs.splice(0)
    expect(await hasCode(journey.person)).toBe(true)
    expect(await changes(journey)).toEqual([])
    expect(costs).toMatchObject([{ path: '/authorize', reads: 1, writes: 1, commits: 1 }])
  })

  test('another IPv6 address with the same 48 bits, unlike any other', async () => {
    const journey = await under('network_end', { network: '2001:db8:85a3:1::7' })
    journey.person.at.network = '2001:db8:85a3:ffff:1:2:3:4'
    expect(await hasCode(journey.person)).toBe(true)
    journey.person.at.network = '2001:db8:85a4::7'
    expect(await hasCode(journey.person)).toBe(false)
    expect(await changes(journey)).toMatchObject([
      { details: { before: '2001:db8:85a3:1::7', after: '2001:db8:85a4::7' } },
    ])
  })

  test('an address that the browser claims without one of our proxies', async () => {
    const journey = await under('network_end')
    journey.person.at.network = `${abroad}, ${home}`
    expect(await hasCode(journey.person)).toBe(true)
  })

  test('any value, for a session without a remembered one', async () => {
    const journey = await under('banking')
    const forget = `UPDATE sessions SET network = NULL, user_agent = NULL, device_hash = NULL,
      place = NULL, place_used_at = NULL WHERE account_id = $1`
    await sql(cluster, forget, [journey.account.id])
    journey.person.at.network = abroad
    journey.person.at.userAgent = firefox
    expect(await hasCode(journey.person)).toBe(true)
  })
})

test('a request without a user agent comes from another browser', async () => {
  const journey = await under('browser_end')
  journey.person.at.userAgent = ''
  expect(await hasCode(journey.person)).toBe(false)
  expect(await stateOf(journey)).toMatchObject({ reason: 'binding_mismatch' })
})

test('each new value is recorded once, whatever comes between, and by one of two nodes', async () => {
  const journey = await under('network_note')
  const places = [abroad, '192.0.2.9', abroad, home, '192.0.2.80', abroad]
  for (const network of places) {
    journey.person.at.network = network
    await Promise.all([hasCode(journey.person), hasCode(journey.person)])
  }
  const noted = (await changes(journey)).map(({ details }) => details['after'])
  expect(noted).toEqual([abroad, '192.0.2.9'])
})

test("a demand in a client's policy applies only to that client", async () => {
  const strict = await cluster.client({ policy: 'network_end' })
  const journey = await under('network_off')
  journey.person.at.network = abroad
  expect(await hasCode(journey.person)).toBe(true)
  const page = await journey.person.follow(authorizationRequest(cluster, strict.clientId).url)
  expect(page.text).toContain('your browser or your network changed')
  expect(await stateOf(journey)).toMatchObject({ state: 'ended', reason: 'binding_mismatch' })
})

test('signing out works from anywhere, whatever the policy', async () => {
  for (const action of bindings) {
    const journey = await under(`network_${action}`)
    journey.person.at.network = abroad
    const page = await journey.person.follow('/logout')
    if (action !== 'end') await journey.person.submit(page, { logout: 'yes' })
    const reason = action === 'end' ? 'binding_mismatch' : 'logout'
    expect(await stateOf(journey)).toMatchObject({ state: 'ended', reason })
  }
})

test('a consent from another place requires a sign-in first and allows nothing before it', async () => {
  const journey = await under('network_reauthenticate')
  const other = await cluster.client({ name: 'Another App' })
  const consent = await journey.person.follow(authorizationRequest(cluster, other.clientId).url)
  expect(consent.text).toContain('value="allow"')
  journey.person.at.network = abroad
  const form = await journey.person.submit(consent, { action: 'allow' })
  expect(form.text).toContain('something changed since')
  const consents = 'SELECT 1 FROM consents WHERE account_id = $1 AND client_id = $2'
  expect(await sql(cluster, consents, [journey.account.id, other.clientId])).toEqual([])
})

test('an interaction is over once its session ends because of a change', async () => {
  const journey = await under('network_end')
  const other = await cluster.client({ name: 'Another App' })
  const consent = await journey.person.follow(authorizationRequest(cluster, other.clientId).url)
  journey.person.at.network = abroad
  const page = await journey.person.press(consent, { action: 'allow' })
  expect([page.status, page.text]).toEqual([
    400,
    expect.stringContaining('You cannot go on from here'),
  ])
  expect(await stateOf(journey)).toMatchObject({ state: 'ended', reason: 'binding_mismatch' })
})

describe('the account pages', () => {
  test('ask for a new sign-in and do nothing that was posted before it', async () => {
    const journey = await under('network_reauthenticate')
    await signedIn(cluster, { client, account: journey.account })
    journey.person.at.network = abroad
    const init = {
      method: 'POST',
      body: new URLSearchParams({ action: 'end_others' }),
      headers: { origin: cluster.issuer },
    }
    const form = await journey.person.follow('/account/sessions', init)
    expect(form.text).toContain('something changed since')
    const states = 'SELECT DISTINCT state FROM sessions WHERE account_id = $1'
    expect(await sql(cluster, states, [journey.account.id])).toEqual([{ state: 'live' }])

    const answer = { action: 'sign-in', ...credentials(journey) }
    expect((await journey.person.submit(form, answer)).url.pathname).toBe('/account/sessions')
    expect((await journey.person.visit('/account/sessions')).status).toBe(200)
  })

  test('show nothing of a session that a change ended', async () => {
    const journey = await under('browser_end')
    journey.person.at.userAgent = firefox
    const form = await journey.person.follow('/account/sessions')
    expect(form.text).toContain('your browser or your network changed')
    expect(form.text).not.toContain(journey.account.email)
  })
})

function credentials({ account }: Signed) {
  return { email: account.email, password: 'correct horse battery staple' }
}

test('a browser can read and keep alive its session only where the session is valid', async () => {
  const ask = ({ person }: Signed, path: string) =>
    person.visit(path, { method: path.endsWith('alive') ? 'POST' : 'GET' })
  const codeOf = ({ text }: Visit) => JSON.parse(text).code
  const paths = ['/session/status', '/session/keepalive', '/session/events']

  const doubted = await under('network_reauthenticate')
  doubted.person.at.network = abroad
  for (const path of paths) {
    const answer = await ask(doubted, path)
    expect([answer.status, codeOf(answer)]).toEqual([403, 'reauthentication_needed'])
  }
  const noted = await under('network_note')
  noted.person.at.network = abroad
  expect((await ask(noted, '/session/keepalive')).status).toBe(200)
  expect(await changes(noted)).toHaveLength(1)
  costs.splice(0)
  expect((await ask(noted, '/session/status')).status).toBe(200)
  expect(costs).toMatchObject([{ reads: 1, writes: 0, commits: 0 }])

  const over = await under('network_end')
  over.person.at.network = abroad
  expect(JSON.parse((await ask(over, '/session/status')).text)).toMatchObject({
    state: 'ended',
    end_reason: 'binding_mismatch',
  })
  const late = await ask(over, '/session/keepalive')
  expect([late.status, codeOf(late)]).toEqual([400, 'session_ended'])
})

test('keeping alive from an unchanged place is one statement', async () => {
  const journey = await under('banking', { userAgent: chrome })
  await sql(cluster, 'UPDATE sessions SET sliding = true WHERE account_id = $1', [
    journey.account.id,
  ])
  costs.splice(0)
  const answer = await journey.person.visit('/session/keepalive', { method: 'POST' })
  expect(answer.status).toBe(200)
  expect(costs).toMatchObject([{ reads: 0, writes: 1, commits: 1 }])
})
