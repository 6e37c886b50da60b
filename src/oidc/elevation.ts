/** What a code or a refresh token still gives. No rule: it is decided in model, and told here. */

import { errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider'
import { decideIssuance } from '../model/elevation.ts'
import type { Policy } from '../model/policy.ts'
import { codeSlot, refreshSlot } from './request.ts'

type Issuance = {
  readonly ctx: KoaContextWithOIDC
  readonly policy: Policy
  readonly server: ResourceServer
}

/**
 * The API with the scopes that the sign-in behind the token is still good for, and no longer than it
 * is. It is the sign-in that the code came from, as the token says by `auth_time` (RFC 9068, 2.2.1):
 * who signs in again in the browser gets a new code for it.
 */
export function elevated({ ctx, policy, server }: Issuance): ResourceServer {
  const refresh = refreshSlot.get()
  const source = codeSlot.get() ?? refresh?.family
  if (source === undefined) return server
  const named = refresh ? ctx.oidc.params?.['scope'] : undefined
  const issuance = decideIssuance(source.signIn, {
    policy,
    asked: scopesOf(named || source.payload['scope']),
    offered: scopesOf(server.scope),
    isNamed: Boolean(named),
  })
  switch (issuance.kind) {
    case 'issue': {
      const { scopes, secondsLeft } = issuance
      const seconds = server.accessTokenTTL ?? policy.accessTokenSeconds
      const accessTokenTTL = Math.min(seconds, secondsLeft ?? seconds)
      return { ...server, scope: scopes.join(' '), accessTokenTTL }
    }
    case 'lapsed':
      throw lapsed(issuance.scopes)
    case 'over':
      throw over()
  }
}

function scopesOf(scope: unknown): readonly string[] {
  return typeof scope === 'string' ? scope.split(' ').filter(Boolean) : []
}

const advice = 'ask for it at the authorization endpoint'

function lapsed(scopes: readonly string[]): Error {
  const [scope = ''] = scopes
  return new errors.InvalidScope(`${scope} needs a new sign-in: ${advice}`, scopes.join(' '))
}

/** The library's own words for this error say nothing that a client could act on. */
function over(): Error {
  const refusal = new errors.InvalidGrant('the sign-in is too weak or too long ago')
  refusal.error_description = `the sign-in is too weak or too long ago: ${advice}`
  return refusal
}
