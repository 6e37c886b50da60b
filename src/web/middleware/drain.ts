/** Waits until the reader of a stream has caught up. */

import type { PassThrough } from 'node:stream'

const secondsToRead = 20

/** Throws if the reader takes too long. */
export async function waitForDrain(stream: PassThrough): Promise<void> {
  if (!stream.writableNeedDrain) return
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('read too slowly')), secondsToRead * 1000)
    stream.once('drain', resolve).once('close', resolve)
    stream.once('drain', () => clearTimeout(late)).once('close', () => clearTimeout(late))
  })
}
