/** Writing the ledger's seals to the operator's file. Sealing never waits for it. */

import { publishSeals } from '../ledger/publish.ts'
import type { Db } from '../store/db.ts'
import { type Rounds, startRounds } from './rounds.ts'
import { type WatchTools, watched } from './watched.ts'

export type SealFileOptions = WatchTools & { readonly db: Db; readonly path: string }

const secondsBetweenRounds = 1
const secondsAfterFailure = 5

const about = {
  control: 'seal_file',
  trouble: 'seals cannot be published in PARLEY_SEAL_FILE',
} as const

export function startSealFile(options: SealFileOptions): Rounds {
  const { db, path } = options
  return startRounds(async () => {
    const added = await watched(options, about, () => publishSeals(db, path))
    return added === null ? secondsAfterFailure : secondsBetweenRounds
  })
}
