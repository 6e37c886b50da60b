/** The end of the ledger, watched for all tails of this node together. */

import type { Db } from '../store/db.ts'
import { followList, type Watch } from '../store/follow.ts'
import type { Warn } from '../store/poll.ts'
import { followEvents, type PlacedEvent, placeNow } from './follow.ts'

export type LedgerWatch = Watch<readonly PlacedEvent[]>

export function openLedgerWatch(db: Db, warn: Warn): LedgerWatch {
  return followList(
    {
      placeNow: () => placeNow(db),
      readOn: async (place) => {
        const { events } = await followEvents(db, place)
        const last = events.at(-1)
        return last === undefined ? { place, page: null } : { place: last, page: events }
      },
      isLost: () => false,
    },
    { milliseconds: 500, most: 200, mostPerCaller: 20, warn },
  )
}
