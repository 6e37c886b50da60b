/** The criteria of a ledger search, and their rules. Null matches everything. */

import { type EventType, eventTypes } from './event.ts'
import { type Severity, severityOf } from './event-catalogue.ts'
import { isEventType } from './event-document.ts'

export type EventFilter = {
  /** Null matches every type, an empty list none. */
  readonly types: readonly EventType[] | null
  readonly outcome: 'success' | 'failure' | null
  readonly actorId: string | null
  readonly accountId: string | null
  readonly sessionId: string | null
  readonly clientId: string | null
  /** The browser it came from, by its id in the account's device list. */
  readonly deviceId: string | null
  /** An address or a CIDR prefix. */
  readonly network: string | null
}

/** Includes `from`, excludes `to`. */
export type Period = { readonly from: Date | null; readonly to: Date | null }

/** A position in time order: just before the event with this time and id. */
export type TimePlace = { readonly at: string; readonly id: string }

const everyType = Object.keys(eventTypes).filter(isEventType)

/** The requested types that have the requested severity. */
export function typesAsked(
  types: readonly EventType[] | undefined,
  severities: readonly Severity[] | undefined,
): readonly EventType[] | null {
  if (severities === undefined) return types ?? null
  return (types ?? everyType).filter((type) => severities.includes(severityOf(type)))
}

/** No event is older than this. */
const earliest = Date.UTC(2000, 0, 1)
const latest = Date.UTC(9999, 11, 31)

/** The fault as a sentence, or null. */
export function faultOfPeriod({ from, to }: Period): string | null {
  for (const [name, moment] of Object.entries({ from, to })) {
    const time = moment?.getTime() ?? earliest
    if (!(time >= earliest && time <= latest)) return `${name}: between the years 2000 and 9999`
  }
  return from !== null && to !== null && from >= to ? 'from: before to' : null
}

/** Shorter prefixes are refused: nobody searches for a network that wide. */
const shortestPrefix = { 4: 8, 6: 16 } as const

/** The fault of an address or prefix as a sentence, or null. */
export function faultOfNetwork(network: string, version: 4 | 6 | null): string | null {
  const [, bits, ...more] = network.split('/')
  const longest = version === 4 ? 32 : 128
  const isBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest)
  // A zone means something on one machine only.
  const isPlain = isBits && more.length === 0 && !network.includes('%')
  if (version === null || !isPlain) return 'network: an address, or a prefix'
  const shortest = shortestPrefix[version]
  if (bits !== undefined && Number(bits) < shortest) return `network: at least /${shortest}`
  return null
}

/** Encodes a position for a cursor. */
export function writePlace({ at, id }: TimePlace): string {
  return `${at} ${id}`
}

export function readPlace(text: string): TimePlace {
  const [at = '', id = ''] = text.split(' ')
  return { at, id }
}
