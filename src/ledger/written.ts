/** What goes wrong with a file, in words of its own: a disk that is full is no failure of the database. */

import { reasonOf } from '../store/embedded/failure.ts'

/** `what` such as `the archive`. */
export async function written<T>(what: string, writing: Promise<T>): Promise<T> {
  try {
    return await writing
  } catch (error) {
    throw new Error(`${what} cannot be written: ${reasonOf(error)}`, { cause: error })
  }
}
