/**
 * Records refusals at a bounded rate, so that an attacker who is refused again and again cannot fill
 * the disk. Refusals over the limit are counted, and the count is recorded. A request is refused
 * whether or not its refusal could be recorded.
 */

import { networkOf } from '../model/binding.ts'
import type { EventType, LedgerEvent } from '../model/event.ts'
import type { Db } from '../store/db.ts'
import { count, currentOrigin, outsideWork } from '../store/unit-of-work.ts'
import { type PlacedEvent, placedEventAppender } from './append.ts'

export type Refusals = {
  /** Never throws, and waits only a moment. */
  readonly record: (event: LedgerEvent) => Promise<void>
  /** Records the counts and starts a new window. */
  readonly turn: () => Promise<void>
  readonly close: () => Promise<void>
}

const windowMilliseconds = 60_000
const limits: RefusalLimits = { perSource: 60, sources: 1_000, altogether: 3_000 }
/** A response waits for its record, but not for a database that hangs. */
const patienceMilliseconds = 500

export function openRefusals(db: Db, bounds: RefusalLimits = limits): Refusals {
  const append = placedEventAppender(db, { lanes: 1 })
  const underWay = new Set<Promise<void>>()
  let window = openRefusalWindow(bounds)

  const record = async (event: LedgerEvent) => {
    const origin = currentOrigin()
    const network = networkOf(origin.network)
    if (!window.admits(event.type, network)) return
    count('write')
    count('commit')
    const writing = outsideWork(() => append({ event, origin })).catch(() => {
      window.fold(event.type, network)
    })
    underWay.add(writing)
    void writing.finally(() => underWay.delete(writing))
    await orLate(writing)
  }

  const turn = async () => {
    const folded = window.folded()
    window = openRefusalWindow(bounds)
    const lost = folded.map((one) =>
      outsideWork(() => append(foldedEvent(one))).catch(() => {
        window.fold(one.type, one.network, one.count)
      }),
    )
    await Promise.all(lost)
  }

  const timer = setInterval(() => void turn(), windowMilliseconds).unref()
  const close = async () => {
    clearInterval(timer)
    await Promise.all(underWay)
    await turn()
  }
  return { record, turn, close }
}

async function orLate(writing: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, patienceMilliseconds)
  await Promise.race([writing, late.promise])
  clearTimeout(timer)
}

function foldedEvent({ type, network, count: times }: RefusalCount): PlacedEvent {
  return {
    event: {
      type: 'refusals.folded',
      outcome: 'failure',
      actor: { kind: 'nobody' },
      details: { of: type, count: times },
    },
    origin: { network, userAgent: null, device: null, requestId: null },
  }
}

type RefusalLimits = {
  /** How many of one type from one network are recorded. */
  readonly perSource: number
  /** How many networks are counted separately; all further ones share one count per type. */
  readonly sources: number
  /** How many are recorded in total. */
  readonly altogether: number
}

type RefusalCount = {
  readonly type: EventType
  /** Null if unknown, or beyond the number of separate networks. */
  readonly network: string | null
  readonly count: number
}

type RefusalWindow = {
  /** Whether this one is recorded; if not, it is counted. */
  readonly admits: (type: EventType, network: string | null) => boolean
  /** Counts refusals that could not be recorded. */
  readonly fold: (type: EventType, network: string | null, count?: number) => void
  readonly folded: () => readonly RefusalCount[]
}

type Tally = {
  readonly type: EventType
  readonly network: string | null
  written: number
  count: number
}

/** One minute: decides which refusals are recorded and counts the rest. Writes nothing. */
export function openRefusalWindow(limits: RefusalLimits): RefusalWindow {
  const tallies = new Map<string, Tally>()
  const networks = new Set<string>()
  let written = 0

  const tallyOf = (type: EventType, from: string | null): Tally => {
    const network =
      from !== null && (networks.has(from) || networks.size < limits.sources) ? from : null
    if (network !== null) networks.add(network)
    const key = `${type} ${network}`
    const tally = tallies.get(key) ?? { type, network, written: 0, count: 0 }
    tallies.set(key, tally)
    return tally
  }

  return {
    admits: (type, network) => {
      const tally = tallyOf(type, network)
      const isWritten = tally.written < limits.perSource && written < limits.altogether
      if (isWritten) {
        tally.written += 1
        written += 1
      } else tally.count += 1
      return isWritten
    },
    fold: (type, network, count = 1) => {
      tallyOf(type, network).count += count
    },
    folded: () => [...tallies.values()].filter(({ count }) => count > 0),
  }
}
