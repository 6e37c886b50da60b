/** The `scope` of a request: read with patience, and kept when the library would drop a part of it. */

import { decodeJwt } from 'jose'
import type Provider from 'oidc-provider'
import type { Grant, KoaContextWithOIDC } from 'oidc-provider'

type Parameters = KoaContextWithOIDC['oidc']['params']

/**
 * RFC 6749, 3.3 allows one blank between two scopes. Applications build the list by joining, and
 * leave a blank at its end or two in a row. Every endpoint reads its parameters through here.
 */
export function forgiveBlanks(provider: Provider): void {
  const read = new WeakMap<object, Parameters>()
  Object.defineProperty(provider.OIDCContext.prototype, 'params', {
    configurable: true,
    get(this: object) {
      return read.get(this)
    },
    set(this: object, params: Parameters) {
      const scope = params?.['scope']
      if (params !== undefined && typeof scope === 'string') params['scope'] = tidy(scope)
      read.set(this, params)
    },
  })
}

/** Undefined where nothing is left, like a parameter without a value. */
function tidy(scope: string): string | undefined {
  return scope.split(' ').filter(Boolean).join(' ') || undefined
}

const offline = 'offline_access'

/**
 * The library drops `offline_access` from a request without `prompt=consent`. OpenID Connect Core,
 * 11 allows other conditions: here the person must have accepted it on the consent page, which asks
 * for whatever they have not accepted before.
 */
export function keepOfflineAccess(ctx: KoaContextWithOIDC): void {
  const { client, params } = ctx.oidc
  if (!params || !client?.grantTypeAllowed('refresh_token')) return
  if (!scopesOf(client.scope).includes(offline)) return
  const scopes = scopesOf(params['scope'])
  const requested = new Set(scopesOf(requestedScope(ctx)))
  if (scopes.includes(offline) || !requested.has(offline)) return
  const kept = [...requested].filter((scope) => scope === offline || scopes.includes(scope))
  params['scope'] = kept.join(' ')
}

/** The scope as it was sent, in the pushed request if there is one. */
function requestedScope({ oidc, query }: KoaContextWithOIDC): unknown {
  const { body, entities, route } = oidc
  if (route === 'pushed_authorization_request') return body?.['scope']
  const { PushedAuthorizationRequest: pushed } = entities
  return pushed?.request ? decodeJwt(pushed.request)['scope'] : query['scope']
}

/**
 * Nobody is asked in a silent request, so there `offline_access` counts only if the person has
 * accepted it before. It never counts for a guest, who has accepted nothing.
 */
export function mayKeepOffline({ oidc }: KoaContextWithOIDC, held: Grant | undefined): boolean {
  return !oidc.prompts.has('none') || scopesOf(held?.openid?.scope).includes(offline)
}

export function withoutOffline({ oidc: { params } }: KoaContextWithOIDC): void {
  if (!params) return
  const scopes = scopesOf(params['scope']).filter((scope) => scope !== offline)
  params['scope'] = scopes.join(' ') || undefined
}

function scopesOf(scope: unknown): readonly string[] {
  return typeof scope === 'string' ? scope.split(' ').filter(Boolean) : []
}
