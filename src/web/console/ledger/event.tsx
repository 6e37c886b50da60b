/** An event of the ledger in the console: its severity, its meaning, its actor, and the links to its subjects. */

import type { VNode } from 'preact'
import { eventTypes } from '../../../model/event.ts'
import { type EventDocument, isEventType } from '../../../model/event-document.ts'
import { isOwnClient } from '../../../model/own-client.ts'
import { Badge, type Mood } from '../../ui/facts.tsx'
import { accountsPath, apiKeysPath, clientsPath } from '../addresses.ts'
import type { Area } from '../areas.ts'

export const severities: Readonly<Record<EventDocument['severity'], Mood>> = {
  alert: 'bad',
  warning: 'warn',
  notice: 'quiet',
  info: 'quiet',
}

export function SeverityBadge({ severity }: Pick<EventDocument, 'severity'>): VNode {
  return <Badge mood={severities[severity]}>{severity}</Badge>
}

export function meaningOf(type: string): string | null {
  if (!isEventType(type)) return null
  const meaning = eventTypes[type]
  return `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`
}

export const kinds: Readonly<Record<string, string>> = {
  account: 'account',
  client: 'application',
  operator: 'operator',
  api_key: 'API key',
  system: 'this server',
  nobody: 'nobody known',
}

export function kindOf({ actor }: Pick<EventDocument, 'actor'>): string {
  return kinds[actor.kind] ?? actor.kind
}

/** For narrow places. The end of a UUID is its random part. */
function shortened(id: string): string {
  if (uuid.test(id)) return `…${id.slice(-12)}`
  return id.length > 16 ? `${id.slice(0, 12)}…` : id
}

type IdProps = {
  readonly id: string
  /** Path of the area that has a page for it. */
  readonly area?: string
  readonly areas: readonly Area[]
  readonly isShort?: boolean
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** A link if this operator may open the page; the server's own clients have none. */
export function Id({ id, area, areas, isShort = false }: IdProps): VNode {
  const label = isShort ? shortened(id) : id
  const text = (
    <code class="id" title={label === id ? undefined : id}>
      {label}
    </code>
  )
  const isOpen = areas.some(({ path }) => path === area) && !isOwnClient(id)
  return isOpen ? <a href={`${area}/${encodeURIComponent(id)}`}>{text}</a> : text
}

const areasOfActors: Readonly<Record<string, string>> = {
  account: accountsPath,
  operator: accountsPath,
  client: clientsPath,
  api_key: apiKeysPath,
}

/** Operators of the command line have a name instead of an id, and no page. */
export function areaOfActor({ kind, id }: EventDocument['actor']): string | undefined {
  return kind === 'operator' && !uuid.test(id ?? '') ? undefined : areasOfActors[kind]
}
