/** Work that is done again and again until the node stops. It knows nothing of the work. */

import { setTimeout as sleep } from 'node:timers/promises'

export type Rounds = {
  /** Answers when the round that is under way is over. */
  readonly stop: () => Promise<void>
}

/** Answers how many seconds to wait before the next. It never throws. */
export type Round = (signal: AbortSignal) => Promise<number>

export function startRounds(round: Round): Rounds {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = run(round, signal)
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

async function run(round: Round, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const seconds = await round(signal)
    // Aborting is how the wait ends early.
    await sleep(seconds * 1000, null, { ref: false, signal }).catch(() => null)
  }
}
