/** The pages of a person's own account: where they are signed in, and what they allowed. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { randomToken, sha256 } from '../base/crypto.ts'
import { ownClientId } from '../model/own-client.ts'
import { endOtherSessions } from '../sessions/end-others.ts'
import { findSessionBySecret, type LiveSession } from '../sessions/find.ts'
import { listSessions } from '../sessions/list.ts'
import { touchSession } from '../sessions/touch.ts'
import type { Db } from '../store/db.ts'
import { applicationsBySession, listApplications, withdrawConsent } from '../tokens/applications.ts'
import { field, formBody, sameOrigin } from './guards.ts'
import { shortMoment } from './moment.ts'
import { seeOther } from './see-other.ts'
import { AccountApplicationsPage } from './views/account-applications-page.tsx'
import { AccountGuestPage } from './views/account-guest-page.tsx'
import { AccountSessionsPage } from './views/account-sessions-page.tsx'
import { deviceName } from './views/device-name.ts'
import { renderPage } from './views/render.ts'
import { describeScope } from './views/scopes.ts'

type AccountOptions = {
  readonly db: Db
  readonly issuer: string
  readonly development: boolean
  /** The name of the cookie that holds the session's secret. */
  readonly sessionCookie: string
}

const sessionsPath = '/account/sessions'
const applicationsPath = '/account/applications'

/** Who changes something must have signed in this recently. */
const freshSeconds = 300
const mostListed = 200

/** A guest's account has no email, and these pages have nothing for it. */
type PersonSession = LiveSession & { readonly account: { readonly email: string } }

type Act = (ctx: Context, session: PersonSession) => Promise<void>

export function accountRoutes(router: Router, options: AccountOptions): void {
  const ours = sameOrigin(options.issuer)
  const show = (act: Act) => (ctx: Context) => signedIn(ctx, options, act)
  const change = (act: Act) => (ctx: Context) => freshlySignedIn(ctx, options, act)
  router.get('/account', (ctx) => seeOther(ctx, sessionsPath))
  router.get('/account/callback', (ctx) => seeOther(ctx, ctx.query['error'] ? '/' : sessionsPath))
  router.get(
    sessionsPath,
    show((ctx, session) => showSessions(ctx, session, options)),
  )
  router.get(
    applicationsPath,
    show((ctx, session) => showApplications(ctx, session, options)),
  )
  const endSessions = change((ctx, session) => end(ctx, session, options))
  const removeAccess = change((ctx, session) => remove(ctx, session, options))
  router.post(sessionsPath, ours, formBody, endSessions)
  router.post(applicationsPath, ours, formBody, removeAccess)
}

async function signedIn(ctx: Context, options: AccountOptions, act: Act): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  const session = await currentSession(ctx, options)
  if (session === null) return seeOther(ctx, signInAddress(options.issuer))
  touchSession({ sessionId: session.id, added: {}, removed: [] })
  if (isOfPerson(session)) return act(ctx, session)
  if (ctx.method === 'POST') return seeOther(ctx, sessionsPath)
  return showGuest(ctx, options)
}

function isOfPerson(session: LiveSession): session is PersonSession {
  return session.account.email !== null
}

function showGuest(ctx: Context, { issuer, development }: AccountOptions): void {
  ctx.type = 'html'
  ctx.body = renderPage(
    <AccountGuestPage development={development} signInAddress={signInAddress(issuer)} />,
  )
}

async function currentSession(
  ctx: Context,
  { db, sessionCookie }: AccountOptions,
): Promise<LiveSession | null> {
  const secret = ctx.cookies.get(sessionCookie, { signed: true })
  if (secret === undefined) return null
  return findSessionBySecret(db, { secretHash: sha256(secret), clientId: ownClientId })
}

function freshlySignedIn(ctx: Context, options: AccountOptions, act: Act): Promise<void> {
  return signedIn(ctx, options, async (_, session) => {
    const isFresh = session.authenticatedSecondsAgo <= freshSeconds
    if (!isFresh) return seeOther(ctx, signInAddress(options.issuer, 'login'))
    await act(ctx, session)
  })
}

/** The code that comes back is never redeemed, so nobody needs the verifier of this challenge. */
function signInAddress(issuer: string, prompt?: 'login'): string {
  const query = new URLSearchParams({
    client_id: ownClientId,
    response_type: 'code',
    redirect_uri: `${issuer}/account/callback`,
    scope: 'openid',
    code_challenge: sha256(randomToken(256)).toString('base64url'),
    code_challenge_method: 'S256',
    ...(prompt ? { prompt } : {}),
  })
  return `/authorize?${query}`
}

async function showSessions(
  ctx: Context,
  session: PersonSession,
  { db, development }: AccountOptions,
): Promise<void> {
  const { accountId, account } = session
  const listed = await listSessions(db, { accountId, most: mostListed })
  const applications = await applicationsBySession(db, accountId)
  const sessions = listed
    .filter(({ state }) => state !== 'ended')
    .map((one) => ({
      id: one.id,
      device: deviceName(one.userAgent),
      network: one.network,
      since: shortMoment(one.createdAt),
      lastSeen: shortMoment(one.lastSeenAt),
      isThisOne: one.id === session.id,
      isOffline: one.state === 'offline',
      applications: applications.get(one.id) ?? [],
    }))
  const told = ctx.query['told']
  ctx.type = 'html'
  ctx.body = renderPage(
    <AccountSessionsPage
      development={development}
      accountEmail={account.email}
      formAction={sessionsPath}
      notice={told === 'ended' || told === 'others_ended' ? told : null}
      sessions={sessions}
    />,
  )
}

async function end(ctx: Context, session: LiveSession, { db }: AccountOptions): Promise<void> {
  const { accountId, id: keep } = session
  const only = field(ctx, 'session')
  const isAll = field(ctx, 'action') === 'end_others'
  if (isAll) await endOtherSessions(db, { accountId, keep, only: null })
  else if (uuid.test(only)) await endOtherSessions(db, { accountId, keep, only })
  seeOther(ctx, `${sessionsPath}?told=${isAll ? 'others_ended' : 'ended'}`)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function showApplications(
  ctx: Context,
  { accountId, account }: PersonSession,
  { db, development }: AccountOptions,
): Promise<void> {
  const applications = await listApplications(db, accountId)
  ctx.type = 'html'
  ctx.body = renderPage(
    <AccountApplicationsPage
      development={development}
      accountEmail={account.email}
      formAction={applicationsPath}
      notice={ctx.query['told'] === 'removed' ? 'removed' : null}
      applications={applications.map(({ clientId, name, grantedAt, scopes }) => ({
        clientId,
        name,
        since: shortMoment(grantedAt),
        scopes: scopes.map((scope) => ({ name: scope, title: describeScope(scope).title })),
      }))}
    />,
  )
}

async function remove(ctx: Context, session: LiveSession, { db }: AccountOptions): Promise<void> {
  await withdrawConsent(db, { accountId: session.accountId, clientId: field(ctx, 'client') })
  seeOther(ctx, `${applicationsPath}?told=removed`)
}
