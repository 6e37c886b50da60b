/** When someone asks this process to end. It ends nothing itself but an impatient person's wait. */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Ctrl-C reaches us from the terminal and once more from npm: what comes within a second of the
 * first is the same wish. A later one means at once.
 */
const sameWish = 1_000

export type StopAsked = Promise<NodeJS.Signals>

export function watchForStop(): StopAsked {
  return new Promise((resolve) => {
    let isPatienceOver = false
    for (const signal of signals) {
      process.on(signal, () => {
        if (isPatienceOver) process.exit(1)
        resolve(signal)
        setTimeout(() => {
          isPatienceOver = true
        }, sameWish).unref()
      })
    }
  })
}
