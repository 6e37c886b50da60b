/** The scopes and resources of this server, and the resource that a request means. */

import { errors, type ResourceServer as ResourceServerInfo } from 'oidc-provider'
import type { ResourceServer } from '../clients/resource-servers.ts'
import {
  adminResource,
  defaultResource,
  isOperatorScope,
  isReservedResource,
} from '../model/admin-scopes.ts'
import type { Client } from '../model/client.ts'
import { scopesOfRoles } from '../model/operator-role.ts'
import type { Policy } from '../model/policy.ts'

export const protocolScopes: readonly string[] = [
  'openid',
  'offline_access',
  'profile',
  'email',
  'phone',
  'address',
]

/** The audience that lets a token be used at userinfo too. */
export function userinfoResource(issuer: string): string {
  return `${issuer}/userinfo`
}

/** This server's own audiences are known without asking, and no registration takes one. */
export function isOwnResource(issuer: string, identifier: string): boolean {
  return identifier === defaultResource(issuer) || isReservedResource(issuer, identifier)
}

/**
 * The resource of a request that names none: the admin API if it asks only for admin scopes, with or
 * without `offline_access`, which belongs to no resource.
 */
export function impliedResource(issuer: string, scope: string): string {
  const scopes = scope.split(' ').filter((one) => one !== '' && one !== 'offline_access')
  const isForAdmin = scopes.length > 0 && scopes.every(isOperatorScope)
  return isForAdmin ? adminResource(issuer) : defaultResource(issuer)
}

export type ResourceQuestion = {
  readonly issuer: string
  readonly identifier: string
  readonly client: Client
  /** Null unless a client was registered as this resource server. */
  readonly registered: ResourceServer | null
  readonly policy: Policy
  /** The client itself, or a person: with their roles once the person is known. */
  readonly subject: 'client' | 'person' | { readonly roles: readonly string[] }
}

/** Throws the library's `invalid_target` for a resource that is not registered. */
export function resourceServerFor(question: ResourceQuestion): ResourceServerInfo {
  const scopes = scopesFor(question)
  if (scopes === null) throw new errors.InvalidTarget()
  return {
    scope: scopes.join(' '),
    audience: question.identifier,
    accessTokenFormat: 'jwt',
    accessTokenTTL: question.policy.accessTokenSeconds,
    jwt: { sign: { alg: 'ES256' } },
  }
}

function scopesFor(question: ResourceQuestion): readonly string[] | null {
  const { issuer, identifier, client, registered, subject } = question
  if (identifier === defaultResource(issuer)) {
    return client.scopes.filter((scope) => !isOperatorScope(scope))
  }
  if (identifier === adminResource(issuer)) {
    return operatorScopesFor(client.scopes.filter(isOperatorScope), subject)
  }
  const isOwn = (scope: string) => client.scopes.includes(scope) && !protocolScopes.includes(scope)
  return registered?.scopes.filter(isOwn) ?? null
}

/**
 * A person gets only the scopes that their roles include; null without a role. Each call judges
 * again.
 */
function operatorScopesFor(
  ofClient: readonly string[],
  subject: ResourceQuestion['subject'],
): readonly string[] | null {
  if (typeof subject === 'string') return ofClient
  const ofRoles = scopesOfRoles(subject.roles)
  return ofRoles.length === 0 ? null : ofClient.filter((scope) => ofRoles.includes(scope))
}
