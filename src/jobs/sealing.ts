/** Sealing the ledger, on every node, every second: whoever comes first does it for all. */

import type { Logger } from 'pino'
import { ledgerSigner } from '../audit/ledger-keys.ts'
import { type Sealing, sealNext } from '../audit/seal.ts'
import type { Db } from '../store/db.ts'
import { type Rounds, startRounds } from './rounds.ts'

export type SealingOptions = {
  readonly db: Db
  readonly log: Logger
  readonly secret: string
}

const secondsBetweenRounds = 1
const secondsAfterFailure = 5
const heartbeatSeconds = 60
const mostBlocksARound = 20

export function startSealing({ db, log, secret }: SealingOptions): Rounds {
  const orders = { signer: ledgerSigner(secret), heartbeatSeconds }
  return startRounds(async (signal) => {
    try {
      await sealAll(db, { orders, signal })
      return secondsBetweenRounds
    } catch (error) {
      log.warn({ err: error }, 'sealing the ledger will be tried again')
      return secondsAfterFailure
    }
  })
}

type Steps = { readonly orders: Sealing; readonly signal: AbortSignal }

async function sealAll(db: Db, { orders, signal }: Steps): Promise<void> {
  for (let blocks = 0; blocks < mostBlocksARound && !signal.aborted; blocks += 1) {
    const sealed = await sealNext(db, orders)
    if (sealed.kind !== 'sealed' || !sealed.isFull) return
  }
}
