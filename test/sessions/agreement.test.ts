/** Whoever is asked about a session gives one answer, before the sweep wrote it down and after. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { disableAccount } from '../../src/accounts/disable.ts'
import { findInFull } from '../../src/accounts/find-in-full.ts'
import { sha256 } from '../../src/base/crypto.ts'
import { endGrant } from '../../src/endings/end-grant.ts'
import { endSession } from '../../src/endings/end-session.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import type { RevocationScope } from '../../src/model/revocation.ts'
import { type EndReason, endReasons, sparesOfflineGrants } from '../../src/model/session.ts'
import { readFilter } from '../../src/model/session-filter.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { findEnding } from '../../src/sessions/find.ts'
import { findListedSession, listSessions } from '../../src/sessions/list.ts'
import { revoke } from '../../src/sessions/revoke.ts'
import { findAnySession, searchSessions } from '../../src/sessions/search.ts'
import { findStatus, type SessionCaller } from '../../src/sessions/status.ts'
import { sweepSessions } from '../../src/sessions/sweep.ts'
import { findGrant } from '../../src/tokens/find-grant.ts'
import { searchGrants } from '../../src/tokens/search-grants.ts'
import { newOperator } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { addCrowd } from '../support/crowd.ts'
import { eventually } from '../support/eventually.ts'
import { sql } from '../support/sql.ts'
import { sweepAll } from '../support/sweep.ts'
import { passTime } from '../support/time.ts'

/** Its nodes run no jobs: the sweeps run only when a test says so. */
let cluster: Cluster

const by = { kind: 'operator', id: 'test' } as const
const reason = 'a test'
const day = 86_400
const halfAnHour = 31 * 60

beforeAll(async () => {
  cluster = await startCluster()
  const policy = { ...defaultPolicy, name: 'tightened' } as const
  await savePolicy(cluster.store, { policy, by })
})
afterAll(() => cluster?.close())

type Subject = {
  readonly sessionId: string
  readonly accountId: string
  readonly clientId: string
  readonly grantId: string
}

const kinds = ['live', 'live with offline access', 'offline'] as const
type SubjectKind = (typeof kinds)[number]

async function newSubject(kind: SubjectKind): Promise<Subject> {
  const clientId = randomUUID()
  await addCrowd(cluster, { size: 1, clientIds: [clientId], policy: 'tightened', seconds: 60 })
  const [subject] = await sql<Subject>(
    cluster,
    `SELECT g.session_id AS "sessionId", g.account_id AS "accountId", g.client_id AS "clientId",
       g.id AS "grantId" FROM grants g WHERE g.client_id = $1`,
    [clientId],
  )
  if (subject === undefined) throw new Error('the crowd has nobody')
  await sql(
    cluster,
    `INSERT INTO accounts (id, kind, email, name, password_hash)
     VALUES ($1::uuid, 'person', $1 || '@example.com', 'A Person', 'none')`,
    [subject.accountId],
  )
  if (kind === 'live') return subject
  await sql(
    cluster,
    `UPDATE token_families SET offline = true, idle_seconds = $2::int,
       expires_at = now() + interval '90 days' WHERE client_id = $1`,
    [clientId, 14 * day],
  )
  if (kind === 'offline') {
    const { sessionId } = subject
    const session = await endSession(cluster.store, { sessionId, reason: 'logout', by })
    expect(session?.state).toBe('offline')
  }
  return subject
}

/** The state and the reason of its end; while it is offline, the reason of its browser part. */
type Fate = readonly [state: 'live' | 'offline' | 'ended', reason: EndReason | null]

const live: Fate = ['live', null]
const offline: Fate = ['offline', 'logout']
const ended = (why: EndReason): Fate => ['ended', why]

type Cause = {
  readonly name: string
  readonly act: (subject: Subject) => Promise<unknown>
  /** In the order of `kinds`. */
  readonly fates: readonly [Fate, Fate, Fate]
  /** Its application is refused, since its grant ended by itself, unless the session ended with it. */
  readonly isOfGrant?: true
}

function allEnded(why: EndReason): Cause['fates'] {
  return [ended(why), ended(why), ended(why)]
}

function endingFor(why: EndReason): Cause {
  return {
    name: `the end for ${why}`,
    act: ({ sessionId }) => endSession(cluster.store, { sessionId, reason: why, by }),
    fates: sparesOfflineGrants(why) ? [ended(why), ['offline', why], offline] : allEnded(why),
  }
}

function cutOff(scopeOf: (subject: Subject) => RevocationScope, endReason?: EndReason) {
  return (subject: Subject) =>
    revoke(cluster.store, {
      scope: scopeOf(subject),
      reason,
      by,
      ...(endReason === undefined ? {} : { endReason }),
    })
}

const ofAccount = ({ accountId }: Subject) => ({ kind: 'account', accountId }) as const
const ofClient = ({ clientId }: Subject) => ({ kind: 'client', clientId }) as const
const ofNetwork = () => ({ kind: 'network', network: '10.0.0.0/8' }) as const

function pass(seconds: number) {
  return ({ sessionId }: Subject) => passTime(cluster.store, { sessionId, seconds })
}

const causes: readonly Cause[] = [
  { name: 'nothing', act: () => Promise.resolve(), fates: [live, live, offline] },
  ...endReasons.map(endingFor),
  {
    name: 'the idle end of its browser part',
    act: pass(halfAnHour),
    fates: [ended('idle_timeout'), ['offline', 'idle_timeout'], offline],
  },
  {
    name: 'the absolute end of its browser part',
    act: ({ sessionId }) =>
      sql(
        cluster,
        `UPDATE sessions SET absolute_expires_at = now() - interval '1 second',
           due_at = CASE state WHEN 'live' THEN now() ELSE due_at END WHERE id = $1`,
        [sessionId],
      ),
    fates: [ended('absolute_timeout'), ['offline', 'absolute_timeout'], offline],
  },
  { name: 'the end of all its times', act: pass(15 * day), fates: allEnded('idle_timeout') },
  ...(['revoked', 'account_disabled', 'credential_changed'] as const).map((why) => ({
    name: `a cut-off of the account for ${why}`,
    act: cutOff(ofAccount, why),
    fates: allEnded(why),
  })),
  {
    name: 'disabling the account',
    act: ({ accountId }) => disableAccount(cluster.store, { accountId, reason, by }),
    fates: allEnded('account_disabled'),
  },
  { name: 'a cut-off of its network', act: cutOff(ofNetwork), fates: allEnded('revoked') },
  {
    name: 'a cut-off of everything',
    act: cutOff(() => ({ kind: 'everything' })),
    fates: allEnded('revoked'),
  },
  {
    name: 'a cut-off of the account, then one of its network',
    act: async (subject) => {
      await cutOff(ofAccount, 'credential_changed')(subject)
      await cutOff(ofNetwork)(subject)
    },
    fates: allEnded('credential_changed'),
  },
  {
    name: 'a cut-off of its client',
    act: cutOff(ofClient),
    fates: [live, live, ended('revoked')],
    isOfGrant: true,
  },
  {
    name: 'a cut-off of its client for the account',
    act: cutOff(({ accountId, clientId }) => ({ kind: 'account_client', accountId, clientId })),
    fates: [live, live, ended('revoked')],
    isOfGrant: true,
  },
  {
    name: 'the end of its grant',
    act: ({ grantId }) => endGrant(cluster.store, { grantId, reason: 'revoked', by }),
    fates: [live, live, ended('revoked')],
    isOfGrant: true,
  },
  {
    name: 'the idle end of its browser part, then a cut-off of its client',
    act: async (subject) => {
      await pass(halfAnHour)(subject)
      await cutOff(ofClient)(subject)
    },
    fates: [ended('idle_timeout'), ended('idle_timeout'), ended('revoked')],
    isOfGrant: true,
  },
  {
    name: 'a cut-off of its client and then of the account',
    act: async (subject) => {
      await cutOff(ofClient)(subject)
      await cutOff(ofAccount, 'credential_changed')(subject)
    },
    fates: allEnded('credential_changed'),
    isOfGrant: true,
  },
]

const policies = { find: () => defaultPolicy, ofTier: () => defaultPolicy }

async function statusFor(caller: SessionCaller) {
  const status = await findStatus({ db: cluster.store, policies }, caller)
  return status && [status.state, status.endReason]
}

/** The states and reasons by which a search finds it. */
async function searched({ accountId }: Subject) {
  const { store } = cluster
  const states: string[] = []
  for (const state of ['live', 'offline', 'ended'] as const) {
    const filter = readFilter({ account: accountId, state })
    const { rows } = await searchSessions(store, { filter, before: null, most: 10 })
    if (rows.length > 0) states.push(state)
  }
  const reasons: string[] = []
  for (const why of endReasons) {
    const filter = readFilter({ account: accountId, end_reason: why })
    const { rows } = await searchSessions(store, { filter, before: null, most: 10 })
    if (rows.length > 0) reasons.push(why)
  }
  return { states, reasons }
}

async function stateOfGrant(sessionId: string) {
  const filter = { sessionId, accountId: null, clientId: null, state: null }
  const { rows } = await searchGrants(cluster.store, { ...filter, before: null, most: 10 })
  return rows[0]?.state
}

/** With a token of its own, since a cut-off of everything takes older ones. */
async function throughApi({ sessionId }: Subject) {
  let said: unknown
  await eventually(async () => {
    const operator = await newOperator(cluster, ['parley:sessions.read'])
    const { status, body } = await operator.ask('GET', `/sessions/${sessionId}`)
    said = [body['state'], body['end_reason']]
    return status === 200
  })
  return said
}

async function answers(subject: Subject) {
  const { store } = cluster
  const { sessionId, accountId, clientId, grantId } = subject
  const secretHash = sha256(sessionId)
  const listed = await findListedSession(store, sessionId)
  const [own] = await listSessions(store, { accountId, most: 10 })
  const found = await findAnySession(store, sessionId)
  return {
    listed: [listed?.state, listed?.endReason],
    own: [own?.state, own?.endReason],
    found: [found?.state, found?.endReason],
    api: await throughApi(subject),
    searched: await searched(subject),
    open: (await findInFull(store, accountId))?.openSessions,
    browser: await statusFor({ kind: 'browser', secretHash }),
    ending: await findEnding(store, secretHash),
    isGranted: (await findGrant(store, grantId)) !== null,
    grant: await stateOfGrant(sessionId),
    application: await statusFor({ kind: 'application', grantId, clientId, jti: null }),
  }
}

/** A browser has no offline access: its part is over. */
function expected([state, why]: Fate, isOfGrant: boolean) {
  const endReason = state === 'ended' ? why : null
  const listed = [state, endReason]
  const isGrantLive = state !== 'ended' && !isOfGrant
  return {
    listed,
    own: listed,
    found: listed,
    api: listed,
    searched: { states: [state], reasons: endReason === null ? [] : [endReason] },
    open: state === 'ended' ? 0 : 1,
    browser: [state === 'live' ? 'live' : 'ended', why],
    ending: why,
    isGranted: isGrantLive,
    grant: isGrantLive ? 'live' : 'ended',
    application: isOfGrant && endReason !== 'revoked' ? null : listed,
  }
}

async function sweep(): Promise<void> {
  await sweepAll(cluster)
  while ((await sweepSessions(cluster.store, 100)) > 0);
}

const cells = causes.flatMap(({ fates, ...cause }) =>
  kinds.map((kind, i) => ({ ...cause, kind, fate: fates[i] ?? live })),
)

describe.each(cells)('after $name, a session that was $kind', ({ act, kind, fate, isOfGrant }) => {
  test('is the same to everyone, before the sweep and after it', async () => {
    const subject = await newSubject(kind)
    await act(subject)
    const all = expected(fate, isOfGrant === true)
    expect(await answers(subject)).toEqual(all)
    await sweep()
    expect(await answers(subject)).toEqual(all)
  })
})

test('a session whose policy no longer lets it go offline ends with its browser part', async () => {
  const policy = { ...defaultPolicy, name: 'tightened', offlineAccess: false } as const
  const subject = await newSubject('live with offline access')
  await savePolicy(cluster.store, { policy, by })
  await pass(halfAnHour)(subject)
  expect(await answers(subject)).toEqual(expected(ended('idle_timeout'), false))
  await sweep()
  expect(await answers(subject)).toEqual(expected(ended('idle_timeout'), false))
})
