/** Sealing the ledger, on every node, every second: whoever comes first does it for all. */

import { ledgerSigner } from '../ledger/keys.ts'
import { type SealOptions, sealNext } from '../ledger/seal.ts'
import type { Db } from '../store/db.ts'
import { type Rounds, startRounds } from './rounds.ts'
import { type WatchTools, watched } from './watched.ts'

export type SealingOptions = WatchTools & { readonly db: Db; readonly secret: string }

const secondsBetweenRounds = 1
const secondsAfterFailure = 5
const heartbeatSeconds = 60
const mostBlocksARound = 20

const about = { control: 'sealing', trouble: 'sealing the ledger will be tried again' } as const

export function startSealing(options: SealingOptions): Rounds {
  const orders = ordersOf(options)
  return startRounds(async (signal) => {
    const done = await watched(options, about, () => sealAll(options.db, { orders, signal }))
    return done === null ? secondsAfterFailure : secondsBetweenRounds
  })
}

/** Before a node is gone, so that what it did last is as safe as the rest. */
export async function sealTheRest(options: SealingOptions): Promise<void> {
  const orders = ordersOf(options)
  const signal = AbortSignal.timeout(secondsAfterFailure * 1_000)
  await watched(options, about, () => sealAll(options.db, { orders, signal }))
}

function ordersOf({ secret }: SealingOptions): SealOptions {
  return { signer: ledgerSigner(secret), heartbeatSeconds }
}

type Steps = { readonly orders: SealOptions; readonly signal: AbortSignal }

/** How many blocks. */
async function sealAll(db: Db, { orders, signal }: Steps): Promise<number> {
  let blocks = 0
  while (blocks < mostBlocksARound && !signal.aborted) {
    const sealed = await sealNext(db, orders)
    if (sealed.kind !== 'sealed') break
    blocks += 1
    if (!sealed.isFull) break
  }
  return blocks
}
