/** Ends the wait in one browser after the person proved who they are there. */

import { type Db, write } from '../store/db.ts'
import { subjectOf } from './tally.ts'

/** While this row exists, the account knows the browser. */
const addKnownBrowser = write(
  'let_browser_in',
  `INSERT INTO failed_tries (subject, device, standing, counted_at, free_at)
   VALUES ($1, $2, 0, clock_timestamp(), clock_timestamp())
   ON CONFLICT (subject, device) DO UPDATE SET standing = 0, counted_at = excluded.counted_at,
     free_at = excluded.free_at`,
)

type Browser = {
  readonly key: Uint8Array
  /** The normalised address. */
  readonly email: string
  /** The SHA-256 of the device cookie, in hex. */
  readonly device: string
}

/** The person can then sign in there, whatever others try elsewhere. */
export async function trustBrowser(tx: Db, { key, email, device }: Browser): Promise<void> {
  await tx.rows(addKnownBrowser, [subjectOf(key, 'account', email), Buffer.from(device, 'hex')])
}
