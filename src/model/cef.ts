/** An event as one line of ArcSight's Common Event Format, version 0. Fields it cannot hold are left out. */

import { eventTypes } from './event.ts'
import type { Severity } from './event-catalogue.ts'
import { deviceOf, type EventDocument, isEventType } from './event-document.ts'

/** On CEF's scale from 0 to 10. */
const severities: Readonly<Record<Severity, number>> = { info: 2, notice: 4, warning: 6, alert: 9 }

/** The lengths that collectors accept for `msg` and for a custom string. */
const longest = { msg: 1_023, custom: 4_000 } as const

export function toCef(event: EventDocument): string {
  const meaning = isEventType(event.type) ? eventTypes[event.type] : event.type
  const header = ['Parley', 'Parley', '1', event.type, meaning, String(severities[event.severity])]
  return `CEF:0|${header.map(inHeader).join('|')}|${extensionOf(event, meaning)}`
}

function extensionOf(event: EventDocument, meaning: string): string {
  const { actor, details } = event
  const reason = details['reason']
  return written([
    ['rt', String(Date.parse(event.occurred_at))],
    ['externalId', event.id],
    ['cat', 'audit'],
    ['act', event.type],
    ['outcome', event.outcome],
    ['msg', meaning.slice(0, longest.msg)],
    ['reason', typeof reason === 'string' ? reason : null],
    ['suid', actor.id],
    ['spriv', actor.kind],
    ['duid', event.account_id],
    ...addressOf(event.network),
    ['requestClientApplication', event.user_agent],
    ...labelled('cs1', 'session', event.session_id),
    ...labelled('cs2', 'client', event.client_id),
    ...labelled('cs3', 'grant', event.grant_id),
    ...labelled('cs4', 'request', event.request_id),
    ...labelled('cs5', 'device', deviceOf(event)),
    ...labelled('cs6', 'details', detailsOf(details)),
  ])
}

type Field = readonly [key: string, value: string | null]

/** `src` can hold IPv4 addresses only. */
function addressOf(network: string | null): readonly Field[] {
  if (network === null) return []
  if (!network.includes(':')) return [['src', network]]
  return labelled('c6a2', 'source', network)
}

function labelled(key: string, label: string, value: string | null): readonly Field[] {
  if (value === null) return []
  return [
    [`${key}Label`, label],
    [key, value],
  ]
}

function detailsOf(details: EventDocument['details']): string | null {
  if (Object.keys(details).length === 0) return null
  return JSON.stringify(details).slice(0, longest.custom)
}

function written(fields: readonly Field[]): string {
  return fields
    .flatMap(([key, value]) => (value === null ? [] : [`${key}=${inExtension(value)}`]))
    .join(' ')
}

/** Keeps a header on one line. */
function inHeader(text: string): string {
  return text.replaceAll(/[\\|]/g, '\\$&').replaceAll(/[\r\n]+/g, ' ')
}

function inExtension(text: string): string {
  return text.replaceAll(/[\\=]/g, '\\$&').replaceAll('\r', '\\r').replaceAll('\n', '\\n')
}
