/** Guests who sign in twice at once, or shop while signing in: one session replaces the guest, none is left over. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Account } from '../../src/model/account.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import {
  atSignIn,
  guestRequest,
  newShop,
  tokensOfGuest,
  type Visitor,
  visits,
} from '../support/guest.ts'
import { type AuthorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, redeem, refresh, tokensOf } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

const password = testPassword

async function refused(shop: Visitor['shop'], token: string): Promise<unknown> {
  return (await refresh(cluster.issuer, shop, token)).body['error']
}

/** People who have granted the shop access and are signed in nowhere: each sign-in is one step. */
async function peopleOf(shop: Visitor['shop'], several: number): Promise<readonly Account[]> {
  const accounts: Account[] = []
  while (accounts.length < several) {
    const { account } = await signedIn(cluster, { client: shop })
    await cluster.endSessionsOf(account.id)
    accounts.push(account)
  }
  return accounts
}

describe('two tabs', () => {
  test('that sign in one after the other both succeed, as one session', async () => {
    const visitor = await visits(cluster)
    const { email, id } = await cluster.account()
    const { person } = visitor
    const [first, second] = [await atSignIn(cluster, visitor), await atSignIn(cluster, visitor)]
    const page = await person.submit(first.form, { action: 'sign-in', email, password })
    const callback = (await person.submit(page, { action: 'allow' })).url
    const later = await person.submit(second.form, { action: 'sign-in', email, password })
    expect(later.url.searchParams.has('code')).toBe(true)
    const redeemed = [
      await redeem(cluster.issuer, visitor.shop, { callback, request: first.request }),
      await redeem(cluster.issuer, visitor.shop, { callback: later.url, request: second.request }),
    ]
    for (const answer of redeemed) {
      const claims = claimsOf(tokensOf(answer).idToken)
      expect(claims).toMatchObject({ sub: id, parley_former_sub: visitor.sub })
    }
    const sessions = 'SELECT state, former_sub AS former FROM sessions WHERE account_id = $1'
    expect(await sql(cluster, sessions, [id])).toEqual([{ state: 'live', former: visitor.sub }])
  })

  test.each([
    ['one account', 1],
    ['two accounts', 2],
  ])(
    'that sign in at once, to %s: exactly one replaces the guest, and no sign-in is lost',
    async (_, several) => {
      for (let round = 0; round < 3; round += 1) {
        const shop = await newShop(cluster)
        const accounts = await peopleOf(shop, several)
        const visitor = await tokensOfGuest(cluster, { shop })
        const tabs = await Promise.all([atSignIn(cluster, visitor), atSignIn(cluster, visitor)])
        const posted = []
        for (const [i, { form, request }] of tabs.entries()) {
          const { email = '' } = accounts[i % several] ?? {}
          const fields = { action: 'sign-in', email, password }
          posted.push({ request, at: await visitor.person.press(form, fields) })
        }
        const frozen = new Map(visitor.person.cookies)
        const answers = await Promise.all(posted.map((tab) => resumeWith(frozen, tab)))
        const claims = await Promise.all(answers.map((tab) => claimsFrom(shop, tab)))
        const formers = claims.map(({ parley_former_sub: former }) => former)
        expect(formers.filter((former) => former === visitor.sub)).toHaveLength(1)
        expect(formers.filter((former) => former === undefined)).toHaveLength(1)
        expect(await refused(shop, visitor.tokens.refreshToken)).toBe('invalid_grant')
      }
    },
    60_000,
  )
})

type Tab = {
  readonly request: AuthorizationRequest
  readonly at: { readonly headers: Headers; readonly url: URL }
}

/** Both requests carry the cookies that the browser had before the first. */
async function resumeWith(cookies: ReadonlyMap<string, { value: string; path: string }>, tab: Tab) {
  const person = newPerson(cluster)
  for (const [name, cookie] of cookies) person.cookies.set(name, cookie)
  const { url } = await person.follow(new URL(tab.at.headers.get('location') ?? '', tab.at.url))
  return { request: tab.request, callback: url }
}

async function claimsFrom(
  shop: Visitor['shop'],
  tab: { readonly request: AuthorizationRequest; readonly callback: URL },
) {
  return claimsOf(tokensOf(await redeem(cluster.issuer, shop, tab)).idToken)
}

test('whatever a guest does while signing in, no token outlives the guest', async () => {
  const shop = await newShop(cluster)
  for (let round = 0; round < 3; round += 1) {
    const visitor = await tokensOfGuest(cluster, { shop })
    const { email } = await cluster.account()
    const { form } = await atSignIn(cluster, visitor)
    const pressed = await visitor.person.press(form, { action: 'sign-in', email, password })
    const frozen = new Map(visitor.person.cookies)
    const request = guestRequest(cluster, shop)
    const busy = newPerson(cluster)
    for (const [name, cookie] of frozen) busy.cookies.set(name, cookie)
    const [, refreshed, again] = await Promise.all([
      resumeWith(frozen, { request, at: pressed }),
      refresh(cluster.nodes[1] ?? '', shop, visitor.tokens.refreshToken),
      busy.follow(request.url),
    ])
    if (refreshed.status === 200) {
      expect(await refused(shop, String(refreshed.body['refresh_token']))).toBe('invalid_grant')
    }
    const late = await redeem(cluster.issuer, shop, { callback: again.url, request })
    if (late.status === 200) {
      // The guest had ended already, so the request began another one.
      expect(claimsOf(late.body['id_token'])['sub']).not.toBe(visitor.sub)
    }
    const left = await sql(
      cluster,
      `SELECT 1 FROM token_families WHERE session_id = $1 AND ended_at IS NULL
       UNION ALL SELECT 1 FROM grants WHERE session_id = $1 AND ended_at IS NULL`,
      [visitor.sessionId],
    )
    expect(left).toEqual([])
  }
})
