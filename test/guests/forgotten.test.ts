/** Ended guests are deleted after a day with all their data, and no one else is. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { forgetGuests } from '../../src/accounts/forget-guests.ts'
import { sweepSessions } from '../../src/sessions/sweep.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { tokensOfGuest } from '../support/guest.ts'
import { authorizationRequest } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { ageFamilies, ageSessions, sql } from '../support/sql.ts'
import { claimsOf, redeem, refresh, tokensOf } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ runsRounds: false })
})
afterAll(() => cluster?.close())

const hour = 3600

/** Moves the visit of a guest into the past. */
async function age(sub: string, clientId: string, seconds: number): Promise<void> {
  await ageSessions(cluster, { accountId: sub, seconds })
  await ageFamilies(cluster, { clientId, seconds })
  await sql(cluster, "UPDATE sessions SET due_at = now() - interval '1 s' WHERE account_id = $1", [
    sub,
  ])
}

/** An ended session refuses every change, so this switches its trigger off. */
async function ageEnding(sub: string, seconds: number): Promise<void> {
  await sql(cluster, 'ALTER TABLE sessions DISABLE TRIGGER ended_sessions_stay_ended')
  await sql(
    cluster,
    'UPDATE sessions SET ended_at = ended_at - make_interval(secs => $2::int) WHERE account_id = $1',
    [sub, seconds],
  )
  await sql(cluster, 'ALTER TABLE sessions ENABLE TRIGGER ended_sessions_stay_ended')
}

async function rowsOf(sub: string): Promise<unknown> {
  const [counted] = await sql(
    cluster,
    `SELECT (SELECT count(*)::int FROM accounts WHERE id = $1) AS accounts,
       (SELECT count(*)::int FROM sessions WHERE account_id = $1) AS sessions,
       (SELECT count(*)::int FROM grants WHERE account_id = $1) AS grants,
       (SELECT count(*)::int FROM token_families WHERE account_id = $1) AS families`,
    [sub],
  )
  return counted
}

const all = { accounts: 1, sessions: 1, grants: 1, families: 1 }
const none = { accounts: 0, sessions: 0, grants: 0, families: 0 }

test('a guest whose visit ended a day ago is deleted, and one whose visit ended today is not', async () => {
  const [gone, recent] = [await tokensOfGuest(cluster), await tokensOfGuest(cluster)]
  for (const { sub, shop } of [gone, recent]) await age(sub, shop.clientId, 25 * hour)
  await sweepSessions(cluster.store, 100)
  await ageEnding(gone.sub, 25 * hour)
  const [one, two] = await Promise.all([
    forgetGuests(cluster.store, 100),
    forgetGuests(cluster.store, 100),
  ])
  expect(one + two).toBe(1)
  expect([await rowsOf(gone.sub), await rowsOf(recent.sub)]).toEqual([none, all])
  const answer = await refresh(cluster.issuer, gone.shop, gone.tokens.refreshToken)
  expect(answer.body['error']).toBe('invalid_grant')
  const events = 'SELECT type FROM audit_events WHERE account_id = $1'
  expect(await sql(cluster, events, [gone.sub])).toContainEqual({ type: 'guest.begun' })
})

test('a live visit is kept, however long ago it began', async () => {
  const { sessionId, shop, tokens } = await tokensOfGuest(cluster)
  await sql(cluster, "UPDATE sessions SET created_at = created_at - interval '7 h' WHERE id = $1", [
    sessionId,
  ])
  expect(await forgetGuests(cluster.store, 100)).toBe(0)
  expect((await refresh(cluster.issuer, shop, tokens.refreshToken)).status).toBe(200)
})

test('a person is never deleted; the former guest is, and the claim stays', async () => {
  const visitor = await tokensOfGuest(cluster)
  const { person, shop, sub } = visitor
  const account = await cluster.account()
  const { tokens } = await signedIn(cluster, { account, client: shop, person })
  await ageEnding(sub, 25 * hour)
  expect(await forgetGuests(cluster.store, 100)).toBe(1)
  expect(await rowsOf(sub)).toEqual(none)
  expect(await rowsOf(account.id)).toEqual(all)
  expect(claimsOf(tokens.idToken)['parley_former_sub']).toBe(sub)
  const request = authorizationRequest(cluster, shop.clientId)
  const callback = await person.authorize(request, account)
  const again = tokensOf(await redeem(cluster.issuer, shop, { callback, request }))
  expect(claimsOf(again.idToken)['parley_former_sub']).toBe(sub)
})
