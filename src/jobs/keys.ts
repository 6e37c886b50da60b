/** Advances signing keys on schedule. Every node runs it, and the first one does it for all. */

import { type Advancing, advanceKeys } from '../keys/advance.ts'
import type { Db } from '../store/db.ts'
import { type Rounds, startRounds } from './rounds.ts'
import { type WatchTools, watched } from './watched.ts'

const secondsBetweenRounds = 5

export type KeyRounds = WatchTools & Advancing & { readonly db: Db }

const about = { control: 'keys', trouble: 'signing keys will be seen to later' } as const

export function startKeyRounds({ db, log, controls, ...advancing }: KeyRounds): Rounds {
  return startRounds(async () => {
    const moved = await watched({ log, controls }, about, () => advanceKeys(db, advancing))
    if (moved !== null && moved > 0) {
      log.info({ keys: moved }, 'signing keys went on with their lives')
    }
    return secondsBetweenRounds
  })
}
