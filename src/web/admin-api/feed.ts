/** The revocation feed as documents: one page, from a cursor on. */

import { DomainError } from '../../base/errors.ts'
import { toFeed } from '../../contract/feed.ts'
import { type FeedPlace, readPlace } from '../../model/feed-place.ts'
import { readFeed } from '../../revocation/read-feed.ts'
import type { Db } from '../../store/db.ts'
import { type Operation, operation } from './operation.ts'

export function feedOperations(db: Db): readonly Operation[] {
  return [
    operation('readRevocations', async ({ params: { after, limit } }) => {
      const page = await readFeed(db, { after: placeOf(after), most: limit })
      return { status: 200, body: toFeed(page) }
    }),
  ]
}

/** Throws `cursor_unknown` for a forged cursor, so that its follower begins again. */
export function placeOf(cursor: string | undefined): FeedPlace | null {
  if (cursor === undefined) return null
  const place = readPlace(cursor)
  if (place === null) throw new DomainError('cursor_unknown', 'no cursor of this feed')
  return place
}
