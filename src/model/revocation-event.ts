/** The event of a revocation: its scope, its cut-off, the reason, and the actor. Pure. */

import type { Actor, LedgerEvent } from './event.ts'
import type { Revocation, RevocationScope, SearchedSessions } from './revocation.ts'
import { writeFilter } from './session-filter.ts'

type Scope = RevocationScope | SearchedSessions

type RevocationFacts = { readonly scope: Scope; readonly reason: string; readonly by: Actor }

export function revocationEvent(
  { id, before }: Pick<Revocation, 'id' | 'before'>,
  { scope, reason, by }: RevocationFacts,
): LedgerEvent {
  const told = { revocation: id, scope: scope.kind, before: before.toISOString(), reason }
  return {
    type: 'revocation.made',
    outcome: 'success',
    actor: by,
    ...aboutOf(scope),
    details: { ...told, ...detailsOf(scope) },
  }
}

function aboutOf(scope: Scope) {
  const subject = scope.kind === 'sessions' ? searched(scope) : scope
  return {
    ...('sessionId' in subject ? { sessionId: subject.sessionId } : {}),
    ...('grantId' in subject ? { grantId: subject.grantId } : {}),
    ...('accountId' in subject ? { accountId: subject.accountId } : {}),
    ...('clientId' in subject ? { clientId: subject.clientId } : {}),
  }
}

function searched({ filter: { accountId, clientId } }: SearchedSessions) {
  return { ...(accountId && { accountId }), ...(clientId && { clientId }) }
}

/** The search criteria in the names of the admin API. A network in them is personal. */
function detailsOf(scope: Scope): Readonly<Record<string, string>> {
  if (scope.kind === 'token') return { jti: scope.jti }
  if (scope.kind === 'network') return { looked_network: scope.network }
  if (scope.kind !== 'sessions') return {}
  const { network, ...filter } = writeFilter(scope.filter)
  const told = { filter: JSON.stringify(filter) }
  return network === undefined ? told : { ...told, looked_network: network }
}
