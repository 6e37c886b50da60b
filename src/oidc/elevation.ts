/** What a token may hold that is issued now: elevation ends, and no refresh makes it longer. */

import { errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider'
import type { Policy } from '../model/policy.ts'
import { elevationOf } from '../model/step-up.ts'
import { inRequest } from './request.ts'

type Issuing = {
  readonly ctx: KoaContextWithOIDC
  readonly policy: Policy
  readonly server: ResourceServer
}

/**
 * The scopes that the sign-in behind a code or a refresh token is still good for, and no longer than
 * it is. It is the sign-in that the code came from, as the token says by `auth_time` (RFC 9068,
 * 2.2.1): who signs in again in the browser gets a new code for it.
 */
export function elevated({ ctx, policy, server }: Issuing): ResourceServer {
  const source = inRequest().code ?? inRequest().refresh?.family
  if (source === undefined) return server
  const { signIn, payload } = source
  const named = ctx.oidc.params?.['grant_type'] === 'refresh_token' && ctx.oidc.params['scope']
  const asked = scopesOf(named || payload['scope'])
  const { kept, lapsed, secondsLeft } = elevationOf(signIn, { policy, scopes: asked })
  if (kept.length === 0 && asked.length > 0) throw over()
  const offered = scopesOf(server.scope)
  const isBare = lapsed.length > 0 && !kept.some((scope) => offered.includes(scope))
  if (lapsed.length > 0 && (named || isBare)) throw lapsedScope(lapsed)
  const seconds = server.accessTokenTTL ?? policy.accessTokenSeconds
  return {
    ...server,
    scope: offered.filter((scope) => !lapsed.includes(scope)).join(' '),
    accessTokenTTL: secondsLeft === null ? seconds : Math.min(seconds, secondsLeft),
  }
}

function scopesOf(scope: unknown): readonly string[] {
  return typeof scope === 'string' ? scope.split(' ').filter(Boolean) : []
}

const advice = 'ask for it at the authorization endpoint'

function lapsedScope(lapsed: readonly string[]): Error {
  const [scope = ''] = lapsed
  return new errors.InvalidScope(`${scope} needs a new sign-in: ${advice}`, lapsed.join(' '))
}

/** The library's own words for this error say nothing that a client could act on. */
function over(): Error {
  const refusal = new errors.InvalidGrant('the sign-in is too weak or too long ago')
  refusal.error_description = `the sign-in is too weak or too long ago: ${advice}`
  return refusal
}
