/** An event in the Open Cybersecurity Schema Framework, version 1.3. */

import { type EventType, eventTypes } from './event.ts'
import type { Severity } from './event-catalogue.ts'
import { deviceOf, type EventDocument, isEventType } from './event-document.ts'

export type OcsfEvent = Readonly<Record<string, unknown>>

const severities: Readonly<Record<Severity, readonly [id: number, name: string]>> = {
  info: [1, 'Informational'],
  notice: [2, 'Low'],
  warning: [3, 'Medium'],
  alert: [4, 'High'],
}

export function toOcsf(event: EventDocument): OcsfEvent {
  const type = isEventType(event.type) ? event.type : null
  const [kind, activity] = ocsfKindOf(type)
  const { uid, name, category } = ocsfClasses[kind]
  const [severityId, severity] = severities[event.severity]
  const isFailure = event.outcome === 'failure'
  return {
    activity_id: activity,
    ...(activity === otherActivity ? { activity_name: event.type } : {}),
    category_uid: category,
    class_uid: uid,
    class_name: name,
    type_uid: uid * 100 + activity,
    time: Date.parse(event.occurred_at),
    severity_id: severityId,
    severity,
    status_id: isFailure ? 2 : 1,
    status: isFailure ? 'Failure' : 'Success',
    message: type === null ? event.type : eventTypes[type],
    metadata: metadataOf(event),
    ...partsOf(kind, event),
    actor: actorOf(event),
    src_endpoint: endpointOf(event),
    ...(event.user_agent === null && event.request_id === null ? {} : requestOf(event)),
    unmapped: unmappedOf(event),
  }
}

function metadataOf({ id, type }: EventDocument) {
  return {
    version: '1.3.0',
    uid: id,
    event_code: type,
    log_name: 'audit_events',
    product: { name: 'Parley', vendor_name: 'Parley' },
  }
}

/** The fields that the class needs beyond the common ones. */
function partsOf(kind: OcsfClass, event: EventDocument): OcsfEvent {
  switch (kind) {
    case 'authentication':
      return { user: userOf(event), service: { name: 'Parley' }, ...sessionOf(event) }
    case 'accountChange':
      return { user: userOf(event) }
    case 'authorizeSession':
      return { user: userOf(event), privileges: privilegesOf(event), ...sessionOf(event) }
    case 'entityManagement':
      return { entity: entityOf(event) }
    case 'apiActivity':
      return { api: { operation: event.type, service: { name: 'Parley' } } }
  }
}

function userOf({ account_id: uid }: EventDocument) {
  return uid === null ? { name: 'unknown', type_id: 0 } : { uid, type_id: 1 }
}

/** The scopes that were granted, or the event type if the event names none. */
function privilegesOf({ type, details: { scope } }: EventDocument) {
  return typeof scope === 'string' && scope !== '' ? scope.split(' ') : [type]
}

function sessionOf({ session_id: uid }: EventDocument) {
  return uid === null ? {} : { session: { uid } }
}

/** The entity of the event: a client, or the detail named by the first word of the type. */
function entityOf({ type, client_id: clientId, details }: EventDocument) {
  const [what = type] = type.split('.')
  const named = what === 'client' ? clientId : details[what]
  return { type: what, ...(typeof named === 'string' ? { uid: named } : { name: what }) }
}

function actorOf({ actor }: EventDocument) {
  const name = actor.kind
  const isProgram = name === 'client' || name === 'api_key'
  if (isProgram && actor.id !== null) return { app_uid: actor.id, app_name: name }
  if (actor.id === null) return { app_name: name === 'system' ? 'Parley' : name }
  return { user: { uid: actor.id, type_id: name === 'operator' ? 2 : 1 } }
}

function endpointOf(event: EventDocument) {
  const { network } = event
  const device = deviceOf(event)
  const known = device === null ? {} : { uid: device }
  return network === null ? { name: 'unknown', ...known } : { ip: network, ...known }
}

function requestOf({ user_agent: agent, request_id: uid }: EventDocument) {
  const request = {
    ...(agent === null ? {} : { user_agent: agent }),
    ...(uid === null ? {} : { uid }),
  }
  return { http_request: request }
}

function unmappedOf({ details, client_id: clientId, grant_id: grantId, forgotten }: EventDocument) {
  const named = { client_id: clientId, grant_id: grantId }
  const known = Object.entries(named).filter(([, value]) => value !== null)
  return { ...details, ...Object.fromEntries(known), ...(forgotten ? { forgotten } : {}) }
}

/** Maps each event type to a class and activity of OCSF 1.3. */
const ocsfClasses = {
  accountChange: { uid: 3001, name: 'Account Change', category: 3 },
  authentication: { uid: 3002, name: 'Authentication', category: 3 },
  authorizeSession: { uid: 3003, name: 'Authorize Session', category: 3 },
  entityManagement: { uid: 3004, name: 'Entity Management', category: 3 },
  apiActivity: { uid: 6003, name: 'API Activity', category: 6 },
} as const

type OcsfClass = keyof typeof ocsfClasses

type OcsfKind = readonly [kind: OcsfClass, activity: number]

/** The activity `Other`, for events that fit none of the class's own. */
const otherActivity = 99

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
  'refresh.ahead': ['authorizeSession', otherActivity],
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
function ocsfKindOf(type: EventType | null): OcsfKind {
  return (type !== null && kinds[type]) || ['apiActivity', otherActivity]
}
