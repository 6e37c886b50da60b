/** Waiting for what happens by itself, as short as it takes. */

import { setTimeout as sleep } from 'node:timers/promises'

/** Throws when it does not come true in `seconds`. */
export async function eventually(
  isTrue: () => boolean | Promise<boolean>,
  seconds = 120,
): Promise<void> {
  for (let tries = 0; tries < seconds * 20; tries += 1) {
    if (await isTrue()) return
    await sleep(50)
  }
  throw new Error(`still not after ${seconds} s`)
}
