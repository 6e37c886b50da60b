/**
 * For any policy and any activity, the server and the model agree at every second whether a session
 * lives and why it ended. A whole life passes inside one transaction, in which the database's clock
 * stands still, so that every second counts and none depends on how fast this machine is.
 */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc, { type AsyncCommand } from 'fast-check'
import { sha256, uuidv7 } from '../../src/base/crypto.ts'
import { isDomainError } from '../../src/base/errors.ts'
import { endGrant } from '../../src/endings/end-grant.ts'
import { appendEvent } from '../../src/ledger/append.ts'
import { firstDueSeconds, type Policy } from '../../src/model/policy.ts'
import { faultsOf } from '../../src/model/policy-faults.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import type { SessionStatus } from '../../src/model/session-status.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { simulatePolicy } from '../../src/policies/simulate.ts'
import { beginSession } from '../../src/sessions/begin.ts'
import { endIfOverdue } from '../../src/sessions/end-overdue.ts'
import { findEnding, findSessionBySecret } from '../../src/sessions/find.ts'
import { keepAlive } from '../../src/sessions/keep-alive.ts'
import { findListedSession } from '../../src/sessions/list.ts'
import { reauthenticateSession } from '../../src/sessions/reauthenticate.ts'
import { findStatus } from '../../src/sessions/status.ts'
import { sweepSessions } from '../../src/sessions/sweep.ts'
import { touchSession } from '../../src/sessions/touch.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { type Db, read, write } from '../../src/store/db.ts'
import { commit, newWork, runWork } from '../../src/store/unit-of-work.ts'
import { familyFinder } from '../../src/tokens/find-family.ts'
import { refreshAnswerer } from '../../src/tokens/rotate.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { rounds } from '../support/rounds.ts'
import type { SessionModel } from '../support/session-model.ts'
import * as model from '../support/session-model.ts'
import { passTime } from '../support/time.ts'

let database: TestDatabase
let store: Store

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
})
afterAll(async () => {
  await store?.close()
  await database?.drop()
})

type Real = { readonly db: Db; readonly sessionId: string; readonly accountId: string }

type Command = AsyncCommand<SessionModel, Real>

const secretHash = sha256('the secret of the only session')
const browser = { kind: 'browser', secretHash } as const
const by = { kind: 'system' } as const
const policies = { find: () => null, ofTier: () => defaultPolicy }

/** Short enough that a few waits pass every end, and in every combination. */
const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    idleSeconds: fc.option(fc.integer({ min: 30, max: 400 })),
    absoluteSeconds: fc.option(fc.integer({ min: 60, max: 900 })),
    sliding: fc.boolean(),
    refreshCountsAsActivity: fc.boolean(),
    refreshIdleSeconds: fc.integer({ min: 60, max: 600 }),
    refreshAbsoluteSeconds: fc.integer({ min: 60, max: 1200 }),
  })
  .map((some) => ({
    ...defaultPolicy,
    ...some,
    name: 'random',
    warnBeforeSeconds: null,
  }))
  .filter((policy) => faultsOf(policy).length === 0)

/** A command that can always be tried, for a server and a model that do the same. */
function command(name: string, run: Command['run']): Command {
  const checked: Command['run'] = async (m, r) => {
    await run(m, r)
    await agree(m, r)
  }
  return { check: () => true, run: checked, toString: () => name }
}

/** The waits that matter end right before and right at an end of something. */
const wait = fc
  .record({
    to: fc.constantFrom('seconds', 'session', 'family'),
    which: fc.nat(3),
    seconds: fc.integer({ min: 1, max: 120 }),
    isBefore: fc.boolean(),
  })
  .map(({ to, which, seconds, isBefore }) =>
    command(`wait(${to} ${which} ${seconds} ${isBefore})`, async (m, { db, sessionId }) => {
      const family = m.families[which % Math.max(1, m.families.length)]
      const ends = {
        seconds: m.now + seconds,
        session: model.firstEnd(m) - Number(isBefore),
        family: family ? model.familyEnd(family) - Number(isBefore) : 0,
      }
      const passing = Math.max(1, ends[to] - m.now)
      m.now += passing
      // Times are kept to the millisecond: one more outweighs the rounding.
      await passTime(db, { sessionId, seconds: passing + 0.001 })
    }),
  )

const page = command('page', async (m, { db, sessionId }) => {
  const session = await findSessionBySecret(db, { secretHash, clientId: null })
  expect(session !== null).toBe(model.isLive(m))
  if (session === null) return
  m.seenAt = m.now
  const work = newWork()
  await runWork(work, async () => {
    touchSession({ sessionId, added: {}, removed: [], isActivity: true })
    await commit(db, work)
  })
})

const staying = command('keep alive', async (m, { db }) => {
  const outcome = await keepAlive({ db, policies }, browser).then(
    () => 'kept',
    (error: unknown) => (isDomainError(error) ? error.code : error),
  )
  if (!model.isLive(m)) return expect(outcome).toBe('session_ended')
  const isMoved = model.slides(m) && model.idleEnd(m) < Infinity
  expect(outcome).toBe(isMoved ? 'kept' : 'session_not_extendable')
  if (isMoved) m.seenAt = m.now
})

const signingInAgain = command('sign in again', async (m, { db, sessionId, accountId }) => {
  if (!model.isLive(m)) return
  const how = { acr: 'pwd', amr: ['pwd'], authorizations: {}, device: '00', clientId: 'test' }
  const again = { sessionId, accountId, secretHash, ...how }
  await reauthenticateSession(db, again)
  m.authenticatedAt = m.now
  m.seenAt = m.now
})

const insertFamily = write(
  'test_family',
  `WITH allowed AS (INSERT INTO grants (id, session_id, account_id, client_id, allowed, created_at)
     VALUES ($1, $2, $3, 'app', '{}', now()))
   INSERT INTO token_families (id, grant_id, session_id, account_id, client_id, offline, rotated_at,
     created_at, idle_seconds, expires_at, grace_seconds, payload)
   VALUES ($1, $1, $2, $3, 'app', $4, now(), now(), $5, now() + make_interval(secs => $6), 0, '{}')`,
)

const allowing = fc.boolean().map((offline) =>
  command(`allow(${offline})`, async (m, { db, sessionId, accountId }) => {
    if (!model.isLive(m)) return
    const id = `family${m.families.length}`
    const { refreshIdleSeconds: idle, refreshAbsoluteSeconds: absolute } = m.own
    await db.rows(insertFamily, [id, sessionId, accountId, offline, idle, absolute])
    const [rotatedAt, expiresAt] = [m.now, m.now + absolute]
    m.families.push({ id, offline, idle, expiresAt, rotatedAt, generation: 0, isEnded: false })
  }),
)

const refreshing = fc.nat(3).map((which) =>
  command(`refresh(${which})`, async (m, { db, sessionId }) => {
    const family = m.families[which]
    if (family === undefined) return
    const { id: familyId, generation } = family
    const found = await familyFinder(db)({ familyId, generation, signedPart: '', mac: '' })
    expect(found !== null).toBe(model.canRefresh(m, family))
    if (found === null) return
    expect(found.family.isOverdue).toBe(m.recorded === 'live' && !model.isLive(m))
    if (found.family.isOverdue) {
      await endIfOverdue(db, sessionId)
      model.recordEnd(m)
    }
    await refreshAnswerer(db, (event) => appendEvent(db, event))(found)
    family.rotatedAt = m.now
    family.generation += 1
  }),
)

const revoking = fc.nat(3).map((which) =>
  command(`revoke(${which})`, async (m, { db }) => {
    const family = m.families[which]
    if (family === undefined) return
    await endGrant(db, { grantId: family.id, reason: 'revoked', by })
    model.revokeIn(m, family)
  }),
)

const changing = anyPolicy.map((policy) =>
  command(`policy(${JSON.stringify(policy)})`, async (m, { db }) => {
    await savePolicy(db, { policy, by })
    m.current = policy
  }),
)

const simulating = anyPolicy.map((policy) =>
  command(`simulate(${JSON.stringify(policy)})`, async (m, { db }) => {
    const lives = model.isLive(m)
    const wouldEnd = lives && !model.isLive({ ...m, current: policy })
    const would = { sessions: Number(lives), ending: Number(wouldEnd) }
    expect(await simulatePolicy(db, policy)).toMatchObject(would)
  }),
)

const sweeping = command('sweep', async (m, { db }) => {
  await sweepSessions(db, 10)
  model.sweepModel(m)
  // If no policy was tightened, no ended session is left unmarked.
  if (m.current === null && m.recorded === 'live') expect(model.isLive(m)).toBe(true)
})

const until = (place: string) => `round(extract(epoch FROM ${place}::timestamptz - now()))::int`

const seconds = read(
  'test_seconds',
  `SELECT ${until('$1')} AS idle, ${until('$2')} AS absolute, ${until('$3')} AS first`,
)

const seen = new Set<string>()

async function agree(m: SessionModel, { db, sessionId }: Real): Promise<void> {
  const state = model.stateOf(m)
  const endReason = state === 'ended' ? model.reasonOf(m) : null
  seen.add(endReason ?? state)
  const status = await findStatus({ db, policies }, browser)
  // For a browser nothing is left of a session whose applications go on without it.
  const forBrowser = state === 'live' ? { state, endReason } : over(m)
  expect(status).toMatchObject(forBrowser)
  expect(await findListedSession(db, sessionId)).toMatchObject({ state, endReason })
  const found = await findSessionBySecret(db, { secretHash, clientId: null })
  expect(found !== null).toBe(state === 'live')
  expect(await findEnding(db, secretHash)).toBe(state === 'live' ? null : model.reasonOf(m))
  if (status !== null && state !== 'offline') {
    expect(await endsOf(db, status)).toEqual(modelEnds(m))
  }
}

function over(m: SessionModel) {
  return { state: 'ended', endReason: model.reasonOf(m) }
}

/** Whole seconds from now. */
async function endsOf(db: Db, status: SessionStatus): Promise<unknown> {
  const { idleExpiresAt, absoluteExpiresAt, expiresAt } = status
  const [ends] = await db.rows(seconds, [idleExpiresAt, absoluteExpiresAt, expiresAt])
  return ends
}

function modelEnds(m: SessionModel): unknown {
  const left = (end: number) => (end === Infinity ? null : end - m.now)
  const none = { idle: null, absolute: null }
  switch (model.stateOf(m)) {
    case 'live':
      return {
        idle: left(model.idleEnd(m)),
        absolute: left(model.absoluteEnd(m)),
        first: left(model.firstEnd(m)),
      }
    case 'offline':
      return { ...none, first: left(model.offlineUntil(m) ?? Infinity) }
    case 'ended':
      return { ...none, first: null }
  }
}

const insertAccount = write(
  'test_account',
  "INSERT INTO accounts (id, email, name, password_hash) VALUES ($1::uuid, $1::uuid::text, 'A Person', '')",
)

const sinceNow = read(
  'test_since_now',
  'SELECT extract(epoch FROM created_at - now())::float8 AS n FROM sessions WHERE id = $1',
)

/** A session that begins at the very moment at which the clock stands. */
async function begin(db: Db, policy: Policy): Promise<Real> {
  const [sessionId, accountId] = [uuidv7(), uuidv7()]
  await db.rows(insertAccount, [accountId])
  const id = { id: sessionId, accountId, secretHash, clientId: 'test', device: '00' }
  await beginSession(db, { ...id, policy, acr: 'pwd', amr: ['pwd'], authorizations: {} })
  const [since] = await db.rows<{ n: number }>(sinceNow, [sessionId])
  await passTime(db, { sessionId, seconds: since?.n ?? 0 })
  return { db, sessionId, accountId }
}

function modelUnder(own: Policy): SessionModel {
  return {
    now: 0,
    own,
    current: null,
    authenticatedAt: 0,
    seenAt: 0,
    dueAt: firstDueSeconds(own),
    recorded: 'live',
    endReason: null,
    families: [],
  }
}

class RolledBack extends Error {}

/** Nothing of it stays. */
async function undone(life: (db: Db) => Promise<void>): Promise<void> {
  const living = store.transaction(async (db) => {
    await life(db)
    throw new RolledBack()
  })
  await living.catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
}

test('the server and the model agree at every second whether a session lives and why it ended', async () => {
  const always = fc.constantFrom(page, staying, signingInAgain, sweeping)
  const sometimes = [allowing, refreshing, revoking, changing, simulating]
  const commands = fc.commands([wait, wait, always, ...sometimes], { maxCommands: 60, size: 'max' })
  await fc.assert(
    fc.asyncProperty(anyPolicy, commands, (policy, doing) =>
      undone(async (db) => {
        const [m, real] = [modelUnder(policy), await begin(db, policy)]
        await fc.asyncModelRun(() => ({ model: m, real }), doing)
      }),
    ),
    { numRuns: rounds(50) },
  )
  // Every case occurred; otherwise the agreement would prove little.
  for (const what of ['live', 'offline', 'idle_timeout', 'absolute_timeout']) {
    expect([what, seen.has(what)]).toEqual([what, true])
  }
})
