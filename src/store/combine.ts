/** Combining: items that arrive while a statement is in flight go out together in the next one. */

import { now } from '../base/clock.ts'
import { isDomainError } from '../base/errors.ts'
import { count, fail, outsideWork } from './unit-of-work.ts'

type Entry<Item, Result> = {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

export type CombineOptions<Item> = {
  /** Each item counts as a statement of its own request. */
  readonly kind: 'read' | 'write'
  /** Items of one key never share a statement: the later one must see what the earlier did. */
  readonly keyOf: ((item: Item) => string) | null
  readonly most: number
  /**
   * How many statements may be in flight at once. A second one starts only when the first is late.
   */
  readonly lanes: number
}

/** A slower statement waits for a lock or a slow disk, and others need not wait with it. */
const lateMilliseconds = 20

/**
 * `run` answers one result for each item, in order. There is no timer: a single item goes out at
 * once. When a statement for several items fails, each runs by itself, so that one bad item fails
 * only itself.
 */
export function combine<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  { kind, keyOf, most, lanes }: CombineOptions<Item>,
): (item: Item) => Promise<Result> {
  const queue: Entry<Item, Result>[] = []
  let inFlight = 0
  let sentAt = 0

  const pump = (): void => {
    if (queue.length === 0 || inFlight === lanes) return
    // One statement at a time makes the fewest: items that wait a moment go out together.
    if (inFlight > 0 && now().getTime() - sentAt < lateMilliseconds) return
    inFlight += 1
    sentAt = now().getTime()
    const batch = take(queue, { keyOf, most })
    void outsideWork(() => settle(run, batch)).finally(() => {
      inFlight -= 1
      pump()
    })
  }

  return async (item) => {
    count(kind)
    if (kind === 'write') count('commit')
    try {
      return await new Promise<Result>((resolve, reject) => {
        queue.push({ item, resolve, reject })
        pump()
      })
    } catch (error) {
      if (isDomainError(error, 'store_unavailable')) fail(error)
      throw error
    }
  }
}

function take<Item, Result>(
  queue: Entry<Item, Result>[],
  { keyOf, most }: Pick<CombineOptions<Item>, 'keyOf' | 'most'>,
): Entry<Item, Result>[] {
  const keys = new Set<string>()
  const batch: Entry<Item, Result>[] = []
  const later: Entry<Item, Result>[] = []
  for (const waiting of queue.splice(0)) {
    const key = keyOf?.(waiting.item)
    const fits = batch.length < most && !(key !== undefined && keys.has(key))
    if (key !== undefined) keys.add(key)
    ;(fits ? batch : later).push(waiting)
  }
  queue.push(...later)
  return batch
}

async function settle<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  batch: readonly Entry<Item, Result>[],
): Promise<void> {
  try {
    const results = await run(batch.map(({ item }) => item))
    if (results.length !== batch.length) throw new Error('one result an item was promised')
    results.forEach((result, i) => {
      batch[i]?.resolve(result)
    })
  } catch (error) {
    const isShared = batch.length > 1 && !isDomainError(error, 'store_unavailable')
    if (isShared) await Promise.all(batch.map((waiting) => settle(run, [waiting])))
    else rejectAll(batch, error)
  }
}

function rejectAll<Item, Result>(batch: readonly Entry<Item, Result>[], error: unknown): void {
  for (const waiting of batch) waiting.reject(error)
}
