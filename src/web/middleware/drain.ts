/** Writing to whoever reads, as fast as it is read. */

import type { PassThrough } from 'node:stream'

const secondsToRead = 20

/** Throws when what was written is not read in time. */
export async function drained(stream: PassThrough): Promise<void> {
  if (!stream.writableNeedDrain) return
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('read too slowly')), secondsToRead * 1000)
    stream.once('drain', resolve).once('close', resolve)
    stream.once('drain', () => clearTimeout(late)).once('close', () => clearTimeout(late))
  })
}
