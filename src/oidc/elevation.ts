/** Limits what a code or a refresh token still gives. The rules are in model. */

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
 * Limits the API to the scopes for which the sign-in behind the token is still good, and to the
 * time that it stays good. That sign-in is the one that the code came from, as `auth_time` in the
 * token says (RFC 9068, 2.2.1). A new sign-in in the browser needs a new code.
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

/** The library's own description of this error does not help a client to act. */
function over(): Error {
  const refusal = new errors.InvalidGrant('the sign-in is too weak or too long ago')
  refusal.error_description = `the sign-in is too weak or too long ago: ${advice}`
  return refusal
}
