/** One event of the ledger in the words of the console, as lists and its own page show it. */

import type { ComponentChildren, VNode } from 'preact'
import { eventTypes } from '../../../model/event.ts'
import { type EventDocument, isEventType } from '../../../model/event-document.ts'
import { isOwnClient } from '../../../model/own-client.ts'
import { Badge, type Mood } from '../../ui/facts.tsx'
import { accountsPath, apiKeysPath, clientsPath } from '../addresses.ts'
import type { Area } from '../areas.ts'

/** As the admin API answers it. */
export type ShownEvent = EventDocument

export type SealedEvent = ShownEvent & {
  readonly seal: {
    readonly block: number
    readonly sealed_at: string
    readonly intact: boolean
  } | null
}

export const severities: Readonly<Record<ShownEvent['severity'], Mood>> = {
  alert: 'bad',
  warning: 'warn',
  notice: 'quiet',
  info: 'quiet',
}

export function SeverityBadge({ severity }: Pick<ShownEvent, 'severity'>): VNode {
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

export function kindOf({ actor }: Pick<ShownEvent, 'actor'>): string {
  return kinds[actor.kind] ?? actor.kind
}

/** Where there is little room: of a UUID the end, which is the random part of it. */
function shortened(id: string): string {
  if (uuid.test(id)) return `…${id.slice(-12)}`
  return id.length > 16 ? `${id.slice(0, 12)}…` : id
}

type IdProps = {
  readonly id: string
  /** The area where the thing has a page of its own. */
  readonly area?: string
  readonly areas: readonly Area[]
  /** Whether there is room for the end of it only. */
  readonly isShort?: boolean
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** It leads to the thing where this operator can open it; this server as its own client has no page. */
export function Id({ id, area, areas, isShort = false }: IdProps): VNode {
  const shown: ComponentChildren = isShort ? shortened(id) : id
  const text = (
    <code class="id" title={shown === id ? undefined : id}>
      {shown}
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

/** Some operators are names of the command line, which have no page. */
export function areaOfActor({ kind, id }: ShownEvent['actor']): string | undefined {
  return kind === 'operator' && !uuid.test(id ?? '') ? undefined : areasOfActors[kind]
}
