/** Handing the ledger's seals to the operator's receiver. Sealing never waits for it. */

import type { Logger } from 'pino'
import { postSeals } from '../audit/post-seals.ts'
import type { PublishedSeal } from '../audit/publish.ts'
import type { Db } from '../store/db.ts'
import { type Rounds, startRounds } from './rounds.ts'

export type SealPostOptions = {
  readonly db: Db
  readonly log: Logger
  /** Of the operator's own choosing: it may be an internal one. */
  readonly url: string
}

const secondsBetweenRounds = 1
const longestWaitSeconds = 60
const patienceMilliseconds = 5_000

/** After each failure it waits twice as long, so that a receiver that is down is not hammered. */
export function startSealPosts({ db, log, url }: SealPostOptions): Rounds {
  let seconds = secondsBetweenRounds
  return startRounds(async (signal) => {
    const hand = (seals: readonly PublishedSeal[]) => post(url, seals, signal)
    try {
      while (await postSeals(db, { url, hand })) seconds = secondsBetweenRounds
      seconds = secondsBetweenRounds
    } catch (error) {
      seconds = Math.min(seconds * 2, longestWaitSeconds)
      if (!signal.aborted)
        log.warn({ err: error, seconds }, 'PARLEY_SEAL_URL did not take the seals')
    }
    return seconds
  })
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
