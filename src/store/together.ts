/**
 * Several verbs in one transaction: whatever is asked of the store meanwhile, wherever, is part of
 * it. It opens none itself.
 */

import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db } from './db.ts'

export type Together = Db & {
  /** All that `work` does through this store stands, or nothing of it. It may be run again. */
  readonly together: <T>(work: () => Promise<T>) => Promise<T>
  /** Whether a transaction of several verbs is running here. */
  readonly isTogether: () => boolean
}

/** Null when it is over: what was left running then asks the store as usual. */
type Joined = { tx: Db | null }

export function joining(db: Db): Together {
  const running = new AsyncLocalStorage<Joined>()
  const current = () => running.getStore()?.tx ?? db
  return {
    rows: (statement, values) => current().rows(statement, values),
    transaction: (work) => current().transaction(work),
    together: (work) =>
      current().transaction(async (tx) => {
        const joined: Joined = { tx }
        try {
          return await running.run(joined, work)
        } finally {
          joined.tx = null
        }
      }),
    isTogether: () => current() !== db,
  }
}
