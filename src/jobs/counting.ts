/** Counting what happens and how much there is, on every node: whoever comes first does it for all. */

import type { Logger } from 'pino'
import { countAllEvents } from '../statistics/count-events.ts'
import { takeGauges } from '../statistics/gauges.ts'
import type { Propagation } from '../statistics/propagation.ts'
import type { Db } from '../store/db.ts'
import { type Rounds, startRounds } from './rounds.ts'

const secondsBetweenRounds = 2
const secondsAfterFailure = 10

export type CountingOptions = {
  readonly db: Db
  readonly log: Logger
  readonly propagation: Propagation
}

export function startCounting({ db, log, propagation }: CountingOptions): Rounds {
  return startRounds(async (signal) => {
    try {
      await countAllEvents(db, signal)
      await takeGauges(db)
      await propagation.keep(db)
      return secondsBetweenRounds
    } catch (error) {
      log.warn({ err: error }, 'counting will be tried again')
      return secondsAfterFailure
    }
  })
}
