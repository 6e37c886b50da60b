/** Which refusals of one minute are written, and how many only counted. It writes nothing. */

import type { EventType } from '../model/event.ts'

export type RefusalLimits = {
  /** Of one type from one network. */
  readonly perSource: number
  /** How many networks are told apart; what comes from more shares one count a type. */
  readonly sources: number
  /** Of all. */
  readonly altogether: number
}

export type Folded = {
  readonly type: EventType
  /** Null: from nowhere, or from one network too many. */
  readonly network: string | null
  readonly count: number
}

export type RefusalWindow = {
  /** Whether it is written; if not, it is counted. */
  readonly admits: (type: EventType, network: string | null) => boolean
  /** Counts one that could not be written. */
  readonly fold: (type: EventType, network: string | null, count?: number) => void
  readonly folded: () => readonly Folded[]
}

type Tally = {
  readonly type: EventType
  readonly network: string | null
  written: number
  count: number
}

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
