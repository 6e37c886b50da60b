/** Finds the session of a visitor to our own pages, and the address where a visitor signs in. It shows no page. */

import type { Context } from 'koa'
import { randomToken, sha256 } from '../../base/crypto.ts'
import { DomainError } from '../../base/errors.ts'
import type { OwnClient } from '../../model/own-client.ts'
import { mostBytesOf } from '../../model/pending-request.ts'
import type { Policy } from '../../model/policy.ts'
import { defaultPolicy } from '../../model/presets.ts'
import { decideStepUp, demandsOf } from '../../model/step-up.ts'
import type { PolicyRegistry } from '../../policies/registry.ts'
import { findSessionBySecret, type LiveSession } from '../../sessions/find.ts'
import { judgeUse } from '../../sessions/judge-use.ts'
import { touchSession } from '../../sessions/touch.ts'
import type { Db } from '../../store/db.ts'

export type VisitOptions = {
  readonly db: Db
  /** The name of the cookie that holds the session's secret. */
  readonly sessionCookie: string
  readonly policies: Pick<PolicyRegistry, 'find' | 'ofTier'>
  /** False for requests that a page makes by itself; they keep no session alive. Default true. */
  readonly isActivity?: boolean
}

/** A change needs a sign-in this recent. */
export const freshSeconds = 300

/** Null also for a session that must sign in again: the authorization endpoint asks for that. */
export async function visitorOf(
  ctx: Context,
  { db, policies, sessionCookie, isActivity = true }: VisitOptions,
  { id: clientId }: OwnClient,
): Promise<LiveSession | null> {
  const secret = ctx.cookies.get(sessionCookie, { signed: true })
  if (secret === undefined) return null
  const secretHash = sha256(secret)
  const session = await findSessionBySecret(db, { secretHash, clientId })
  if (session === null) return null
  const policy = policies.find(session.policy) ?? policies.ofTier(defaultPolicy.name)
  if (!isEnough(session, policy)) return null
  if ((await judgeUse(db, session, policy)) !== 'allowed') return null
  touchSession({ sessionId: session.id, added: {}, removed: [], isActivity })
  return session
}

/** Our own pages need at least what the policy requires of every request. */
function isEnough({ acr, authenticatedSecondsAgo }: LiveSession, policy: Policy): boolean {
  const requirement = { demands: demandsOf(policy, []), isForced: false, reachable: null }
  return decideStepUp({ acr, secondsAgo: authenticatedSecondsAgo }, requirement).kind === 'allow'
}

/** For the callback of our own pages. Throws for a sign-in that failed, so that the page says why. */
export function requireSignedIn({ query }: Context): void {
  const { error } = query
  if (error === undefined) return
  if (error === 'unmet_authentication_requirements') {
    throw new DomainError('sign_in_too_weak', 'the policy asks for more than the account can prove')
  }
  throw new DomainError('sign_in_refused', 'the sign-in was cancelled or refused')
}

export type SignIn = {
  /** Where the person returns to; without its query if too long. The callback checks it. */
  readonly back: string
  /** `login` asks for the password again. */
  readonly prompt?: 'login'
  /** The address to fill in. */
  readonly email?: string
}

/** The code is never redeemed, so nobody keeps the verifier of this challenge. */
export function signInAddress(
  issuer: string,
  { id, callback }: OwnClient,
  { back, prompt, email }: SignIn,
): string {
  const query = new URLSearchParams({
    client_id: id,
    response_type: 'code',
    redirect_uri: `${issuer}${callback}`,
    scope: 'openid',
    state: back.length <= mostBytesOf('state') ? back : (back.split('?', 1)[0] ?? ''),
    code_challenge: sha256(randomToken(256)).toString('base64url'),
    code_challenge_method: 'S256',
    ...(prompt ? { prompt } : {}),
    ...(email ? { login_hint: email } : {}),
  })
  return `/authorize?${query}`
}
