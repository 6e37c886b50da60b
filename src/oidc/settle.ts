/**
 * The end of every protocol request. Its writes go out before a byte of the answer is sent; if they
 * are refused, the answer says so.
 */

import type { KoaContextWithOIDC } from 'oidc-provider'
import { type ErrorCode, isDomainError } from '../base/errors.ts'
import { speakAmong } from '../i18n/speaking.ts'
import { recordRefusal } from '../sessions/refuse.ts'
import { combineInUnit, commit, discard, getWork } from '../store/unit-of-work.ts'
import { countFailedRedemption } from '../tokens/count-failure.ts'
import { explainAssertionFault } from './client-assertions.ts'
import { countGuess } from './client-guesses.ts'
import type { Domain } from './domain.ts'
import { endGrantOnce, endStolen } from './endings.ts'
import { type ProtocolPages, redrawFormPost } from './pages.ts'
import { recordRefusedAnswer } from './refusals.ts'
import { codeSlot, refreshSlot, refusedSlot, signedInSlot } from './request.ts'

export function settled(domain: Domain, pages: ProtocolPages) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next()
    // Everything that this request causes, mail included, is in the language that the app asked
    // for.
    speakAmong(ctx.oidc?.params?.['ui_locales'])
    const work = getWork()
    if (work.failure) throw work.failure
    allowRedirectOf(ctx)
    redrawFormPost(ctx, pages)
    keepLanguage(ctx)
    if (ctx.status >= 400) return refused(domain, ctx)
    if (refusedSlot.get() && signedInSlot.get()) return dropSignIn(ctx)
    await writeOut(domain, ctx)
  }
}

async function writeOut(domain: Domain, ctx: KoaContextWithOIDC): Promise<void> {
  recordClientCredentials(domain, ctx)
  try {
    await commit(domain.db, getWork())
  } catch (error) {
    await refuse(domain, ctx, error)
  }
}

/** A sign-in whose request is refused changes nothing: the browser stays signed in as before. */
function dropSignIn(ctx: KoaContextWithOIDC): void {
  discard(getWork())
  ctx.remove('Set-Cookie')
}

/** The page after signing out has another address, which has to carry the language. */
function keepLanguage(ctx: KoaContextWithOIDC): void {
  const { ui_locales: asked } = ctx.query
  if (ctx.path !== '/logout/confirm' || typeof asked !== 'string') return
  const next = URL.parse(ctx.response.get('Location'), ctx.oidc.issuer)
  if (next?.pathname !== '/logout/success') return
  next.searchParams.set('ui_locales', asked)
  ctx.set('Location', next.href)
}

/** Drops the collected writes; a code remembers a failed try. */
async function refused(domain: Domain, ctx: KoaContextWithOIDC): Promise<void> {
  discard(getWork())
  const code = codeSlot.get()
  if (code && !code.isConsumed && ctx.oidc.route === 'token') {
    await countFailedRedemption(domain.db, code)
  }
  await countGuess(domain, ctx)
  explainAssertionFault(ctx)
  await recordRefusedAnswer(domain, ctx)
}

const lostRaces: readonly ErrorCode[] = ['code_reused', 'grant_invalid', 'refresh_reused']

/** The loser of a race for a code or a refresh token gets the same answer as any refused client. */
async function refuse(domain: Domain, ctx: KoaContextWithOIDC, error: unknown): Promise<void> {
  if (isDomainError(error, 'too_many_sessions')) return showDevices(domain, ctx)
  if (!isDomainError(error) || !lostRaces.includes(error.code)) throw error
  const code = codeSlot.get()
  const refresh = refreshSlot.get()
  if (error.code === 'code_reused' && code) await endGrantOnce(domain, code.grantId)
  if (error.code === 'refresh_reused' && refresh) await endStolen(domain, refresh.family)
  ctx.status = 400
  ctx.body = { error: 'invalid_grant', error_description: 'grant request is invalid' }
}

/**
 * The step stays as it was, so the person can continue once there is room. The address names it:
 * the library may be at the next step already, which was not stored.
 */
async function showDevices(domain: Domain, ctx: KoaContextWithOIDC): Promise<void> {
  const [, uid] = /^\/authorize\/([\w-]+)$/.exec(ctx.path) ?? []
  const login = ctx.oidc.result?.login
  if (!uid || !login?.accountId) throw new Error('only a sign-in begins a session')
  const { accountId, acr = null, amr = [] } = login
  const clientId = ctx.oidc.client?.clientId ?? null
  await recordRefusal(domain.db, { accountId, clientId, acr, amr })
  ctx.remove('Set-Cookie')
  ctx.redirect(`/interaction/${uid}/devices`)
  ctx.status = 303
}

/** The library does not store JWTs, so a client's own token is recorded here. */
function recordClientCredentials({ recordOwnToken }: Domain, ctx: KoaContextWithOIDC): void {
  const token = ctx.oidc?.entities.ClientCredentials
  if (!token?.clientId || ctx.oidc.route !== 'token') return
  const clientId = token.clientId
  const { scope = '', jti } = token
  combineInUnit(() => recordOwnToken({ clientId, scope, jti }))
}

/**
 * A form that leads to the client, directly (`form_post`) or by a redirect (signing out), needs the
 * client's origin in `form-action`. Both addresses have been checked.
 */
function allowRedirectOf(ctx: KoaContextWithOIDC): void {
  const { oidc } = ctx
  if (!oidc || ctx.status >= 400) return
  const isSignOut = oidc.route === 'end_session'
  const isChecked = isSignOut || oidc.redirectUriCheckPerformed
  const uri = oidc.params?.[isSignOut ? 'post_logout_redirect_uri' : 'redirect_uri']
  if (isChecked && typeof uri === 'string') ctx.state['formAction'] = uri
}
