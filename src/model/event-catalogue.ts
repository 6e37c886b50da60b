/**
 * The severity of each event type, and the fields that it always has. A type that needs nothing
 * special is not listed.
 */

import type { EventType } from './event.ts'

/** `alert`: someone should look. `warning`: worth counting. `notice`: an act of power. */
export type Severity = 'info' | 'notice' | 'warning' | 'alert'

export type RequiredField = 'accountId' | 'sessionId' | 'clientId' | 'grantId'

const severities: Partial<Readonly<Record<EventType, Severity>>> = {
  'access.refused': 'warning',
  'account.changed': 'notice',
  'account.created': 'notice',
  'account.deleted': 'notice',
  'account.disabled': 'notice',
  'account.enabled': 'notice',
  'account.tier_changed': 'notice',
  'account.wait_lifted': 'notice',
  'api_key.created': 'notice',
  'api_key.revoked': 'notice',
  'authentication.failed': 'warning',
  'authentication.limited': 'warning',
  'client.changed': 'notice',
  'client.created': 'notice',
  'client.deleted': 'notice',
  'client.disabled': 'notice',
  'client.enabled': 'notice',
  'client.limited': 'warning',
  'client.refused': 'warning',
  'client.secret_rotated': 'notice',
  'code.reused': 'alert',
  'control.failed': 'alert',
  'control.recovered': 'notice',
  'key.created': 'notice',
  'key.retired': 'notice',
  'key.signing': 'notice',
  'key.superseded': 'notice',
  'ledger.broken': 'alert',
  'ledger.dropped': 'notice',
  'ledger.forgotten': 'notice',
  'ledger.read': 'notice',
  'ledger.verified': 'notice',
  'limit.reached': 'warning',
  'link.refused': 'warning',
  'mail.given_up': 'warning',
  'node.started': 'notice',
  'node.stopped': 'notice',
  'operator.role_changed': 'notice',
  'policy.changed': 'notice',
  'policy.deleted': 'notice',
  'refresh.ahead': 'warning',
  'refresh.reused': 'alert',
  'refusals.folded': 'warning',
  'resource_server.registered': 'notice',
  'resource_server.removed': 'notice',
  'revocation.made': 'notice',
  'session.refused': 'warning',
  'token.refused': 'warning',
}

const required: Partial<Readonly<Record<EventType, readonly RequiredField[]>>> = {
  'account.changed': ['accountId'],
  'account.created': ['accountId'],
  'account.deleted': ['accountId'],
  'account.disabled': ['accountId'],
  'account.enabled': ['accountId'],
  'account.tier_changed': ['accountId'],
  'account.wait_lifted': ['accountId'],
  'client.changed': ['clientId'],
  'client.created': ['clientId'],
  'client.deleted': ['clientId'],
  'client.disabled': ['clientId'],
  'client.enabled': ['clientId'],
  'client.limited': ['clientId'],
  'client.secret_rotated': ['clientId'],
  'client_credentials.issued': ['clientId'],
  'code.issued': ['accountId', 'sessionId', 'clientId', 'grantId'],
  'code.redeemed': ['accountId', 'sessionId', 'clientId', 'grantId'],
  'code.reused': ['accountId', 'sessionId', 'clientId', 'grantId'],
  'consent.denied': ['clientId'],
  'consent.granted': ['accountId', 'clientId'],
  'consent.withdrawn': ['accountId', 'clientId'],
  'grant.ended': ['accountId', 'grantId'],
  'guest.begun': ['accountId', 'sessionId', 'clientId'],
  'ledger.forgotten': ['accountId'],
  'operator.role_changed': ['accountId'],
  'refresh.ahead': ['accountId', 'sessionId', 'clientId', 'grantId'],
  'refresh.repeated': ['accountId', 'sessionId', 'clientId', 'grantId'],
  'refresh.reused': ['accountId', 'sessionId', 'clientId', 'grantId'],
  'refresh.rotated': ['accountId', 'sessionId', 'clientId', 'grantId'],
  'session.begun': ['accountId', 'sessionId'],
  'session.ended': ['accountId', 'sessionId'],
  'session.reauthenticated': ['accountId', 'sessionId'],
  'session.refused': ['accountId'],
  'session.upgraded': ['accountId', 'sessionId'],
  'session.went_offline': ['accountId', 'sessionId'],
  'token.revoked': ['clientId'],
}

export function severityOf(type: EventType): Severity {
  return severities[type] ?? 'info'
}

export function requiredFieldsOf(type: EventType): readonly RequiredField[] {
  return required[type] ?? []
}
