/**
 * The one rule of authority: may this caller do this to that. A caller acts only on what they could have
 * granted. Pure: the admin API, the console and the command line ask it, and none adds to it.
 */

import { feedScope, isOperatorScope } from './admin-scopes.ts'
import { isOperatorRole, keyMakingScope, scopesOfRoles } from './operator-role.ts'

/** Grants and removes roles, so it also opens what belongs to an operator. */
const roleGrantingScope = 'parley:operators.write'

/** Callers with these scopes see everything that is in the feed, so they may grant access to it. */
const feedSeers = ['parley:revocations.list', 'parley:sessions.read']

export type Authority =
  /** The command line: access to the machine includes every secret of the server. */
  | { readonly kind: 'machine' }
  | {
      readonly kind: 'caller'
      /** The operator's own account; null for a program. */
      readonly accountId: string | null
      readonly scopes: readonly string[]
    }

export type Target =
  /** A client, an API key or a resource server, with the scopes that it has. */
  | { readonly kind: 'holder'; readonly scopes: readonly string[] }
  /** The scopes that a client or a resource server would get. */
  | { readonly kind: 'gift'; readonly scopes: readonly string[] }
  | { readonly kind: 'new_key'; readonly scopes: readonly string[] }
  /** An account that is edited, with the roles that it has or would get. */
  | { readonly kind: 'account'; readonly roles: readonly string[] }
  /** Sessions or grants of an account, which end. */
  | { readonly kind: 'sessions'; readonly accountId: string; readonly roles: readonly string[] }
  | { readonly kind: 'everyone' }
  /** Part of this server: nobody registers, edits or removes it. */
  | { readonly kind: 'built_in'; readonly name: string }

/** The reason why this caller may not act on the target; null if they may. */
export function refusalOf(authority: Authority, target: Target): string | null {
  switch (target.kind) {
    case 'built_in':
      return `${target.name} is part of this server`
    case 'new_key':
      return keyRefusal(authority, target.scopes)
    case 'holder':
      return holderRefusal(authority, target.scopes)
    case 'gift':
      return scopeRefusal(authority, target.scopes)
    case 'account':
      return editRefusal(authority, target.roles)
    case 'sessions':
      return endRefusal(authority, target)
    case 'everyone':
      return grantsRoles(authority)
        ? null
        : `this reaches operators too: it needs ${roleGrantingScope}`
  }
}

/** A leaked key must not outlive its revocation in keys that it created. */
function keyRefusal(authority: Authority, scopes: readonly string[]): string | null {
  if (scopes.includes(keyMakingScope)) return `scopes: no key is given ${keyMakingScope}`
  return scopeRefusal(authority, scopes)
}

function holderRefusal(authority: Authority, scopes: readonly string[]): string | null {
  const missing = firstMissing(authority, scopes)
  return missing === null ? null : `it has ${missing}; only a caller who has that too can change it`
}

function scopeRefusal(authority: Authority, scopes: readonly string[]): string | null {
  const missing = firstMissing(authority, scopes)
  return missing === null ? null : `scope: only a caller who has ${missing} can give it`
}

/** An edit could take an operator's account over, so it needs every right of the role. */
function editRefusal(authority: Authority, roles: readonly string[]): string | null {
  if (!roles.some(isOperatorRole)) return null
  if (!grantsRoles(authority))
    return 'only a caller who may change operators can change an operator'
  const missing = firstMissing(authority, scopesOfRoles(roles))
  return missing === null ? null : `role: only a caller who has ${missing} can give it`
}

/** People may always end what is their own. */
function endRefusal(
  authority: Authority,
  { accountId, roles }: Extract<Target, { kind: 'sessions' }>,
): string | null {
  if (!roles.some(isOperatorRole) || grantsRoles(authority)) return null
  if (authority.kind === 'caller' && authority.accountId === accountId) return null
  return "only a caller who may change operators can end an operator's sessions"
}

function grantsRoles(authority: Authority): boolean {
  return holds(authority, roleGrantingScope)
}

/** Scopes of other APIs are rights over nothing here. */
function firstMissing(authority: Authority, scopes: readonly string[]): string | null {
  return scopes.find((scope) => isOperatorScope(scope) && !holds(authority, scope)) ?? null
}

function holds(authority: Authority, scope: string): boolean {
  if (authority.kind === 'machine' || authority.scopes.includes(scope)) return true
  return scope === feedScope && feedSeers.every((needed) => authority.scopes.includes(needed))
}
