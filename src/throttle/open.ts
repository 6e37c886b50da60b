/** Opens the throttles of people's and clients' secrets, once per node. */

import type { LedgerEvent } from '../model/event.ts'
import type { ThrottleSettings } from '../model/throttle.ts'
import type { Db } from '../store/db.ts'
import { type ClientThrottle, openClientThrottle } from './client-throttle.ts'
import { openThrottle, type Throttle } from './tally.ts'

export type ThrottleOptions = {
  readonly db: Db
  /** Derived from PARLEY_SECRET. */
  readonly key: Uint8Array
  readonly settings: ThrottleSettings
  /** Records at a bounded rate. */
  readonly recordRefusal: (event: LedgerEvent) => Promise<void>
}

export function openThrottles({ key, settings, ...tools }: ThrottleOptions): {
  readonly throttle: Throttle
  readonly clientThrottle: ClientThrottle
} {
  const throttle = openThrottle(key, settings)
  return { throttle, clientThrottle: openClientThrottle({ ...tools, throttle }) }
}
