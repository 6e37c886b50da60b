/** An offline session ends with the last application that refreshes on, whatever ends that. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { endGrant } from '../../src/endings/end-grant.ts'
import { endSession } from '../../src/endings/end-session.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { withdrawConsent } from '../../src/sessions/applications.ts'
import { deleteClient, disableClient } from '../../src/sessions/disable-client.ts'
import { findListedSession, listSessions } from '../../src/sessions/list.ts'
import { revoke } from '../../src/sessions/revoke.ts'
import { sweepSessions } from '../../src/sessions/sweep.ts'
import { newOperator, type Operator } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { ageFamilies, sql } from '../support/sql.ts'
import { sweepAll } from '../support/sweep.ts'
import { passTime } from '../support/time.ts'
import { post, refresh, tokensOf } from '../support/tokens.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ runsRounds: false })
  operator = await newOperator(cluster)
  const policy = { ...defaultPolicy, name: 'strict', onRefreshReuse: 'session' } as const
  await savePolicy(cluster.store, { policy, by: { kind: 'system' } })
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())

const by = { kind: 'operator', id: 'test' } as const
const reason = 'a test'
const day = 86_400

type Journey = Awaited<ReturnType<typeof signedIn>>
type Offline = Journey & { readonly sessionId: string }

const params = { scope: 'openid offline_access photos:read', prompt: 'consent' }

/** A session with offline access, still live. */
async function withOfflineAccess(tier = 'default'): Promise<Offline> {
  const account = await cluster.account({ tier })
  const journey = await signedIn(cluster, { account, params })
  const [row] = await sql<{ id: string }>(
    cluster,
    'SELECT session_id AS id FROM grants WHERE id = $1',
    [sidOf(journey.tokens)],
  )
  return { ...journey, sessionId: row?.id ?? '' }
}

/** Another application of the same session. */
function another({ account, person }: Journey, client?: RegisteredClient): Promise<Journey> {
  return signedIn(cluster, { account, person, params, ...(client === undefined ? {} : { client }) })
}

async function signOut({ sessionId }: Offline): Promise<void> {
  const account = { kind: 'system' } as const
  const session = await endSession(cluster.store, { sessionId, reason: 'logout', by: account })
  expect(session?.state).toBe('offline')
}

async function offline(tier = 'default'): Promise<Offline> {
  const session = await withOfflineAccess(tier)
  await signOut(session)
  return session
}

async function presentOldToken({ client, tokens }: Journey): Promise<void> {
  const second = tokensOf(await refresh(cluster.issuer, client, tokens.refreshToken))
  tokensOf(await refresh(cluster.issuer, client, second.refreshToken))
  const { body } = await refresh(cluster.issuer, client, tokens.refreshToken)
  expect(body['error']).toBe('invalid_grant')
}

function revokeToken({ client, tokens }: Journey): Promise<unknown> {
  return post(`${cluster.issuer}/revoke`, client, { token: tokens.refreshToken })
}

function end(db: Cluster['store'] | Parameters<typeof endGrant>[0], journey: Journey) {
  return endGrant(db, { grantId: sidOf(journey.tokens), reason: 'revoked', by })
}

function sweepCutOffs(): Promise<void> {
  return sweepAll(cluster)
}

type Told = { readonly reason: string; readonly actor: string; readonly client: string | null }

/** The state according to the row, the list, the account's own list, the admin API and the ledger. */
async function accounts(session: Offline) {
  const { sessionId, account } = session
  const [row] = await sql<{ state: string; reason: string }>(
    cluster,
    'SELECT state, end_reason AS reason FROM sessions WHERE id = $1',
    [sessionId],
  )
  const listed = await findListedSession(cluster.store, sessionId)
  const own = await listSessions(cluster.store, { accountId: account.id, most: 10 })
  const mine = own.find(({ id }) => id === sessionId)
  const { body } = await operator.ask('GET', `/sessions/${sessionId}`)
  const ledger = await sql<Told>(
    cluster,
    `SELECT details ->> 'reason' AS reason, actor_kind AS actor, client_id AS client
     FROM audit_events WHERE session_id = $1 AND type = 'session.ended'`,
    [sessionId],
  )
  return {
    row: [row?.state, row?.reason],
    list: [listed?.state, listed?.endReason],
    own: [mine?.state, mine?.endReason],
    api: [body['state'], body['end_reason']],
    ledger: ledger.map((event) => event.reason),
  }
}

function allSay(state: string, why: string) {
  const said = [state, why]
  return { row: said, list: said, own: said, api: said, ledger: [why] }
}

async function stillOffline(session: Offline): Promise<void> {
  expect(await accounts(session)).toMatchObject({ row: ['offline', 'logout'], ledger: [] })
}

type Cause = {
  readonly name: string
  readonly act: (session: Offline) => Promise<unknown>
  readonly why: string
  /** It ends every application of the session. */
  readonly isWhole?: true
}

const causes: readonly Cause[] = [
  { name: 'the use of an old refresh token', act: presentOldToken, why: 'refresh_reuse' },
  { name: 'the revocation of its refresh token', act: revokeToken, why: 'revoked' },
  {
    name: 'the withdrawal of the consent',
    act: ({ account, client }) =>
      withdrawConsent(cluster.store, { accountId: account.id, clientId: client.clientId }),
    why: 'revoked',
  },
  { name: 'the end of its grant', act: (session) => end(cluster.store, session), why: 'revoked' },
  {
    name: 'the revocation of its grant',
    act: ({ tokens }) =>
      revoke(cluster.store, { scope: { kind: 'grant', grantId: sidOf(tokens) }, reason, by }),
    why: 'revoked',
  },
  {
    name: 'disabling its client',
    act: async ({ client: { clientId } }) => {
      await disableClient(cluster.store, { clientId, reason, by })
      await sweepCutOffs()
    },
    why: 'revoked',
  },
  {
    name: 'deleting its client',
    act: async ({ client: { clientId } }) => {
      await deleteClient(cluster.store, { clientId, reason, by })
      await sweepCutOffs()
    },
    why: 'revoked',
  },
  {
    name: 'a cut-off of its client for the account',
    act: async ({ account, client: { clientId } }) => {
      const scope = { kind: 'account_client', accountId: account.id, clientId } as const
      await revoke(cluster.store, { scope, reason, by })
      await sweepCutOffs()
    },
    why: 'revoked',
  },
  {
    name: 'a cut-off of the account',
    act: async ({ account }) => {
      const scope = { kind: 'account', accountId: account.id } as const
      await revoke(cluster.store, { scope, reason, by, endReason: 'account_disabled' })
      await sweepCutOffs()
    },
    why: 'account_disabled',
    isWhole: true,
  },
  {
    name: 'the time of its last refresh token',
    act: async ({ sessionId }) => {
      await passTime(cluster.store, { sessionId, seconds: 15 * day })
      await sweepSessions(cluster.store, 100)
    },
    why: 'idle_timeout',
    isWhole: true,
  },
]

test.each(causes)(
  '$name ends an offline session with its event, and everyone says so',
  async ({ act, why }) => {
    const session = await offline()
    await act(session)
    expect(await accounts(session)).toEqual(allSay('ended', why))
  },
)

const ofOne = causes.filter(({ isWhole }) => isWhole === undefined)

test.each(ofOne)(
  '$name leaves a session offline while another application refreshes',
  async ({ act }) => {
    const session = await withOfflineAccess()
    const other = await another(session)
    await signOut(session)
    await act(session)
    await stillOffline(session)
    await end(cluster.store, other)
    expect(await accounts(session)).toEqual(allSay('ended', 'revoked'))
  },
)

test('the actor who ends the last family is also the actor of the end of its session', async () => {
  const session = await offline()
  await presentOldToken(session)
  const events = await sql<Told>(
    cluster,
    `SELECT details ->> 'reason' AS reason, actor_kind AS actor, client_id AS client
     FROM audit_events WHERE session_id = $1 AND type = 'session.ended'`,
    [session.sessionId],
  )
  const { clientId } = session.client
  expect(events).toEqual([{ reason: 'refresh_reuse', actor: 'client', client: clientId }])
})

test('a theft that ends the session by policy ends an offline one once', async () => {
  const session = await offline('strict')
  await presentOldToken(session)
  expect(await accounts(session)).toEqual(allSay('ended', 'refresh_reuse'))
})

test('an expired family keeps no session offline', async () => {
  const session = await withOfflineAccess()
  const spent = await another(session)
  await signOut(session)
  await ageFamilies(cluster, { clientId: spent.client.clientId, seconds: 15 * day })
  await end(cluster.store, session)
  expect(await accounts(session)).toEqual(allSay('ended', 'revoked'))
  const [grant] = await sql(cluster, 'SELECT end_reason FROM grants WHERE id = $1', [
    sidOf(spent.tokens),
  ])
  expect(grant).toEqual({ end_reason: 'revoked' })
})

test('an expired family keeps no grant after a theft', async () => {
  const session = await withOfflineAccess()
  const again = await another(session, session.client)
  await sql(
    cluster,
    `UPDATE token_families SET rotated_at = rotated_at - interval '15 days' WHERE id = $1`,
    [again.tokens.refreshToken.split('.')[1]],
  )
  await presentOldToken(session)
  const rows = await sql(cluster, 'SELECT end_reason FROM grants WHERE id = $1', [
    sidOf(session.tokens),
  ])
  expect(rows).toEqual([{ end_reason: 'refresh_reuse' }])
})

test('a grant with no family that can refresh ends with the browser part', async () => {
  const session = await withOfflineAccess()
  const spent = await another(session)
  await ageFamilies(cluster, { clientId: spent.client.clientId, seconds: 15 * day })
  await signOut(session)
  const rows = await sql(cluster, 'SELECT end_reason FROM grants WHERE id = $1', [
    sidOf(spent.tokens),
  ])
  expect(rows).toEqual([{ end_reason: 'logout' }])
  await stillOffline(session)
})

test('the sweep runs again when the last remaining family has expired', async () => {
  const session = await withOfflineAccess()
  const longer = await another(session)
  await ageFamilies(cluster, { clientId: session.client.clientId, seconds: 10 * day })
  await signOut(session)
  await end(cluster.store, longer)
  await stillOffline(session)
  await passTime(cluster.store, { sessionId: session.sessionId, seconds: 5 * day })
  await sweepSessions(cluster.store, 100)
  expect(await accounts(session)).toMatchObject({ row: ['ended', expect.anything()] })
  expect((await accounts(session)).ledger).toHaveLength(1)
})

test('a session of an account that was cut off keeps that reason, whoever ends its last grant first', async () => {
  const session = await offline()
  const scope = { kind: 'account', accountId: session.account.id } as const
  await revoke(cluster.store, { scope, reason, by, endReason: 'account_disabled' })
  await end(cluster.store, session)
  await sweepCutOffs()
  expect(await accounts(session)).toEqual(allSay('ended', 'account_disabled'))
})

/** `first` is not committed when `second` comes. */
async function overlapping(
  first: (db: Parameters<typeof endGrant>[0]) => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<void> {
  let pending: Promise<unknown> = Promise.resolve()
  await cluster.store.transaction(async (tx) => {
    await first(tx)
    pending = second()
    const isWaiting = `SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`
    for (let looks = 0; looks < 50; looks += 1) {
      const waiting = await sql(cluster, isWaiting)
      const isOver = await Promise.race([
        pending.then(() => true),
        new Promise<false>((resolve) => setTimeout(resolve, 20, false)),
      ])
      if (waiting.length > 0 || isOver) return
    }
  })
  await pending
}

test('two last grants that end at the same moment end the session once', async () => {
  const session = await withOfflineAccess()
  const other = await another(session)
  await signOut(session)
  await overlapping(
    (tx) => end(tx, session),
    () => end(cluster.store, other),
  )
  expect(await accounts(session)).toEqual(allSay('ended', 'revoked'))
})

test('a theft and a revocation of the two last families at the same moment end the session', async () => {
  const session = await withOfflineAccess()
  const other = await another(session)
  await signOut(session)
  await overlapping(
    (tx) => end(tx, session),
    () => presentOldToken(other),
  )
  expect(await accounts(session)).toEqual(allSay('ended', 'refresh_reuse'))
})

test('a session that is signed out while its last offline grant ends does not go offline', async () => {
  const session = await withOfflineAccess()
  await overlapping(
    (tx) => end(tx, session),
    () => endSession(cluster.store, { sessionId: session.sessionId, reason: 'logout', by }),
  )
  expect(await accounts(session)).toEqual(allSay('ended', 'logout'))
})

test('a grant that ends while its session goes offline takes the session along', async () => {
  const session = await withOfflineAccess()
  await overlapping(
    (tx) => endSession(tx, { sessionId: session.sessionId, reason: 'logout', by }),
    () => end(cluster.store, session),
  )
  expect(await accounts(session)).toEqual(allSay('ended', 'revoked'))
})
