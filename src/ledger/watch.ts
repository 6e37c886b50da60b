/** Looking at the end of the ledger for all tails of this node together: one statement a look. */

import { DomainError } from '../base/errors.ts'
import type { Db } from '../store/db.ts'
import { outsideWork } from '../store/unit-of-work.ts'
import type { Position } from './events.ts'
import { followEvents, type PlacedEvent, placeNow } from './follow.ts'

/** Null: nothing more will be told here; the listener comes again. */
export type TailListener = (events: readonly PlacedEvent[] | null) => void

export type LedgerWatch = {
  /**
   * Tells what comes from a place on that is not after the end of the ledger now. Answers how to
   * stop. Throws `too_busy` when nobody more can listen here.
   */
  readonly listen: (listener: TailListener) => Promise<() => void>
  readonly close: () => void
}

const lookMilliseconds = 500
const mostListeners = 200

export function openLedgerWatch(db: Db): LedgerWatch {
  const listeners = new Set<TailListener>()
  const tell: TailListener = (events) => {
    for (const listener of [...listeners]) listener(events)
  }
  const reading = readTogether(db, tell)
  let isLooking = false
  let isClosed = false
  const timer = setInterval(() => {
    if (isLooking) return
    if (listeners.size === 0) return reading.rest()
    isLooking = true
    // While the store is away nobody knows anything new; the next look tells.
    void outsideWork(reading.look)
      .catch(() => undefined)
      .finally(() => {
        isLooking = false
      })
  }, lookMilliseconds).unref()

  return {
    listen: async (listener) => {
      if (isClosed) throw new DomainError('too_busy', 'this node is stopping')
      if (listeners.size >= mostListeners) throw new DomainError('too_busy', 'too many follow')
      listeners.add(listener)
      try {
        await outsideWork(reading.begin)
      } catch (error) {
        listeners.delete(listener)
        throw error
      }
      return () => listeners.delete(listener)
    },
    close: () => {
      isClosed = true
      clearInterval(timer)
      tell(null)
    },
  }
}

/** One place for all. It rests when nobody listens: the next listener begins it anew. */
function readTogether(db: Db, tell: TailListener) {
  let place: Promise<Position> | null = null
  const rest = () => {
    place = null
  }
  const begin = async (): Promise<Position> => {
    place ??= placeNow(db)
    try {
      return await place
    } catch (error) {
      rest()
      throw error
    }
  }
  const look = async () => {
    const { events } = await followEvents(db, await begin())
    const last = events.at(-1)
    if (last === undefined) return
    place = Promise.resolve(last)
    tell(events)
  }
  return { begin, rest, look }
}
