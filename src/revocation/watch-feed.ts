/** Watches the end of the feed for all followers of this node together. */

import { isDomainError } from '../base/errors.ts'
import type { Db } from '../store/db.ts'
import { followList, type Watch } from '../store/follow.ts'
import type { Warn } from '../store/poll.ts'
import { type FeedPage, feedPlaceNow, readFeed } from './read-feed.ts'

/** May deliver an entry twice, and once a second reports that nothing was revoked. */
export type FeedWatch = Watch<FeedPage>

export type FeedWatchOptions = {
  readonly warn: Warn
  /** Called with the age in milliseconds of each entry when this node first sends it. */
  readonly note?: (ages: readonly number[]) => void
}

const milliseconds = 250
/** After this many polls without news, listeners learn that nothing was revoked. */
const quietLooks = 4
const mostALook = 5_000

export function openFeedWatch(db: Db, { warn, note }: FeedWatchOptions): FeedWatch {
  let quiet = 0
  return followList(
    {
      placeNow: () => feedPlaceNow(db),
      readOn: async (after) => {
        const page = await readFeed(db, { after, most: mostALook })
        quiet = isQuiet(page) ? quiet + 1 : 0
        if (page.ages.length > 0) note?.(page.ages)
        return { place: page.place, page: quiet % quietLooks === 0 ? page : null }
      },
      isLost: (error) => isDomainError(error, 'cursor_unknown'),
    },
    // While the store is unavailable nothing is sent: followers see how old their knowledge is.
    { milliseconds, most: 2_000, mostPerCaller: 200, warn },
  )
}

function isQuiet({ entries, more }: FeedPage): boolean {
  return entries.length === 0 && !more
}
