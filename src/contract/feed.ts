/** The document of one page of the revocation feed. */

import { writePlace } from '../model/feed-place.ts'
import type { FeedPage } from '../revocation/read-feed.ts'
import type { FeedDocument } from './documents.ts'

/** Verifiers read each entry by its `kind`; the store wrote its fields. */
type BuiltFeed = Omit<FeedDocument, 'entries'> & { readonly entries: FeedPage['entries'] }

export function toFeed({ place, asOf, entries, more }: FeedPage): BuiltFeed {
  return { cursor: writePlace(place), as_of: asOf, entries, more }
}
