/** Decides who may see the account pages: signed in, and for a change recently. Guests get their own page. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { VNode } from 'preact'
import { accountClient } from '../../model/own-client.ts'
import type { LiveSession } from '../../sessions/find.ts'
import {
  freshSeconds,
  requireSignedIn,
  signInAddress,
  type VisitOptions,
  visitorOf,
} from '../middleware/visitor.ts'
import type { Places } from '../places.ts'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { renderPage } from '../ui/render.ts'
import { seeOther } from '../ui/see-other.ts'

export type AccountOptions = VisitOptions & {
  readonly issuer: string
  readonly development: boolean
  readonly places: Places
}

export const sessionsPath = '/account/sessions'
export const securityPath = '/account/security'
export const activityPath = '/account/activity'
export const applicationsPath = '/account/applications'

/** The ways in: the bare address, and the return from signing in. */
export function accountEntryRoutes(router: Router): void {
  router.get('/account', (ctx) => seeOther(ctx, sessionsPath))
  router.get('/account/callback', (ctx) => {
    requireSignedIn(ctx)
    seeOther(ctx, pathAfterSignIn(ctx))
  })
}

/** The page that asked for the sign-in. Any other address falls back to the sessions page. */
function pathAfterSignIn(ctx: Context): string {
  const paths = [securityPath, activityPath, applicationsPath]
  return paths.find((path) => path === ctx.query['state']) ?? sessionsPath
}

/** A guest's account has no email address, and these pages offer nothing to a guest. */
export type PersonSession = LiveSession & { readonly account: { readonly email: string } }

type Handler = (ctx: Context, session: PersonSession) => Promise<void>

export async function signedIn(
  ctx: Context,
  options: AccountOptions,
  handler: Handler,
): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  const session = await visitorOf(ctx, options, accountClient)
  if (session === null) {
    return seeOther(ctx, signInAddress(options.issuer, accountClient, { back: ctx.path }))
  }
  if (isOfPerson(session)) return handler(ctx, session)
  if (ctx.method === 'POST') return seeOther(ctx, sessionsPath)
  return showGuest(ctx, options)
}

function isOfPerson(session: LiveSession): session is PersonSession {
  return session.account.email !== null
}

export function freshlySignedIn(
  ctx: Context,
  options: AccountOptions,
  handler: Handler,
): Promise<void> {
  return signedIn(ctx, options, async (_, session) => {
    const isFresh = session.authenticatedSecondsAgo <= freshSeconds
    if (!isFresh) return signInAgain(ctx, session, options)
    await handler(ctx, session)
  })
}

export function signInAgain(
  ctx: Context,
  { account: { email } }: PersonSession,
  { issuer }: AccountOptions,
): void {
  const request = { back: ctx.path, prompt: 'login', email } as const
  seeOther(ctx, signInAddress(issuer, accountClient, request))
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

export type AccountGuestPageProps = PageProps & { readonly signInAddress: string }

export function AccountGuestPage({ development, signInAddress }: AccountGuestPageProps): VNode {
  const { guest: text } = useWords().account
  return (
    <Page title={text.title} development={development}>
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        <p>{text.offer}</p>
        <p class="actions">
          <a class="button primary" href={signInAddress}>
            {text.signIn}
          </a>
        </p>
      </Sheet>
    </Page>
  )
}
