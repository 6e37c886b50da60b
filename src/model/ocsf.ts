/** An event in the Open Cybersecurity Schema Framework, version 1.3. */

import { eventTypes } from './event.ts'
import type { Severity } from './event-catalogue.ts'
import { deviceOf, type EventDocument, isEventType } from './event-document.ts'
import { type OcsfClass, ocsfClasses, ocsfKindOf, otherActivity } from './ocsf-classes.ts'

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
