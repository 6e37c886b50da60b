/** The document of one page of the revocation feed. */

import { writePlace } from '../model/feed-place.ts'
import type { FeedPage } from '../revocation/read-feed.ts'
import type { FeedDocument } from './documents.ts'

/** The store writes the fields of each entry; they depend on its `kind`. */
type BuiltFeed = Omit<FeedDocument, 'entries'> & { readonly entries: FeedPage['entries'] }

export function toFeed({ place, asOf, entries, more }: FeedPage): BuiltFeed {
  return { cursor: writePlace(place), as_of: asOf, entries, more }
}
