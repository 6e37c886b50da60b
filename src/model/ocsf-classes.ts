/** Maps each event type to a class and activity of OCSF 1.3. */

import type { EventType } from './event.ts'

export const ocsfClasses = {
  accountChange: { uid: 3001, name: 'Account Change', category: 3 },
  authentication: { uid: 3002, name: 'Authentication', category: 3 },
  authorizeSession: { uid: 3003, name: 'Authorize Session', category: 3 },
  entityManagement: { uid: 3004, name: 'Entity Management', category: 3 },
  apiActivity: { uid: 6003, name: 'API Activity', category: 6 },
} as const

export type OcsfClass = keyof typeof ocsfClasses

export type OcsfKind = readonly [kind: OcsfClass, activity: number]

/** The activity `Other`, for events that fit none of the class's own. */
export const otherActivity = 99

const kinds: Partial<Readonly<Record<EventType, OcsfKind>>> = {
  'account.created': ['accountChange', 1],
  'account.enabled': ['accountChange', 2],
  'password.changed': ['accountChange', 3],
  'password.reset': ['accountChange', 4],
  'password.reset_requested': ['accountChange', otherActivity],
  'account.disabled': ['accountChange', 5],
  'account.deleted': ['accountChange', 6],
  'account.changed': ['accountChange', otherActivity],
  'account.tier_changed': ['accountChange', otherActivity],
  'account.wait_lifted': ['accountChange', otherActivity],
  'operator.role_changed': ['accountChange', otherActivity],
  'registration.requested': ['accountChange', otherActivity],
  'client.refused': ['authentication', 1],
  'authentication.failed': ['authentication', 1],
  'authentication.limited': ['authentication', otherActivity],
  'client.limited': ['authentication', otherActivity],
  'guest.begun': ['authentication', 1],
  'session.begun': ['authentication', 1],
  'session.refused': ['authentication', 1],
  'link.refused': ['authentication', 1],
  'session.reauthenticated': ['authentication', 1],
  'session.upgraded': ['authentication', 1],
  'session.ended': ['authentication', 2],
  'session.went_offline': ['authentication', 2],
  'session.disowned': ['authentication', 2],
  'step_up.unmet': ['authentication', otherActivity],
  'device.first_seen': ['authentication', otherActivity],
  'session.binding_changed': ['authentication', otherActivity],
  'session.used_in_parallel': ['authentication', otherActivity],
  'consent.granted': ['authorizeSession', 1],
  'consent.denied': ['authorizeSession', otherActivity],
  'consent.withdrawn': ['authorizeSession', otherActivity],
  'authorization.refused': ['authorizeSession', otherActivity],
  'token.refused': ['authorizeSession', otherActivity],
  'code.issued': ['authorizeSession', 1],
  'code.redeemed': ['authorizeSession', 1],
  'code.reused': ['authorizeSession', otherActivity],
  'grant.ended': ['authorizeSession', otherActivity],
  'refresh.rotated': ['authorizeSession', 1],
  'refresh.repeated': ['authorizeSession', 1],
  'refresh.reused': ['authorizeSession', otherActivity],
  'client.changed': ['entityManagement', 3],
  'client.created': ['entityManagement', 1],
  'client.enabled': ['entityManagement', 3],
  'client.disabled': ['entityManagement', 3],
  'client.secret_rotated': ['entityManagement', 3],
  'client.deleted': ['entityManagement', 4],
  'policy.changed': ['entityManagement', 3],
  'resource_server.registered': ['entityManagement', 1],
  'resource_server.removed': ['entityManagement', 4],
  'policy.deleted': ['entityManagement', 4],
  'api_key.created': ['entityManagement', 1],
  'api_key.revoked': ['entityManagement', 4],
  'key.created': ['entityManagement', 1],
  'key.signing': ['entityManagement', 3],
  'key.superseded': ['entityManagement', 3],
  'key.retired': ['entityManagement', 4],
  'client_credentials.issued': ['apiActivity', 1],
  'ledger.broken': ['apiActivity', 2],
  'ledger.read': ['apiActivity', 2],
  'ledger.verified': ['apiActivity', 2],
  'token.revoked': ['apiActivity', 4],
  'revocation.made': ['apiActivity', 1],
}

/** Falls back to API activity: every other event comes from a call to this server. */
export function ocsfKindOf(type: EventType | null): OcsfKind {
  return (type !== null && kinds[type]) || ['apiActivity', otherActivity]
}
