/** Handing the ledger's seals to the operator's receiver. Sealing never waits for it. */

import type { PublishedSeal } from '../ledger/publish.ts'
import { postSeals } from '../ledger/publish.ts'
import type { Db } from '../store/db.ts'
import { type Rounds, startRounds } from './rounds.ts'
import { type WatchTools, watched } from './watched.ts'

export type SealPostOptions = WatchTools & {
  readonly db: Db
  /** Chosen by the operator, so it may be an internal address. */
  readonly url: string
}

const secondsBetweenRounds = 1
const longestWaitSeconds = 60
const patienceMilliseconds = 5_000

const about = { control: 'seal_url', trouble: 'PARLEY_SEAL_URL did not take the seals' } as const

/** After each failure it waits twice as long, so that a receiver that is down is not hammered. */
export function startSealPosts(options: SealPostOptions): Rounds {
  let seconds = secondsBetweenRounds
  return startRounds(async (signal) => {
    const isDone = await watched(options, about, () => postAll(options, signal))
    seconds = isDone === null ? Math.min(seconds * 2, longestWaitSeconds) : secondsBetweenRounds
    return seconds
  })
}

/** A request that a stop interrupts is no failure. */
async function postAll({ db, url }: SealPostOptions, stop: AbortSignal): Promise<true> {
  const hand = (seals: readonly PublishedSeal[]) => post(url, seals, stop)
  try {
    while (await postSeals(db, { url, hand }));
  } catch (error) {
    if (!stop.aborted) throw error
  }
  return true
}

/** In words of its own, so that a receiver that is away is not taken for the database. */
async function post(url: string, seals: readonly PublishedSeal[], stop: AbortSignal) {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(patienceMilliseconds)])
  const body = JSON.stringify({ seals })
  const headers = { 'content-type': 'application/json' }
  const sent = fetch(url, { method: 'POST', redirect: 'manual', headers, body, signal })
  const answer = await sent.catch((cause: unknown) => {
    throw new Error('the receiver does not answer', { cause })
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`the receiver answered ${answer.status}`)
}
