/** `offline_access` counts when the person accepted it, and the answer's `scope` says what counts. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { guestRequest, newShop } from '../support/guest.ts'
import { authorizationRequest, newPerson, type Visit } from '../support/person.ts'
import { type Journey, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { post, redeem, refresh } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  const policy = { ...defaultPolicy, name: 'never_offline', offlineAccess: false }
  await savePolicy(cluster.store, { policy, by: { kind: 'system' } })
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())

const scope = 'openid offline_access photos:read'

/** The scopes that the token endpoint says it gave. */
async function scopeOf({ client }: Pick<Journey, 'client'>, page: Visit, verifier: string) {
  const request = { url: page.url, verifier }
  const { body } = await redeem(cluster.issuer, client, { callback: page.url, request })
  return String(body['scope']).split(' ').toSorted()
}

const all = ['offline_access', 'openid', 'photos:read']
const withoutIt = ['openid', 'photos:read']

async function someone(params: Record<string, string> = { scope: 'openid photos:read' }) {
  return signedIn(cluster, { params })
}

const ask = ({ client }: Pick<Journey, 'client'>, over: Record<string, string> = {}) =>
  authorizationRequest(cluster, client.clientId, { scope, ...over })

describe('without prompt=consent', () => {
  test('is accepted on the consent page of the same request', async () => {
    const journey = await someone()
    const { url, verifier } = ask(journey)
    const page = await journey.person.follow(url)
    expect(page.text).toContain('also when you are away')
    const allowed = await journey.person.submit(page, { action: 'allow' })
    expect(await scopeOf(journey, allowed, verifier)).toEqual(all)
  })

  test.each([{}, { prompt: 'none' }, { prompt: 'login' }])(
    'counts without a question once it was accepted: %j',
    async (over) => {
      const journey = await someone({ scope, prompt: 'consent' })
      const { url, verifier } = ask(journey, over)
      let page = await journey.person.follow(url)
      if (page.text.includes('name="password"')) {
        const { email } = journey.account
        const password = 'correct horse battery staple'
        page = await journey.person.submit(page, { action: 'sign-in', email, password })
      }
      expect(await scopeOf(journey, page, verifier)).toEqual(all)
    },
  )

  test('counts in another session of the same person too', async () => {
    const journey = await someone({ scope, prompt: 'consent' })
    const { account, client } = journey
    const later = await signedIn(cluster, { account, client, params: { scope } })
    const stored = await sql(cluster, 'SELECT offline FROM token_families WHERE client_id = $1', [
      client.clientId,
    ])
    expect(stored).toEqual([{ offline: true }, { offline: true }])
    const again = await refresh(cluster.issuer, client, later.tokens.refreshToken)
    expect(String(again.body['scope']).split(' ')).toContain('offline_access')
  })

  test('counts in a pushed request', async () => {
    const journey = await someone()
    const { url, verifier } = ask(journey)
    const params = Object.fromEntries(url.searchParams)
    const { body } = await post(`${cluster.issuer}/par`, journey.client, params)
    const client_id = journey.client.clientId
    const query = new URLSearchParams({ client_id, request_uri: String(body['request_uri']) })
    const page = await journey.person.follow(`/authorize?${query}`)
    const allowed = await journey.person.submit(page, { action: 'allow' })
    expect(await scopeOf(journey, allowed, verifier)).toEqual(all)
  })

  test('is refused with the rest when the person denies', async () => {
    const journey = await someone()
    const page = await journey.person.follow(ask(journey).url)
    const denied = await journey.person.submit(page, { action: 'deny' })
    expect(denied.url.searchParams.get('error')).toBe('access_denied')
  })
})

describe('is ignored, and the answer says so', () => {
  test('in a silent request, if nobody has accepted it', async () => {
    const journey = await someone()
    const { url, verifier } = ask(journey, { prompt: 'none' })
    expect(await scopeOf(journey, await journey.person.follow(url), verifier)).toEqual(withoutIt)
  })

  test.each([{}, { prompt: 'consent' }])('where the policy forbids it: %j', async (over) => {
    const account = await cluster.account({ tier: 'never_offline' })
    const params = { scope, ...over }
    const { tokens, client } = await signedIn(cluster, { account, params })
    const again = await refresh(cluster.issuer, client, tokens.refreshToken)
    expect(String(again.body['scope']).split(' ').toSorted()).toEqual(withoutIt)
    const stored = 'SELECT offline FROM token_families WHERE client_id = $1'
    expect(await sql(cluster, stored, [client.clientId])).toEqual([{ offline: false }])
  })

  test('for a client that may not refresh, or was not registered for it', async () => {
    for (const registration of [
      { grantTypes: ['authorization_code'] },
      { scopes: ['openid', 'photos:read'] },
    ] as const) {
      const client = await cluster.client(registration)
      const journey = await signedInWith(client)
      const { url, verifier } = ask({ client })
      const page = await journey.person.follow(url)
      expect(await scopeOf({ client }, page, verifier)).toEqual(withoutIt)
    }
  })

  test('for a guest, who is asked nothing', async () => {
    const shop = await newShop(cluster)
    const request = guestRequest(cluster, shop, { scope })
    const page = await newPerson(cluster).follow(request.url)
    expect(await scopeOf({ client: shop }, page, request.verifier)).toEqual(withoutIt)
  })
})

/** Signed in, with everything allowed but what is offline. */
async function signedInWith(client: Journey['client']) {
  const person = newPerson(cluster)
  const account = await cluster.account()
  const request = authorizationRequest(cluster, client.clientId, { scope: 'openid photos:read' })
  await person.authorize(request, account)
  return { person }
}
