/** A fresh install under its first load: no hot statement costs more for what the planner believed then. */

import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sha256 } from '../../src/base/crypto.ts'
import { isDomainError } from '../../src/base/errors.ts'
import { endFamily } from '../../src/endings/end-family.ts'
import { endGrant } from '../../src/endings/end-grant.ts'
import { endSession } from '../../src/endings/end-session.ts'
import {
  endBareGrant,
  endFamiliesOfGrant,
  endFamiliesOfSession,
  endGrantsOfSession,
  settleOfflineSession,
} from '../../src/endings/statements.ts'
import { appendEvent } from '../../src/ledger/append.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import type { EndReason } from '../../src/model/session.ts'
import { findSessionById, findSessionBySecret } from '../../src/sessions/find.ts'
import { touchSession } from '../../src/sessions/touch.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { commit, newWork, runWork } from '../../src/store/unit-of-work.ts'
import { type FoundCode, findCode } from '../../src/tokens/find-code.ts'
import { type FoundFamily, familyFinder } from '../../src/tokens/find-family.ts'
import { findGrant } from '../../src/tokens/find-grant.ts'
import { beginFamily, redeemCode } from '../../src/tokens/redeem-code.ts'
import { refreshAnswerer } from '../../src/tokens/rotate.ts'
import { recordConsent, saveGrant } from '../../src/tokens/save-grant.ts'
import { addCrowd } from '../support/crowd.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { type GenericPlan, planHeld, planningWrites } from '../support/generic-plans.ts'
import { sql } from '../support/sql.ts'

let database: TestDatabase
let store: Store

const tables = [
  'sessions',
  'grants',
  'token_families',
  'authorization_codes',
  'accounts',
  'devices',
  'consents',
  'revocations',
]

/** Statistics that say that nothing is there, on one connection, so that its plans can be looked at. */
beforeEach(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 1, ...patience })
  await sql({ store }, `TRUNCATE ${tables.join(', ')}`)
  // A partition takes no such setting from its table, and is empty until a moment before it is read.
  for (const table of tables.filter((name) => name !== 'authorization_codes')) {
    await sql({ store }, `ALTER TABLE ${table} SET (autovacuum_enabled = off)`)
  }
  await sql({ store }, `ANALYZE ${tables.join(', ')}`)
})
afterEach(async () => {
  await store?.close()
  await database?.drop()
})

const live = 1_000
/** Of each family of the crowd. */
const generation = 2
const mostBuffers = 60
/** The rows of one table: however few its pages are, they grow with the load. */
const mostRows = 10

type Known = {
  readonly session: string
  readonly account: string
  readonly secret: string
  readonly grant: string
  readonly family: string
  readonly client: string
  readonly code: string
}

/** Live sessions with all that hangs from them, and no statistics of them. */
async function beginLoad(): Promise<Known> {
  await addCrowd({ store }, { size: live })
  await sql(
    { store },
    "INSERT INTO clients (id, name, auth_method) VALUES ('crowded', 'Crowded', 'none')",
  )
  await sql(
    { store },
    `INSERT INTO accounts (id, kind, name)
     SELECT DISTINCT account_id, 'guest', 'A Guest' FROM sessions`,
  )
  await sql(
    { store },
    `INSERT INTO authorization_codes (code_hash, expires_at, session_id, grant_id, account_id,
       client_id, payload)
     SELECT sha256(convert_to('code of ' || g.id, 'UTF8')), now() + interval '1 minute',
       g.session_id, g.id, g.account_id, g.client_id, '{"authTime": 0}' FROM grants g`,
  )
  const [known] = await sql<Known>(
    { store },
    `SELECT s.id AS session, s.account_id AS account, s.id::text AS secret, g.id AS grant, f.id AS family,
       g.client_id AS client, 'code of ' || g.id AS code
     FROM sessions s JOIN grants g ON g.session_id = s.id
     JOIN token_families f ON f.grant_id = g.id ORDER BY s.id LIMIT 1 OFFSET 500`,
  )
  if (known === undefined) throw new Error('nobody is there')
  return known
}

const nobody: Known = {
  session: '00000000-0000-7000-8000-000000000000',
  account: '00000000-0000-7000-8000-000000000000',
  secret: 'nobody',
  grant: 'nobody',
  family: 'nobody',
  client: 'nobody',
  code: 'nobody',
}

type HotRead = {
  readonly name: string
  readonly run: (db: Db, known: Known) => Promise<unknown>
  readonly values: (known: Known) => readonly unknown[]
}

const hotReads: readonly HotRead[] = [
  {
    name: 'code_by_hash',
    run: (db, { code }) => findCode(db, code),
    values: ({ code }) => [sha256(code)],
  },
  {
    name: 'families_by_id',
    run: (db, { family: familyId }) =>
      familyFinder(db)({ familyId, generation, signedPart: '', mac: '' }),
    values: ({ family }) => [[family]],
  },
  {
    name: 'grant_by_id',
    run: (db, { grant }) => findGrant(db, grant),
    values: ({ grant }) => [grant, null],
  },
  {
    name: 'session_by_secret',
    run: (db, { secret, client }) =>
      findSessionBySecret(db, { secretHash: sha256(secret), clientId: client }),
    values: ({ secret, client }) => [sha256(secret), client],
  },
  {
    name: 'family_standing',
    run: async (db, known) => {
      const answer = refreshAnswerer(db, () => Promise.resolve())
      await answer({ family: familyOf(known), presented: generation - 1, judgement: 'repeated' })
      return 'answered'
    },
    values: ({ family }) => [family],
  },
  {
    name: 'session_by_id',
    run: (db, { session, client }) => findSessionById(db, { sessionId: session, clientId: client }),
    values: ({ session, client }) => [session, client],
  },
]

type HotWrite = {
  readonly name: string
  readonly run: (db: Db, known: Known) => Promise<unknown>
}

const by = { kind: 'system' } as const

/** One request that writes what `collect` collects. */
function inUnit(db: Db, collect: () => void): Promise<void> {
  const unit = newWork()
  return runWork(unit, async () => {
    collect()
    await commit(db, unit)
  })
}

/** As the reads of a request find them. */
const found = {
  payload: {},
  expiresAt: new Date(),
  policy: defaultPolicy.name,
  formerSub: null,
  signIn: { acr: 'pwd', secondsAgo: 0 },
} as const

function subjectOf({ session, account, client, grant }: Known) {
  return {
    sessionId: session,
    accountId: account,
    clientId: client,
    grant: { id: grant, allowed: {}, statusNumber: 1 },
    account: { id: account, email: null, name: 'A Guest', roles: [], emailVerified: false },
  }
}

function codeOf(known: Known): FoundCode {
  const codeHash = sha256(known.code)
  return { ...found, ...subjectOf(known), codeHash, isConsumed: false, grantId: known.grant }
}

function familyOf(known: Known): FoundFamily {
  return {
    ...found,
    ...subjectOf(known),
    id: known.family,
    generation,
    rotatedSecondsAgo: 0,
    graceSeconds: 30,
    offline: false,
    isOverdue: false,
    network: null,
    browser: null,
    noted: [],
    createdAt: new Date(),
    isBrowserLive: true,
  }
}

function end(reason: EndReason): HotWrite {
  return {
    name: `the end of a session for ${reason}`,
    run: (db, { session: sessionId }) => endSession(db, { sessionId, reason, by }),
  }
}

const hotWrites: readonly HotWrite[] = [
  {
    name: 'the exchange of a code',
    run: (db, known) =>
      inUnit(db, () => {
        const code = codeOf(known)
        redeemCode(code)
        beginFamily(code, { id: 'new', offline: false, policy: defaultPolicy, payload: {} })
      }),
  },
  {
    name: 'the use of a session',
    run: (db, { session: sessionId }) =>
      inUnit(db, () => {
        touchSession({ sessionId, added: {}, removed: [], isActivity: true })
      }),
  },
  {
    name: 'a consent',
    run: (db, { session: sessionId, account: accountId, client: clientId }) =>
      inUnit(db, () => {
        const grant = { id: 'new', sessionId, accountId, clientId, allowed: {} }
        saveGrant(grant)
        recordConsent(grant)
      }),
  },
  {
    name: 'a refresh',
    run: (db, known) => {
      const answer = refreshAnswerer(db, (event) => appendEvent(db, event))
      return answer({ family: familyOf(known), presented: generation, judgement: 'fresh' })
    },
  },
  end('revoked'),
  end('logout'),
  {
    name: 'the end of a grant',
    run: (db, { grant: grantId }) => endGrant(db, { grantId, reason: 'revoked', by }),
  },
  {
    name: 'the end of a family',
    run: (db, known) => endFamily(db, { family: familyOf(known), by }),
  },
]

const parts: readonly (readonly [Statement<unknown>, (known: Known) => readonly unknown[]])[] = [
  [settleOfflineSession, ({ session }) => [session, 'revoked']],
  [endFamiliesOfGrant, ({ grant }) => [grant, 'revoked']],
  [endFamiliesOfSession, ({ session }) => [session, 'revoked', false]],
  [endBareGrant, ({ grant }) => [grant, 'revoked']],
  [endGrantsOfSession, ({ session }) => [session, 'revoked']],
]

/** The verbs, and those parts of them that they leave out where nobody is. */
async function writeForNobody(): Promise<void> {
  for (const { run } of hotWrites) await run(store, nobody).catch(expectRefusal)
  for (const [statement, values] of parts) await store.rows(statement, values(nobody))
  await plansOf({ name: '', run: (db) => appendEvent(db, anEvent) }, nobody)
}

function expectRefusal(error: unknown): void {
  expect(isDomainError(error)).toBe(true)
}

const anEvent = { type: 'session.ended', outcome: 'success', actor: by } as const

/** Whatever it changes is undone. */
async function plansOf({ run }: HotWrite, known: Known): Promise<readonly GenericPlan[]> {
  const plans: GenericPlan[] = []
  const undone = new Error('undone')
  const asked = store.transaction(async (tx) => {
    await run(planningWrites(tx, plans), known)
    throw undone
  })
  await asked.catch((error: unknown) => {
    if (error !== undone) throw error
  })
  return plans
}

async function expectFewOfWrites(known: Known): Promise<void> {
  const wrong: unknown[] = []
  for (const write of hotWrites) {
    const plans = await plansOf(write, known)
    expect([write.name, plans.length]).not.toEqual([write.name, 0])
    for (const { name, buffers, scans } of plans) {
      const wide = scans.filter(({ how, rows }) => how === 'Seq Scan' || rows > mostRows)
      if (buffers >= mostBuffers || wide.length > 0) wrong.push([write.name, name, buffers, wide])
    }
  }
  expect(wrong).toEqual([])
}

async function expectFew(known: Known): Promise<void> {
  const wrong: unknown[] = []
  for (const { name, run, values } of hotReads) {
    expect([name, await run(store, known)]).toEqual([name, expect.anything()])
    const { buffers, scans } = await planHeld(store, name, values(known))
    const wide = scans.filter(({ how, rows }) => how === 'Seq Scan' || rows > mostRows)
    if (buffers >= mostBuffers || wide.length > 0) wrong.push({ name, buffers, wide })
  }
  expect(wrong).toEqual([])
}

test('a plan made on an empty database reads few pages among a thousand rows', async () => {
  for (const { run } of hotReads) await run(store, nobody).catch(expectRefusal)
  await expectFew(await beginLoad())
})

test('a plan made among a thousand rows without statistics reads few pages', async () => {
  await expectFew(await beginLoad())
})

test('a write planned on an empty database reads few pages', async () => {
  await writeForNobody()
  await expectFewOfWrites(await beginLoad())
})

test('a write whose plan was made among a thousand, of which no statistics tell, looks up few', async () => {
  await expectFewOfWrites(await beginLoad())
})
