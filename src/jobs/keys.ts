/** What becomes of signing keys by themselves, on every node: whoever comes first does it for all. */

import type { Logger } from 'pino'
import { type Advancing, advanceKeys } from '../keys/advance.ts'
import type { Db } from '../store/db.ts'
import { type Rounds, startRounds } from './rounds.ts'

const secondsBetweenRounds = 5

export type KeyRounds = Advancing & { readonly db: Db; readonly log: Logger }

export function startKeyRounds({ db, log, ...advancing }: KeyRounds): Rounds {
  return startRounds(async () => {
    try {
      const moved = await advanceKeys(db, advancing)
      if (moved > 0) log.info({ keys: moved }, 'signing keys went on with their lives')
    } catch (error) {
      log.warn({ err: error }, 'signing keys will be seen to later')
    }
    return secondsBetweenRounds
  })
}
