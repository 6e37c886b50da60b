/** Counting what happens and how much there is, on every node: whoever comes first does it for all. */

import type { Logger } from 'pino'
import { countAllEvents } from '../statistics/count-events.ts'
import { takeGauges } from '../statistics/gauges.ts'
import type { Db } from '../store/db.ts'
import { type Rounds, startRounds } from './rounds.ts'

const secondsBetweenRounds = 2
const secondsAfterFailure = 10

export function startCounting({ db, log }: { db: Db; log: Logger }): Rounds {
  return startRounds(async (signal) => {
    try {
      await countAllEvents(db, signal)
      await takeGauges(db)
      return secondsBetweenRounds
    } catch (error) {
      log.warn({ err: error }, 'counting will be tried again')
      return secondsAfterFailure
    }
  })
}
