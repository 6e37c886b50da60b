/** Who visits the pages of an account: signed in, and for a change recently. It shows no page of one. */

import type { Context } from 'koa'
import { randomToken, sha256 } from '../base/crypto.ts'
import { ownClientId } from '../model/own-client.ts'
import type { Policy } from '../model/policy.ts'
import { defaultPolicy } from '../model/presets.ts'
import { decideStepUp, demandsOf } from '../model/step-up.ts'
import type { PolicyRegistry } from '../policy/registry.ts'
import { findSessionBySecret, type LiveSession } from '../sessions/find.ts'
import { judgeUse } from '../sessions/judge-use.ts'
import { touchSession } from '../sessions/touch.ts'
import type { Db } from '../store/db.ts'
import type { Places } from './places.ts'
import { seeOther } from './see-other.ts'
import { AccountGuestPage } from './views/account-guest-page.tsx'
import { renderPage } from './views/render.ts'

export type AccountOptions = {
  readonly db: Db
  readonly issuer: string
  readonly development: boolean
  /** The name of the cookie that holds the session's secret. */
  readonly sessionCookie: string
  readonly policies: Pick<PolicyRegistry, 'find' | 'ofTier'>
  readonly places: Places
}

export const sessionsPath = '/account/sessions'
export const securityPath = '/account/security'
export const activityPath = '/account/activity'

/** Who changes something must have signed in this recently. */
export const freshSeconds = 300

/** A guest's account has no email, and these pages have nothing for it. */
export type PersonSession = LiveSession & { readonly account: { readonly email: string } }

export type Act = (ctx: Context, session: PersonSession) => Promise<void>

export async function signedIn(ctx: Context, options: AccountOptions, act: Act): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  const session = await currentSession(ctx, options)
  if (session === null) return seeOther(ctx, signInAddress(options.issuer, { back: ctx.path }))
  touchSession({ sessionId: session.id, added: {}, removed: [], isActivity: true })
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
      signInAddress={signInAddress(issuer, { back: sessionsPath })}
    />,
  )
}

/** A session that a sign-in is due for is none here: authorizing asks for it. */
async function currentSession(
  ctx: Context,
  { db, policies, sessionCookie }: AccountOptions,
): Promise<LiveSession | null> {
  const secret = ctx.cookies.get(sessionCookie, { signed: true })
  if (secret === undefined) return null
  const secretHash = sha256(secret)
  const session = await findSessionBySecret(db, { secretHash, clientId: ownClientId })
  if (session === null) return null
  const policy = policies.find(session.policy) ?? policies.ofTier(defaultPolicy.name)
  if (!isEnough(session, policy)) return null
  return (await judgeUse(db, session, policy)) === 'allowed' ? session : null
}

/** What the policy asks for anything it asks here too; the authorization endpoint then says what. */
function isEnough({ acr, authenticatedSecondsAgo }: LiveSession, policy: Policy): boolean {
  const asked = { demands: demandsOf(policy, []), anew: false, reachable: null }
  return decideStepUp({ acr, secondsAgo: authenticatedSecondsAgo }, asked).kind === 'allow'
}

export function freshlySignedIn(ctx: Context, options: AccountOptions, act: Act): Promise<void> {
  return signedIn(ctx, options, async (_, session) => {
    const isFresh = session.authenticatedSecondsAgo <= freshSeconds
    if (!isFresh) return signInAgain(ctx, options)
    await act(ctx, session)
  })
}

export function signInAgain(ctx: Context, { issuer }: AccountOptions): void {
  seeOther(ctx, signInAddress(issuer, { back: ctx.path, prompt: 'login' }))
}

/** The code that comes back is never redeemed, so nobody needs the verifier of this challenge. */
function signInAddress(
  issuer: string,
  { back, prompt }: { back: string; prompt?: 'login' },
): string {
  const query = new URLSearchParams({
    client_id: ownClientId,
    response_type: 'code',
    redirect_uri: `${issuer}/account/callback`,
    scope: 'openid',
    state: back,
    code_challenge: sha256(randomToken(256)).toString('base64url'),
    code_challenge_method: 'S256',
    ...(prompt ? { prompt } : {}),
  })
  return `/authorize?${query}`
}
