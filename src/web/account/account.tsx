/** The pages of a person's own account: where they are signed in, and what they allowed. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { deviceName } from '../../i18n/device.ts'
import { devicesBySession, type SessionDevice } from '../../sessions/devices.ts'
import { disownSession, endOtherSessions } from '../../sessions/end-others.ts'
import { type ListedSession, listSessions } from '../../sessions/list.ts'
import {
  applicationsBySession,
  listApplications,
  withdrawConsent,
} from '../../tokens/applications.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import { currentLook } from '../ui/look.ts'
import { renderPage } from '../ui/render.ts'
import { describeScope } from '../ui/scopes.ts'
import { seeOther } from '../ui/see-other.ts'
import { AccountApplicationsPage } from './applications-page.tsx'
import { AccountSessionsPage } from './sessions-page.tsx'
import {
  type AccountOptions,
  type Act,
  activityPath,
  freshlySignedIn,
  type PersonSession,
  securityPath,
  sessionsPath,
  signedIn,
} from './visit.tsx'

const applicationsPath = '/account/applications'

const mostListed = 200

export function accountRoutes(router: Router, options: AccountOptions): void {
  const ours = sameOrigin(options.issuer)
  const show = (act: Act) => (ctx: Context) => signedIn(ctx, options, act)
  const change = (act: Act) => (ctx: Context) => freshlySignedIn(ctx, options, act)
  router.get('/account', (ctx) => seeOther(ctx, sessionsPath))
  router.get('/account/callback', (ctx) => seeOther(ctx, ctx.query['error'] ? '/' : placeOf(ctx)))
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

/** Where the person was when they had to sign in: one of ours, never an address from outside. */
function placeOf(ctx: Context): string {
  const places = [securityPath, activityPath]
  return places.find((path) => path === ctx.query['state']) ?? sessionsPath
}

async function showSessions(
  ctx: Context,
  session: PersonSession,
  options: AccountOptions,
): Promise<void> {
  const { db, development } = options
  const { accountId, account } = session
  const listed = await listSessions(db, { accountId, most: mostListed })
  const applications = await applicationsBySession(db, accountId)
  const devices = await devicesBySession(db, accountId)
  const sessions = listed
    .filter(({ state }) => state !== 'ended')
    .map((one) => ({
      ...shown(one, devices.get(one.id), options),
      isThisOne: one.id === session.id,
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

/** The network is the one of its last use, as far as that is known. */
function shown(one: ListedSession, device: SessionDevice | undefined, { places }: AccountOptions) {
  const { words, language } = currentLook()
  const network = device?.lastNetwork ?? one.network
  return {
    id: one.id,
    device: deviceName(words, one.userAgent),
    isNewDevice: device?.isNew ?? false,
    deviceSince: device?.firstSeenAt ?? null,
    network,
    place: places(network, language),
    since: one.createdAt,
    lastSeen: one.lastSeenAt,
    isOffline: one.state === 'offline',
  }
}

async function end(ctx: Context, session: PersonSession, { db }: AccountOptions): Promise<void> {
  const { accountId, id: keep } = session
  const only = field(ctx, 'session')
  const action = field(ctx, 'action')
  if (action === 'disown' && uuid.test(only)) {
    await disownSession(db, { accountId, keep, only })
    return seeOther(ctx, `${securityPath}?told=disowned`)
  }
  const isAll = action === 'end_others'
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
  const { words } = currentLook()
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
        since: grantedAt,
        scopes: scopes.map((scope) => ({ name: scope, title: describeScope(words, scope).title })),
      }))}
    />,
  )
}

async function remove(ctx: Context, session: PersonSession, { db }: AccountOptions): Promise<void> {
  await withdrawConsent(db, { accountId: session.accountId, clientId: field(ctx, 'client') })
  seeOther(ctx, `${applicationsPath}?told=removed`)
}
