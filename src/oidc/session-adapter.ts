/** Sessions between the library and the domain. The cookie's value reaches the domain as a hash. */

import Provider, { type Adapter, type AdapterPayload } from 'oidc-provider'
import { beginGuest } from '../accounts/begin-guest.ts'
import { findAccountById } from '../accounts/find.ts'
import { requireUnchangedPassword } from '../accounts/require-unchanged-password.ts'
import { epochSeconds } from '../base/clock.ts'
import { sha256 } from '../base/crypto.ts'
import { keepDevice } from '../base/device-cookie.ts'
import { endSession } from '../endings/end-session.ts'
import { guestTier } from '../model/guest.ts'
import type { Authorization } from '../model/session.ts'
import { beginSession, type NewSession } from '../sessions/begin.ts'
import {
  findEnding,
  findSessionById,
  findSessionBySecret,
  type LiveSession,
} from '../sessions/find.ts'
import { reauthenticateSession } from '../sessions/reauthenticate.ts'
import { touchSession } from '../sessions/touch.ts'
import { upgradeGuest } from '../sessions/upgrade.ts'
import type { Db } from '../store/db.ts'
import { transactInUnit } from '../store/unit-of-work.ts'
import { findArtifact, saveArtifact } from '../tokens/artifacts.ts'
import type { FoundCode } from '../tokens/find-code.ts'
import { roomOf } from './artifact-adapter.ts'
import { judgeSession, needsSignIn } from './binding.ts'
import type { Domain } from './domain.ts'
import { isGuest } from './guests.ts'
import {
  codeSlot,
  endingSlot,
  guestSlot,
  replacedSlot,
  sessionSlot,
  signedInSlot,
} from './request.ts'

/** How long the form state of someone who is not signed in is kept. */
const anonymousSeconds = 3600

export function sessionAdapter(domain: Domain): Partial<Adapter> {
  return {
    find: (id) => findByCookie(domain, id),
    findByUid: (uid) => findByUid(domain, uid),
    upsert: async (id, payload) => save(domain, id, payload),
    destroy: (id) => end(domain, id),
  }
}

async function findByCookie(domain: Domain, id: string): Promise<AdapterPayload | undefined> {
  const { db } = domain
  const secretHash = sha256(id)
  const clientId = askingClient()
  const session = await findSessionBySecret(db, { secretHash, clientId })
  if (session === null) return findAnonymous(db, { id, secretHash })
  if ((await judgeSession(domain, session, clientId)) === 'ended') {
    endingSlot.set('binding_mismatch')
    return undefined
  }
  if (await isReplaced(domain, session)) {
    replacedSlot.set(session)
    return undefined
  }
  sessionSlot.set(session)
  return payloadOf(session, id)
}

/**
 * Whether this request finishes the sign-in of another person. The library is told that this
 * browser has no session: it would end the session first and ask afterwards whether the new one may
 * begin.
 */
async function isReplaced({ db }: Domain, { accountId }: LiveSession): Promise<boolean> {
  const ctx = Provider.ctx
  if (ctx?.oidc.route !== 'resume') return false
  const id = ctx.cookies.get(ctx.oidc.provider.cookieName('resume'), { signed: true })
  if (id === undefined) return false
  const step = await findArtifact(db, { kind: 'Interaction', id })
  const signedInAs = accountOfLogin(step?.payload['result'])
  return signedInAs !== undefined && signedInAs !== accountId
}

function accountOfLogin(result: unknown): unknown {
  const login: unknown = isObject(result) ? Reflect.get(result, 'login') : undefined
  return isObject(login) ? Reflect.get(login, 'accountId') : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

async function findByUid({ db }: Domain, uid: string): Promise<AdapterPayload | undefined> {
  const code = codeSlot.get()
  if (code?.sessionId === uid) return ofCode(code)
  const known = sessionSlot.get()
  const session =
    known?.id === uid ? known : await findSessionById(db, { sessionId: uid, clientId: null })
  if (session === null) return undefined
  sessionSlot.set(session)
  return payloadOf(session, session.id)
}

/** The code was read with its live session, so the library need not ask again. */
function ofCode({ sessionId, accountId, clientId, grantId }: FoundCode): AdapterPayload {
  const authorizations = { [clientId]: { grantId } }
  return { kind: 'Session', jti: sessionId, uid: sessionId, accountId, authorizations }
}

/** If the cookie's session is over, the next sign-in page says why. */
async function findAnonymous(
  db: Domain['db'],
  { id, secretHash }: { id: string; secretHash: Buffer },
): Promise<AdapterPayload | undefined> {
  const artifact = await findArtifact(db, { kind: 'Session', id })
  if (artifact !== null) return { ...artifact.payload, jti: id }
  const ending = await findEnding(db, secretHash)
  if (ending !== null) endingSlot.set(ending)
  return undefined
}

/** The session's read includes the consent for this client. */
function askingClient(): string | null {
  const clientId = Provider.ctx?.query['client_id']
  return typeof clientId === 'string' ? clientId : null
}

function payloadOf(session: LiveSession, jti: string): AdapterPayload {
  return {
    kind: 'Session',
    jti,
    uid: session.id,
    accountId: session.accountId,
    loginTs: epochSeconds(session.authTime),
    iat: epochSeconds(session.createdAt),
    exp: epochSeconds(session.expiresAt),
    amr: [...session.amr],
    authorizations: structuredClone(session.authorizations),
    ...(session.acr === null ? {} : { acr: session.acr }),
    ...(session.remembered ? {} : { transient: true }),
    ...(session.logoutState === null ? {} : { state: structuredClone(session.logoutState) }),
  }
}

function save(domain: Domain, id: string, payload: AdapterPayload): void {
  const session = sessionSlot.get()
  if (payload.accountId === undefined) {
    const room = roomOf(domain, id)
    saveArtifact({ kind: 'Session', id }, { payload, seconds: anonymousSeconds, room })
  } else if (signedInSlot.get()) {
    authenticated(domain, id, { ...payload, accountId: payload.accountId })
  } else if (session !== null && session.id === payload.uid) {
    touch(session, payload)
  } else {
    throw new Error('a session is saved that this request neither found nor began')
  }
}

type PersonPayload = AdapterPayload & { readonly accountId: string }

function authenticated(domain: Domain, id: string, payload: PersonPayload): void {
  const session = sessionSlot.get()
  const { uid = '', accountId, acr = null, amr = [], authorizations = {} } = payload
  const device = deviceOf(domain)
  const clientId = Provider.ctx?.oidc.client?.clientId ?? ''
  const now = { accountId, secretHash: sha256(id), acr, amr, authorizations, device, clientId }
  const passwordChangedAt = passwordOfSignIn()
  transactInUnit(async (tx) => {
    if (passwordChangedAt !== null) {
      await requireUnchangedPassword(tx, { id: accountId, passwordChangedAt })
    }
    return session?.id === uid
      ? reauthenticateSession(tx, { ...now, sessionId: uid })
      : begin(domain, tx, { ...now, id: uid })
  })
}

function deviceOf({ issuer }: Domain): string {
  const cookies = Provider.ctx?.cookies
  if (cookies === undefined) throw new Error('a person signs in through the protocol alone')
  return keepDevice(cookies, issuer)
}

/**
 * Begins the session of a new guest, of a guest who signs in, or of a person. The session that
 * stood in this browser ends in the same transaction, or lives on.
 */
async function begin(
  { db, policies }: Domain,
  tx: Db,
  begun: Omit<NewSession, 'policy'>,
): Promise<void> {
  const guest = guestSlot.get()
  const replaced = replacedSlot.get()
  const account = guest ? null : await findAccountById(db, begun.accountId)
  const policy = policies.ofTier(guest ? guestTier : (account?.tier ?? ''))
  const session = { ...begun, policy }
  if (guest) return beginGuest(tx, { session, clientId: guest.clientId })
  if (replaced && isGuest(replaced)) {
    await upgradeGuest(tx, { guestSessionId: replaced.id, session })
    return
  }
  await beginSession(tx, session)
  if (replaced === null) return
  const by = { kind: 'account', id: session.accountId } as const
  await endSession(tx, { sessionId: replaced.id, reason: 'logout', by })
}

/** When the password of this sign-in was last changed; null if none was given. */
function passwordOfSignIn(): Date | null {
  const changedAt = Provider.ctx?.oidc.result?.login?.['passwordChangedAt']
  return typeof changedAt === 'string' ? new Date(changedAt) : null
}

function touch(session: LiveSession, payload: AdapterPayload): void {
  const now: Readonly<Record<string, Authorization>> = payload.authorizations ?? {}
  const before = session.authorizations
  const added = Object.entries(now).filter(
    ([clientId, authorization]) =>
      JSON.stringify(authorization) !== JSON.stringify(before[clientId]),
  )
  const logoutState = payload.state ?? null
  const isOther = JSON.stringify(logoutState) !== JSON.stringify(session.logoutState)
  touchSession({
    sessionId: session.id,
    added: Object.fromEntries(added),
    removed: Object.keys(before).filter((clientId) => !(clientId in now)),
    ...(isOther ? { logoutState } : {}),
    isActivity: !needsSignIn(),
  })
}

/**
 * The library changes a cookie by destroying the old and saving the new; only a logout ends a
 * session.
 */
async function end({ db }: Domain, id: string): Promise<void> {
  const session = sessionSlot.get()
  if (signedInSlot.get() || session === null || Provider.ctx?.oidc.session?.jti !== id) return
  const by = { kind: 'account', id: session.accountId } as const
  await endSession(db, { sessionId: session.id, reason: 'logout', by })
}
