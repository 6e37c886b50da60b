/** Removing what is expired, on every node, in small steps, with nobody's cron. */

import { forgetOldLinks } from '../accounts/find-link.ts'
import { forgetGuests } from '../accounts/forget-guests.ts'
import { type Retention, retainLedger } from '../ledger/retain.ts'
import { adoptRestored, forgetSpent } from '../revocation/feed.ts'
import { forgetNotices } from '../revocation/list-notices.ts'
import { requeueLostNotices } from '../revocation/resend-notice.ts'
import { forgetOldSessions, sweepSessions, turnPartitions } from '../sessions/sweep.ts'
import { sweepRevocations } from '../sessions/sweep-revocations.ts'
import { tidyCounts } from '../statistics/count-events.ts'
import { forgetAnswers } from '../store/answers.ts'
import type { Db } from '../store/db.ts'
import { forgetFailedTries } from '../throttle/forget.ts'
import { forgetPendingRequests } from '../tokens/pending-requests.ts'
import { type Rounds, startRounds } from './rounds.ts'
import { type WatchTools, watched } from './watched.ts'

const mostAStep = 100
/** Spent rows of the feed go without a second look, and must not come faster than they go. */
const mostSpentAStep = 1_000
const mostStepsARound = 20
const secondsBetweenRounds = 5
/** While many sessions are being ended, they are not kept waiting. */
const secondsBetweenBusyRounds = 0.5
/** Partitions and old rows change by the day; an hour is often enough. */
const roundsBetweenTurns = 720

export type CleanUpOptions = WatchTools & {
  readonly db: Db
  /** Null: the ledger is kept for ever. */
  readonly retention: Retention | null
}

const cleaning = { control: 'clean_up', trouble: 'clean-up will try again' } as const
const keeping = { control: 'housekeeping', trouble: 'housekeeping will try again' } as const
const retaining = { control: 'retention', trouble: 'a month of the ledger stays' } as const

/** A failure of one task does not keep the others from running. */
export function startCleanUp(options: CleanUpOptions): Rounds {
  const { db, retention } = options
  let rounds = 0
  return startRounds(async (signal) => {
    const running = { db, signal }
    const left = await watched(options, cleaning, () => cleanUp(running))
    if (rounds % roundsBetweenTurns === 0) {
      await watched(options, keeping, () => turn(running))
      if (retention !== null) await watched(options, retaining, () => retainLedger(db, retention))
    }
    rounds += 1
    return left === 'busy' ? secondsBetweenBusyRounds : secondsBetweenRounds
  })
}

type Running = { readonly db: Db; readonly signal: AbortSignal }

/** `busy`: more is left to be marked of what was revoked. */
async function cleanUp({ db, signal }: Running): Promise<'busy' | 'done'> {
  const isBusy = await inSteps(() => sweepRevocations(db, mostAStep), signal, 1)
  await inSteps(() => sweepSessions(db, mostAStep), signal)
  await inSteps(() => forgetSpent(db, mostSpentAStep), signal, mostSpentAStep)
  await inSteps(() => forgetPendingRequests(db, mostSpentAStep), signal, mostSpentAStep)
  // A busy shop has more of them in a day than there are people.
  await inSteps(() => forgetGuests(db, mostAStep), signal)
  return isBusy ? 'busy' : 'done'
}

async function turn({ db, signal }: Running): Promise<true> {
  await turnPartitions(db)
  await tidyCounts(db)
  await adoptRestored(db)
  await inSteps(() => forgetOldSessions(db, mostAStep), signal)
  await inSteps(() => forgetOldLinks(db, mostAStep), signal)
  await inSteps(() => forgetAnswers(db, mostSpentAStep), signal, mostSpentAStep)
  await inSteps(() => forgetFailedTries(db, mostSpentAStep), signal, mostSpentAStep)
  await inSteps(() => forgetNotices(db, mostSpentAStep), signal, mostSpentAStep)
  await inSteps(() => requeueLostNotices(db, mostAStep), signal)
  return true
}

/** Whether it stopped with more to do. */
async function inSteps(
  step: () => Promise<number>,
  signal: AbortSignal,
  full = mostAStep,
): Promise<boolean> {
  for (let steps = 0; steps < mostStepsARound && !signal.aborted; steps += 1) {
    if ((await step()) < full) return false
  }
  return true
}
