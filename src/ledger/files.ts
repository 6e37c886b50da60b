/** Files that the ledger reads and writes: long ones line by line, errors with the file they are about. */

import { open } from 'node:fs/promises'
import { reasonOf } from '../store/embedded/failure.ts'

/** Far more than the line of a block needs. */
const longestLine = 8_388_608

/** The file line by line, however long it is. Only a newline ends a line. */
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

/** `what` is for example `the archive`. A full disk must not look like a failure of the database. */
export async function explainWriteError<T>(what: string, writing: Promise<T>): Promise<T> {
  try {
    return await writing
  } catch (error) {
    throw new Error(`${what} cannot be written: ${reasonOf(error)}`, { cause: error })
  }
}
