/** Who visits the pages of an account: signed in, and for a change recently. It shows no page of one. */

import type { Context } from 'koa'
import { accountClient } from '../../model/own-client.ts'
import type { LiveSession } from '../../sessions/find.ts'
import { freshSeconds, signInAddress, type VisitOptions, visitorOf } from '../middleware/visitor.ts'
import type { Places } from '../places.ts'
import { renderPage } from '../ui/render.ts'
import { seeOther } from '../ui/see-other.ts'
import { AccountGuestPage } from './guest-page.tsx'

export type AccountOptions = VisitOptions & {
  readonly issuer: string
  readonly development: boolean
  readonly places: Places
}

export const sessionsPath = '/account/sessions'
export const securityPath = '/account/security'
export const activityPath = '/account/activity'

/** A guest's account has no email, and these pages have nothing for it. */
export type PersonSession = LiveSession & { readonly account: { readonly email: string } }

export type Act = (ctx: Context, session: PersonSession) => Promise<void>

export async function signedIn(ctx: Context, options: AccountOptions, act: Act): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  const session = await visitorOf(ctx, options, accountClient)
  if (session === null) {
    return seeOther(ctx, signInAddress(options.issuer, accountClient, { back: ctx.path }))
  }
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
    <AccountGuestPage
      development={development}
      signInAddress={signInAddress(issuer, accountClient, { back: sessionsPath })}
    />,
  )
}

export function freshlySignedIn(ctx: Context, options: AccountOptions, act: Act): Promise<void> {
  return signedIn(ctx, options, async (_, session) => {
    const isFresh = session.authenticatedSecondsAgo <= freshSeconds
    if (!isFresh) return signInAgain(ctx, options)
    await act(ctx, session)
  })
}

export function signInAgain(ctx: Context, { issuer }: AccountOptions): void {
  seeOther(ctx, signInAddress(issuer, accountClient, { back: ctx.path, prompt: 'login' }))
}
