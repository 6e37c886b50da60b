/** Finds the ways on for a person who meets an error page: their account, and the apps they use. It decides nothing. */

import type { Context, Middleware } from 'koa'
import { sha256 } from '../../base/crypto.ts'
import type { Client } from '../../model/client.ts'
import { accountClient, isOwnClient } from '../../model/own-client.ts'
import { findSessionBySecret, type LiveSession } from '../../sessions/find.ts'
import type { Db } from '../../store/db.ts'
import type { WaysOn } from '../ui/error-page.tsx'

export type WaysOnOptions = {
  readonly db: Db
  /** The name of the cookie that holds the session's secret. */
  readonly sessionCookie: string
  readonly clients: { readonly find: (id: string) => Promise<Client | null> }
}

export type Browser = Pick<Context, 'cookies' | 'get'>

export type FindWaysOn = (browser: Browser) => Promise<WaysOn>

export function waysOnFinder({ db, sessionCookie, clients }: WaysOnOptions): FindWaysOn {
  return async (browser) => {
    const hasCookies = browser.get('Cookie') !== ''
    try {
      const session = await liveSession(browser, { db, sessionCookie })
      const email = session?.account.email ?? null
      const applications = session === null ? [] : await applicationsOf(session, clients)
      return { email, applications, hasCookies }
    } catch {
      // The page about a failure must not fail too.
      return { email: null, applications: [], hasCookies }
    }
  }
}

/** Looks only: an error page keeps no session alive and ends none. */
async function liveSession(
  { cookies }: Browser,
  { db, sessionCookie }: Pick<WaysOnOptions, 'db' | 'sessionCookie'>,
): Promise<LiveSession | null> {
  const secret = cookies.get(sessionCookie, { signed: true })
  if (secret === undefined) return null
  return findSessionBySecret(db, { secretHash: sha256(secret), clientId: accountClient.id })
}

const mostApplications = 3

/** Only registered addresses: an error page links nowhere that a request names. */
async function applicationsOf(
  { authorizations }: LiveSession,
  clients: WaysOnOptions['clients'],
): Promise<WaysOn['applications']> {
  const ids = Object.keys(authorizations).filter((id) => !isOwnClient(id))
  const found = await Promise.all(ids.slice(-mostApplications).map((id) => clients.find(id)))
  return found.flatMap((client) => {
    const address = client === null || client.disabledAt !== null ? null : homeOf(client)
    return client === null || address === null ? [] : [{ name: client.name, address }]
  })
}

/** An app on a device has no address that a page could link to. */
function homeOf({ redirectUris }: Client): string | null {
  const url = URL.parse(redirectUris[0] ?? '')
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? `${url.origin}/` : null
}

const found = new WeakMap<Context, WaysOn>()

/** Null until a request has failed. */
export function waysOnIn(ctx: Context): WaysOn | null {
  return found.get(ctx) ?? null
}

/** Runs inside the unit of work; the error page is drawn outside of it. */
export function findWaysOnAfterFailure(find: FindWaysOn): Middleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      if (isForPeople(ctx.path)) found.set(ctx, await find(ctx))
      throw error
    }
    if (ctx.status === 404 && ctx.body == null && isForPeople(ctx.path)) {
      found.set(ctx, await find(ctx))
    }
  }
}

function isForPeople(path: string): boolean {
  return !/^\/(admin|health|session|status|assets|console|\.well-known)(\/|$)/.test(path)
}
