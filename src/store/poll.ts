/** Looks at the store again and again at an interval. It knows nothing of what it looks for. */

import { outsideWork } from './unit-of-work.ts'

export type PollOptions = {
  readonly milliseconds: number
  /** Told of a failure once, until a look succeeds or fails otherwise. */
  readonly warn: Warn
}

export type Warn = (error: unknown) => void

/** Looks never overlap: one that is due while another is in flight is left out. */
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
