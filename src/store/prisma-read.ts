/** Reading through Prisma what is not hot: counted like any statement, failing in our own words. */

import type { Store } from './database.ts'
import { asStoreFailure } from './failures.ts'
import { count } from './unit-of-work.ts'

export async function readWithPrisma<T>(
  { prisma }: Pick<Store, 'prisma'>,
  ask: (prisma: Store['prisma']) => Promise<T>,
): Promise<T> {
  count('read')
  try {
    return await ask(prisma)
  } catch (error) {
    throw asStoreFailure(error)
  }
}
