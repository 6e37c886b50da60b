/** Ending the wait in one browser, whose person has shown who they are. */

import { type Db, write } from '../store/db.ts'
import { subjectOf } from './tally.ts'

/** From the row on the browser is one that the account knows, until it is forgotten. */
const letIn = write(
  'let_browser_in',
  `INSERT INTO failed_tries (subject, device, standing, counted_at, free_at)
   VALUES ($1, $2, 0, clock_timestamp(), clock_timestamp())
   ON CONFLICT (subject, device) DO UPDATE SET standing = 0, counted_at = excluded.counted_at,
     free_at = excluded.free_at`,
)

type Browser = {
  readonly key: Uint8Array
  /** Normalised. */
  readonly email: string
  /** The SHA-256 of the device cookie, in hex. */
  readonly device: string
}

/** Whatever strangers try elsewhere, its person can sign in there. Nobody else can see it. */
export async function letBrowserIn(tx: Db, { key, email, device }: Browser): Promise<void> {
  await tx.rows(letIn, [subjectOf(key, 'account', email), Buffer.from(device, 'hex')])
}
