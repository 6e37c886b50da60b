/**
 * Listeners of this node that follow one growing list from its end: one statement a look serves
 * all of them. It rests while nobody listens.
 */

import { DomainError } from '../base/errors.ts'
import { openSeats } from '../base/seats.ts'
import { poll, type Warn } from './poll.ts'
import { outsideWork } from './unit-of-work.ts'

export type List<Place, Page> = {
  readonly placeNow: () => Promise<Place>
  /** Where to read on, and the page for the listeners; a null page is not worth telling. */
  readonly readOn: (place: Place) => Promise<{ readonly place: Place; readonly page: Page | null }>
  /** Whether the place means nothing any more, so that all listeners must begin again. */
  readonly isLost: (error: unknown) => boolean
}

export type FollowOptions = {
  readonly milliseconds: number
  readonly most: number
  /** How many of them may be of one caller. */
  readonly mostPerCaller: number
  readonly warn: Warn
}

/** Null: this node tells nothing more, and the listener comes again. */
export type Listener<Page> = (page: Page | null) => void

export type Watch<Page> = {
  /**
   * Tells what comes from a place on that is not after the end of the list now. Answers how to
   * stop. Throws `too_busy` when no more can listen here, or none of this caller.
   */
  readonly listen: (listener: Listener<Page>, caller: string) => Promise<() => void>
  readonly close: () => void
}

export function followList<Place, Page>(
  list: List<Place, Page>,
  { milliseconds, most, mostPerCaller, warn }: FollowOptions,
): Watch<Page> {
  const listeners = new Set<Listener<Page>>()
  const seats = openSeats()
  const tell: Listener<Page> = (page) => {
    for (const listener of [...listeners]) listener(page)
  }
  const reader = readerOf(list, tell)
  const look = async () => (listeners.size === 0 ? reader.rest() : reader.look())
  const stop = poll(look, { milliseconds, warn })
  let isClosed = false

  return {
    listen: async (listener, caller) => {
      if (isClosed) throw new DomainError('too_busy', 'this node is stopping')
      const standUp = seats.take([
        { name: `caller ${caller}`, most: mostPerCaller },
        { name: 'node', most },
      ])
      const leave = () => {
        listeners.delete(listener)
        standUp()
      }
      listeners.add(listener)
      try {
        await outsideWork(reader.begin)
      } catch (error) {
        leave()
        throw error
      }
      return leave
    },
    close: () => {
      isClosed = true
      stop()
      tell(null)
    },
  }
}

/** Keeps one place for all listeners. */
function readerOf<Place, Page>(
  { placeNow, readOn, isLost }: List<Place, Page>,
  tell: Listener<Page>,
) {
  let known: Promise<Place> | null = null
  const rest = () => {
    known = null
  }
  const begin = async (): Promise<Place> => {
    known ??= placeNow()
    try {
      return await known
    } catch (error) {
      rest()
      throw error
    }
  }
  const look = async () => {
    try {
      const { place, page } = await readOn(await begin())
      known = Promise.resolve(place)
      if (page !== null) tell(page)
    } catch (error) {
      if (!isLost(error)) throw error
      rest()
      tell(null)
    }
  }
  return { begin, rest, look }
}
