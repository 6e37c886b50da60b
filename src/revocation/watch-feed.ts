/** Looking at the feed for all followers of this node together: one statement a look. */

import { DomainError, isDomainError } from '../base/errors.ts'
import type { FeedPlace } from '../model/feed-place.ts'
import type { Db } from '../store/db.ts'
import { outsideWork } from '../store/unit-of-work.ts'
import { type FeedPage, feedPlaceNow, readFeed } from './read-feed.ts'

/** Null: nothing more will be told here; the follower comes again. */
export type FeedListener = (page: FeedPage | null) => void

export type FeedWatch = {
  /**
   * Tells what is revoked from now on, some of it perhaps twice, and once a second that nothing
   * was. Answers how to stop. Throws `too_busy` when nobody more can listen here.
   */
  readonly listen: (listener: FeedListener) => Promise<() => void>
  readonly close: () => void
}

const lookMilliseconds = 250
/** How many looks without anything new until that is told. */
const quietLooks = 4
const mostListeners = 2_000
const mostALook = 5_000

/** `told` hears how old each entry was, in milliseconds, when it was told for the first time here. */
export function openFeedWatch(db: Db, told?: (ages: readonly number[]) => void): FeedWatch {
  const listeners = new Set<FeedListener>()
  const tell = (page: FeedPage | null) => {
    for (const listener of [...listeners]) listener(page)
    if (page !== null && page.ages.length > 0) told?.(page.ages)
  }
  const reading = readTogether(db, tell)
  let isLooking = false
  let isClosed = false
  const timer = setInterval(() => {
    if (isLooking) return
    if (listeners.size === 0) return reading.rest()
    isLooking = true
    void outsideWork(reading.look).finally(() => {
      isLooking = false
    })
  }, lookMilliseconds).unref()

  return {
    listen: async (listener) => {
      if (isClosed) throw new DomainError('too_busy', 'this node is stopping')
      if (listeners.size >= mostListeners) {
        throw new DomainError('too_busy', 'too many follow already')
      }
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
function readTogether(db: Db, tell: FeedListener) {
  let place: Promise<FeedPlace> | null = null
  let quiet = 0
  const rest = () => {
    place = null
  }
  const begin = async () => {
    place ??= feedPlaceNow(db)
    await place.catch((error: unknown) => {
      rest()
      throw error
    })
  }
  const read = async () => {
    await begin()
    const page = await readFeed(db, { after: await place, most: mostALook })
    place = Promise.resolve(page.place)
    quiet = isQuiet(page) ? quiet + 1 : 0
    if (quiet % quietLooks === 0) tell(page)
  }
  /** While the store is away nothing is told: followers see how old their knowledge grows. */
  const failed = (error: unknown) => {
    if (!isDomainError(error, 'cursor_unknown')) return
    rest()
    tell(null)
  }
  return { begin, rest, look: () => read().catch(failed) }
}

function isQuiet({ entries, more }: FeedPage): boolean {
  return entries.length === 0 && !more
}
