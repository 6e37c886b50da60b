/** Cold reads through Prisma: counted like any statement, failing in our own words. */

import type { Store } from './database.ts'
import { asStoreFailure } from './failures.ts'
import { count } from './unit-of-work.ts'

export type ColdStore = Pick<Store, 'prisma' | 'isInTransaction'>

export async function readWithPrisma<T>(
  { prisma, isInTransaction }: ColdStore,
  ask: (prisma: Store['prisma']) => Promise<T>,
): Promise<T> {
  // It has connections of its own, and would not see the writes of the transaction.
  if (isInTransaction()) throw new Error('Prisma reads outside of any transaction')
  count('read')
  try {
    return await ask(prisma)
  } catch (error) {
    throw asStoreFailure(error)
  }
}
