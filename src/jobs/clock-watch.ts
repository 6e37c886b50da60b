/** Looking whether the clocks agree, now and then: a wrong one makes tokens live too long or not at all. */

import { readClocks } from '../ledger/clocks.ts'
import { faultOfClocks } from '../model/clocks.ts'
import type { Db } from '../store/db.ts'
import { type Rounds, startRounds } from './rounds.ts'
import { type WatchTools, watched } from './watched.ts'

const secondsBetweenRounds = 30

const about = { control: 'clock', trouble: 'the clocks do not agree' } as const

export function startClockWatch(options: WatchTools & { readonly db: Db }): Rounds {
  return startRounds(async () => {
    await watched(options, about, () => check(options.db))
    return secondsBetweenRounds
  })
}

async function check(db: Db): Promise<true> {
  const fault = faultOfClocks(await readClocks(db))
  if (fault !== null) throw new Error(fault)
  return true
}
