/** Sealing the ledger, on every node, every second: whoever comes first does it for all. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { ledgerSigner } from '../audit/ledger-keys.ts'
import { publishSeals } from '../audit/publish.ts'
import { type Sealing as Orders, sealNext } from '../audit/seal.ts'
import type { Db } from '../store/db.ts'

export type Sealing = { readonly stop: () => Promise<void> }

export type SealingOptions = {
  readonly db: Db
  readonly log: Logger
  readonly secret: string
  /** Where each seal is published; null for nowhere. */
  readonly sealFile: string | null
}

const secondsBetweenRounds = 1
const heartbeatSeconds = 60
const mostBlocksARound = 20

export function startSealing(options: SealingOptions): Sealing {
  const stopping = new AbortController()
  const running = run(options, stopping.signal)
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

async function run({ db, log, secret, sealFile }: SealingOptions, signal: AbortSignal) {
  const orders = { signer: ledgerSigner(secret), heartbeatSeconds }
  while (!signal.aborted) {
    try {
      await sealAll({ db, orders, signal })
    } catch (error) {
      log.warn({ err: error }, 'sealing the ledger will be tried again')
    }
    try {
      if (sealFile !== null) await publishSeals(db, sealFile)
    } catch (error) {
      log.error({ err: error }, 'seals cannot be published in PARLEY_SEAL_FILE')
    }
    // Aborting is how the wait ends early.
    await sleep(secondsBetweenRounds * 1000, null, { ref: false, signal }).catch(() => null)
  }
}

type Round = { readonly db: Db; readonly orders: Orders; readonly signal: AbortSignal }

async function sealAll({ db, orders, signal }: Round): Promise<void> {
  for (let blocks = 0; blocks < mostBlocksARound && !signal.aborted; blocks += 1) {
    const sealed = await sealNext(db, orders)
    if (sealed.kind !== 'sealed' || !sealed.isFull) return
  }
}
