/** Step-up at authorization: how strong and how fresh a sign-in must be, and what follows if not. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Person, type Visit } from '../support/person.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { ageSessions, allDetails, sql } from '../support/sql.ts'
import { claimsOf, redeem, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient

const by = { kind: 'system' } as const
const scopes = ['openid', 'offline_access', 'accounts:read', 'transfers:write', 'keys:write']
const daily = { scope: 'openid accounts:read' }
const transfer = { scope: 'openid accounts:read transfers:write' }
const strong = { scope: 'openid keys:write' }

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  client = await cluster.client({ name: 'Bank', scopes })
  const scopeRules = {
    'transfers:write': { requireAcr: null, reauthenticateAfterSeconds: 120 },
    'keys:write': { requireAcr: 'mfa', reauthenticateAfterSeconds: 300 },
  } as const
  const bank = { ...defaultPolicy, name: 'bank', scopeRules }
  await savePolicy(cluster.store, { policy: bank, by })
  const fresh = { ...defaultPolicy, name: 'fresh', reauthenticateAfterSeconds: 600 }
  await savePolicy(cluster.store, { policy: fresh, by })
  await savePolicy(cluster.store, {
    policy: { ...defaultPolicy, name: 'two', requireAcr: 'mfa' },
    by,
  })
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())

type SignedInPerson = Awaited<ReturnType<typeof signedIn>>

async function signedInTo(tier: string, params: Record<string, string> = daily) {
  return signedIn(cluster, { client, account: await cluster.account({ tier }), params })
}

function ask(journey: Pick<Journey, 'person'>, params: Record<string, string>): Promise<Visit> {
  return journey.person.follow(authorizationRequest(cluster, client.clientId, params).url)
}

function answerOf({ url }: Visit) {
  return url.searchParams.get('error') ?? (url.searchParams.has('code') ? 'code' : 'a page')
}

/** As if a second factor had been used, which nobody has yet. */
function asIfByFactor({ account }: Pick<Journey, 'account'>): Promise<unknown> {
  const text = "UPDATE sessions SET acr = 'mfa', amr = '{pwd,otp,mfa}' WHERE account_id = $1"
  return sql(cluster, text, [account.id])
}

type Row = { id: string; state: string; secret: string; at: Date; reason: string | null }

function sessionsOf({ account }: Pick<Journey, 'account'>): Promise<Row[]> {
  return sql<Row>(
    cluster,
    `SELECT id, state, encode(secret_hash, 'hex') AS secret, auth_time AS at, end_reason AS reason
     FROM sessions WHERE account_id = $1 ORDER BY created_at`,
    [account.id],
  )
}

function age({ account }: Pick<Journey, 'account'>, seconds: number): Promise<unknown> {
  return ageSessions(cluster, { accountId: account.id, seconds })
}

async function tokensBy(journey: SignedInPerson, params: Record<string, string>) {
  const request = authorizationRequest(cluster, client.clientId, params)
  const callback = await journey.person.authorize(request, journey.account)
  return tokensOf(await redeem(cluster.issuer, client, { callback, request }))
}

describe('a scope whose rule asks for a fresh sign-in', () => {
  test('is granted at once while the sign-in is recent, and requires another sign-in afterwards', async () => {
    const journey = await signedInTo('bank', transfer)
    await age(journey, 118)
    expect(answerOf(await ask(journey, transfer))).toBe('code')
    await age(journey, 4)
    const page = await ask(journey, transfer)
    expect(page.text).toContain('asks you to sign in again for: ')
    expect(page.text).toContain('transfers:write')
    expect(page.text).toContain(`value="${journey.account.email}"`)
    expect(answerOf(await ask(journey, daily))).toBe('code')
  })

  test('is granted after it, in the same session, with a new time and a new secret', async () => {
    const journey = await signedInTo('bank', transfer)
    await age(journey, 200)
    const [before] = await sessionsOf(journey)
    const former = new Map(journey.person.cookies)
    const tokens = await tokensBy(journey, transfer)
    const [after, ...others] = await sessionsOf(journey)
    expect([after?.id, after?.state, others]).toEqual([before?.id, 'live', []])
    expect(after?.secret).not.toBe(before?.secret)
    expect(Number(after?.at)).toBeGreaterThan(Number(before?.at) + 190_000)
    const { auth_time: at, scope } = claimsOf(tokens.accessToken)
    expect(at).toBe(Math.floor(Number(after?.at) / 1000))
    expect(claimsOf(tokens.idToken)['auth_time']).toBe(at)
    expect(String(scope).split(' ')).toContain('transfers:write')

    const thief = newPerson(cluster)
    for (const [name, cookie] of former) thief.cookies.set(name, cookie)
    expect(answerOf(await ask({ person: thief }, { ...daily, prompt: 'none' }))).toBe(
      'login_required',
    )
  })

  test('is answered with login_required if no page may be shown', async () => {
    const journey = await signedInTo('bank', transfer)
    await age(journey, 130)
    const silent = { prompt: 'none' }
    expect(answerOf(await ask(journey, { ...transfer, ...silent }))).toBe('login_required')
    expect(answerOf(await ask(journey, { ...daily, ...silent }))).toBe('code')
  })

  test('requires the sign-in again if the consent page was open for too long', async () => {
    const account = await cluster.account({ tier: 'bank' })
    const person = newPerson(cluster)
    const again = { action: 'sign-in', email: account.email, password: testPassword }
    const signIn = await ask({ person }, transfer)
    const consent = await person.submit(signIn, again)
    await age({ account }, 130)
    const asked = await person.submit(consent, { action: 'allow' })
    expect(asked.text).toContain('asks you to sign in again for: ')
    expect(answerOf(await person.submit(asked, again))).toBe('code')
  })

  test('has no effect on a client without the scope, or on another policy', async () => {
    const other = await cluster.client({ scopes: ['openid', 'accounts:read'] })
    const account = await cluster.account({ tier: 'bank' })
    const journey = await signedIn(cluster, { client: other, account, params: daily })
    await age(journey, 400)
    const { url } = authorizationRequest(cluster, other.clientId, transfer)
    expect(answerOf(await journey.person.follow(url))).toBe('code')

    const free = await signedInTo('default', transfer)
    await age(free, 400)
    expect(answerOf(await ask(free, transfer))).toBe('code')
  })
})

describe("a policy's own demand", () => {
  test('makes an old sign-in too old for anything', async () => {
    const journey = await signedInTo('fresh')
    await age(journey, 598)
    expect(answerOf(await ask(journey, daily))).toBe('code')
    await age(journey, 4)
    expect((await ask(journey, daily)).text).toContain('Your sign-in was some time ago.')
    expect(answerOf(await ask(journey, { ...daily, prompt: 'none' }))).toBe('login_required')
  })

  test("in a client's policy applies only to that client", async () => {
    const strict = await cluster.client({ scopes, policy: 'fresh' })
    const account = await cluster.account()
    const journey = await signedIn(cluster, { client: strict, account, params: daily })
    await age(journey, 700)
    const { url } = authorizationRequest(cluster, strict.clientId, daily)
    expect(answerOf(await journey.person.follow(url))).toBe('a page')
    const lax = authorizationRequest(cluster, client.clientId, { ...daily, prompt: 'none' })
    expect(answerOf(await journey.person.follow(lax.url))).toBe('consent_required')
  })

  test('that is raised during a session applies from its next use', async () => {
    const name = 'rising'
    await savePolicy(cluster.store, { policy: { ...defaultPolicy, name }, by })
    await cluster.policiesKnown()
    const journey = await signedInTo(name)
    await age(journey, 100)
    expect(answerOf(await ask(journey, daily))).toBe('code')
    const policy = { ...defaultPolicy, name, reauthenticateAfterSeconds: 60 }
    await savePolicy(cluster.store, { policy, by })
    await cluster.policiesKnown()
    expect(answerOf(await ask(journey, daily))).toBe('a page')
  })
})

describe('a strength that no sign-in here can reach', () => {
  const unmet = 'unmet_authentication_requirements'

  test('is reported to the client at once, with or without a page, and the session stays', async () => {
    const journey = await signedInTo('bank')
    const [before] = await sessionsOf(journey)
    for (const params of [strong, { ...strong, prompt: 'none' }, { ...strong, prompt: 'login' }]) {
      const page = await ask(journey, params)
      expect(answerOf(page)).toBe(unmet)
      expect(page.url.searchParams.get('error_description')).toContain('keys:write')
      expect(page.url.searchParams.has('state')).toBe(true)
    }
    expect(await sessionsOf(journey)).toEqual([{ ...before }])
    expect(answerOf(await ask(journey, { ...daily, prompt: 'none' }))).toBe('code')
    const events = await sql<{ details: object; client: string; outcome: string }>(
      cluster,
      `SELECT ${allDetails}, client_id AS client, outcome FROM audit_events
       WHERE type = 'step_up.unmet' AND session_id = $1`,
      [before?.id],
    )
    const event = { details: { scope: 'keys:write' }, client: client.clientId, outcome: 'failure' }
    expect(events).toEqual([event, event, event])
  })

  test('lets no session begin, and keeps the existing one', async () => {
    const two = await cluster.account({ tier: 'two' })
    const person = newPerson(cluster)
    const signIn = { action: 'sign-in', email: two.email, password: testPassword }
    const page = await person.submit(await ask({ person }, daily), signIn)
    expect(answerOf(page)).toBe(unmet)
    expect(await sessionsOf({ account: two })).toEqual([])

    const journey = await signedInTo('default')
    const [before] = await sessionsOf(journey)
    const asked = await ask(journey, { ...daily, prompt: 'login' })
    expect(answerOf(await journey.person.submit(asked, signIn))).toBe(unmet)
    expect(await sessionsOf(journey)).toEqual([before])
    expect(await sessionsOf({ account: two })).toEqual([])
  })

  test('does not stop a person who has it: tokens say so, and the ladder counts upwards', async () => {
    const journey = await signedInTo('bank')
    await asIfByFactor(journey)
    const tokens = await tokensBy(journey, strong)
    const claims = { acr: 'mfa', amr: ['pwd', 'otp', 'mfa'] }
    expect(claimsOf(tokens.accessToken)).toMatchObject({ ...claims, scope: 'openid keys:write' })
    expect(claimsOf(tokens.idToken)).toMatchObject(claims)
    expect(answerOf(await ask(journey, { ...daily, acr_values: 'pwd' }))).toBe('code')

    await age(journey, 301)
    expect(answerOf(await ask(journey, strong))).toBe(unmet)
    expect(answerOf(await ask(journey, daily))).toBe('code')
  })
})

describe("a client's wish", () => {
  test.each(['mfa', 'silver urn:example:gold', 'mfa pwd'])(
    'by acr_values=%s is tried, and acr has the result',
    async (acr_values) => {
      const journey = await signedInTo('default')
      const tokens = await tokensBy(journey, { ...daily, acr_values })
      expect(claimsOf(tokens.idToken)).toMatchObject({ acr: 'pwd', amr: ['pwd'] })
      expect(claimsOf(tokens.accessToken)).toMatchObject({ acr: 'pwd', amr: ['pwd'] })
    },
  )

  test('by max_age is judged by the database, to the second', async () => {
    const journey = await signedInTo('default')
    await age(journey, 98)
    expect(answerOf(await ask(journey, { ...daily, max_age: '100' }))).toBe('code')
    await age(journey, 4)
    const page = await ask(journey, { ...daily, max_age: '100' })
    expect(page.text).toContain('Your sign-in was some time ago.')
    const silent = { ...daily, max_age: '100', prompt: 'none' }
    expect(answerOf(await ask(journey, silent))).toBe('login_required')
    const tokens = await tokensBy(journey, { ...daily, max_age: '100' })
    const { auth_time: at, iat } = claimsOf(tokens.idToken)
    expect(Number(iat) - Number(at)).toBeLessThan(60)
  })
})

describe('someone else in a step-up', () => {
  async function asOther(journey: SignedInPerson, params: Record<string, string>) {
    const other = await cluster.account({ tier: 'bank' })
    const page = await ask(journey, params)
    const signIn = { action: 'sign-in', email: other.email, password: testPassword }
    return { other, page, signIn }
  }

  test.each([{ prompt: 'login' }, { max_age: '60' }, transfer])(
    'gets a new session under another sid, and the first one has ended: %j',
    async (over) => {
      const journey = await signedInTo('bank')
      await age(journey, 200)
      const { other } = await asOther(journey, { ...daily, ...over })
      const tokens = await tokensBy({ ...journey, account: other }, { ...daily, ...over })
      expect(claimsOf(tokens.idToken)['sub']).toBe(other.id)
      expect(sidOf(tokens)).not.toBe(sidOf(journey.tokens))
      expect(await sessionsOf(journey)).toMatchObject([{ state: 'ended', reason: 'logout' }])
      expect(await sessionsOf({ account: other })).toMatchObject([{ state: 'live' }])
    },
  )

  test('leaves the session as it was after cancelling: same person, same secret, same time', async () => {
    const journey = await signedInTo('bank', transfer)
    await age(journey, 200)
    const [before] = await sessionsOf(journey)
    const { page, signIn } = await asOther(journey, transfer)
    const wrong = await journey.person.submit(page, { ...signIn, password: 'wrong' })
    expect(wrong.status).toBe(401)
    const denied = await journey.person.submit(wrong, { action: 'deny' })
    expect(answerOf(denied)).toBe('access_denied')
    expect(await sessionsOf(journey)).toEqual([before])
    const tokens = await tokensBy(journey, daily)
    expect(claimsOf(tokens.idToken)['sub']).toBe(journey.account.id)
    expect(sidOf(tokens)).toBe(sidOf(journey.tokens))
  })

  test('cannot enter a session that began in another tab meanwhile', async () => {
    const person: Person = newPerson(cluster)
    const tab = await ask({ person }, daily)
    const journey = await signedIn(cluster, { client, person, params: daily })
    const other = await cluster.account()
    const signIn = { action: 'sign-in', email: other.email, password: testPassword }
    const posted = await person.press(tab, signIn)
    expect(await sessionsOf(journey)).toMatchObject([{ state: 'live' }])
    expect(await sessionsOf({ account: other })).toEqual([])

    const consent = await person.follow(posted.headers.get('location') ?? '')
    expect(consent.text).toContain(other.email)
    expect(answerOf(await person.submit(consent, { action: 'allow' }))).toBe('code')
    const [[former], [own]] = [await sessionsOf(journey), await sessionsOf({ account: other })]
    expect([former?.state, own?.state, former?.id === own?.id]).toEqual(['ended', 'live', false])
  })
})
