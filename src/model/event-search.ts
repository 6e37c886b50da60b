/** What one may look for in the ledger, and the few rules of it. Null and empty mean: whatever. */

import { type EventType, eventTypes } from './event.ts'
import { type Severity, severityOf } from './event-catalogue.ts'
import { isEventType } from './event-document.ts'

export type EventFilter = {
  /** Null: of every type. Empty: of none. */
  readonly types: readonly EventType[] | null
  readonly outcome: 'success' | 'failure' | null
  readonly actorId: string | null
  readonly accountId: string | null
  readonly sessionId: string | null
  readonly clientId: string | null
  /** Of which browser it came, by the id under which the account knows it. */
  readonly deviceId: string | null
  /** An address, or a prefix of one. */
  readonly network: string | null
}

/** From its first moment on, up to but without its last. */
export type Period = { readonly from: Date | null; readonly to: Date | null }

/** A place between events in the order of time: before the event of this time and id. */
export type TimePlace = { readonly at: string; readonly id: string }

const everyType = Object.keys(eventTypes).filter(isEventType)

/** The types asked for that are as grave as asked for. */
export function typesAsked(
  types: readonly EventType[] | undefined,
  severities: readonly Severity[] | undefined,
): readonly EventType[] | null {
  if (severities === undefined) return types ?? null
  return (types ?? everyType).filter((type) => severities.includes(severityOf(type)))
}

/** No event is older, and no later moment can be written. */
const earliest = Date.UTC(2000, 0, 1)
const latest = Date.UTC(9999, 11, 31)

/** What is wrong with it, or null. */
export function faultOfPeriod({ from, to }: Period): string | null {
  for (const [name, moment] of Object.entries({ from, to })) {
    const time = moment?.getTime() ?? earliest
    if (!(time >= earliest && time <= latest)) return `${name}: between the years 2000 and 9999`
  }
  return from !== null && to !== null && from >= to ? 'from: before to' : null
}

/** Wider ones are no network that anyone looks for. */
const shortestPrefix = { 4: 8, 6: 16 } as const

/** An address, or a prefix of one; what is wrong with it, or null. */
export function faultOfNetwork(network: string, version: 4 | 6 | null): string | null {
  const [, bits, ...more] = network.split('/')
  const longest = version === 4 ? 32 : 128
  const isBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest)
  // A zone means something to one machine alone.
  const isPlain = isBits && more.length === 0 && !network.includes('%')
  if (version === null || !isPlain) return 'network: an address, or a prefix'
  const shortest = shortestPrefix[version]
  if (bits !== undefined && Number(bits) < shortest) return `network: at least /${shortest}`
  return null
}

/** For a cursor. */
export function writePlace({ at, id }: TimePlace): string {
  return `${at} ${id}`
}

export function readPlace(text: string): TimePlace {
  const [at = '', id = ''] = text.split(' ')
  return { at, id }
}
