/** A file line by line, however long the file is. A line is what ends with a newline and nothing else. */

import { open } from 'node:fs/promises'
import { reasonOf } from '../store/embedded/failure.ts'

/** A block's line is far below it. */
const longestLine = 8_388_608

export async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await open(path).catch((error: unknown) => {
    throw new Error(`${path} cannot be read: ${reasonOf(error)}.`, { cause: error })
  })
  let rest = ''
  for await (const chunk of file.createReadStream({ encoding: 'utf8' })) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > longestLine) throw new Error(`${path} has a line that is too long.`)
    yield* lines
  }
  if (rest !== '') yield rest
}
