/** Removing what is expired, on every node, in small steps, with nobody's cron. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { forgetOldLinks } from '../accounts/find-link.ts'
import { forgetGuests } from '../accounts/forget-guests.ts'
import { adoptRestored, forgetSpent } from '../revocation/feed.ts'
import { forgetNotices } from '../revocation/list-notices.ts'
import { requeueLostNotices } from '../revocation/resend-notice.ts'
import { forgetOldSessions, sweepSessions, turnPartitions } from '../sessions/sweep.ts'
import { sweepRevocations } from '../sessions/sweep-revocations.ts'
import type { Db } from '../store/db.ts'

export type CleanUp = { readonly stop: () => Promise<void> }

const mostAStep = 100
/** Spent rows of the feed go without a second look, and must not come faster than they go. */
const mostSpentAStep = 1_000
const mostStepsARound = 20
const secondsBetweenRounds = 5
/** Partitions and old rows change by the day; an hour is often enough. */
const roundsBetweenTurns = 720

export function startCleanUp({ db, log }: { db: Db; log: Logger }): CleanUp {
  const stopping = new AbortController()
  const running = run({ db, log, signal: stopping.signal })
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

type Running = { readonly db: Db; readonly log: Logger; readonly signal: AbortSignal }

async function run({ db, log, signal }: Running): Promise<void> {
  for (let round = 0; !signal.aborted; round += 1) {
    try {
      await cleanUp(db, { turns: round % roundsBetweenTurns === 0, signal })
    } catch (error) {
      log.warn({ err: error }, 'clean-up will try again')
    }
    // Aborting is how the wait ends early.
    await sleep(secondsBetweenRounds * 1000, null, { ref: false, signal }).catch(() => null)
  }
}

async function cleanUp(
  db: Db,
  { turns, signal }: { turns: boolean; signal: AbortSignal },
): Promise<void> {
  await inSteps(() => sweepRevocations(db, mostAStep), signal, 1)
  await inSteps(() => sweepSessions(db, mostAStep), signal)
  await inSteps(() => forgetSpent(db, mostSpentAStep), signal, mostSpentAStep)
  // A busy shop has more of them in a day than there are people.
  await inSteps(() => forgetGuests(db, mostAStep), signal)
  if (!turns) return
  await turnPartitions(db)
  await adoptRestored(db)
  await inSteps(() => forgetOldSessions(db, mostAStep), signal)
  await inSteps(() => forgetOldLinks(db, mostAStep), signal)
  await inSteps(() => forgetNotices(db, mostSpentAStep), signal, mostSpentAStep)
  await inSteps(() => requeueLostNotices(db, mostAStep), signal)
}

async function inSteps(
  step: () => Promise<number>,
  signal: AbortSignal,
  full = mostAStep,
): Promise<void> {
  for (let steps = 0; steps < mostStepsARound && !signal.aborted; steps += 1) {
    if ((await step()) < full) return
  }
}
