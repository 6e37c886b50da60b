/** Looks at the store again and again at an interval. It knows nothing of what it looks for. */

import { outsideWork } from './unit-of-work.ts'

export type PollOptions = {
  readonly milliseconds: number
  /** Called once for a failure, until a look succeeds or fails in another way. */
  readonly warn: Warn
}

export type Warn = (error: unknown) => void

/** Looks never overlap: while one is in flight, the next is skipped. */
export function poll(look: () => Promise<void>, { milliseconds, warn }: PollOptions): () => void {
  let isLooking = false
  let known: string | null = null
  const turn = async () => {
    if (isLooking) return
    isLooking = true
    try {
      await outsideWork(look)
      known = null
    } catch (error) {
      if (known !== String(error)) warn(error)
      known = String(error)
    } finally {
      isLooking = false
    }
  }
  const timer = setInterval(() => void turn(), milliseconds).unref()
  return () => clearInterval(timer)
}
