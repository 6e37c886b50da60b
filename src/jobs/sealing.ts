/** Sealing the ledger, on every node, every second: whoever comes first does it for all. */

import type { Logger } from 'pino'
import { ledgerSigner } from '../audit/ledger-keys.ts'
import { publishSeals } from '../audit/publish.ts'
import { type Sealing, sealNext } from '../audit/seal.ts'
import type { Db } from '../store/db.ts'
import { type Rounds, startRounds } from './rounds.ts'

export type SealingOptions = {
  readonly db: Db
  readonly log: Logger
  readonly secret: string
  /** Where each seal is published; null for nowhere. */
  readonly sealFile: string | null
}

const secondsBetweenRounds = 1
const secondsAfterFailure = 5
const heartbeatSeconds = 60
const mostBlocksARound = 20

export function startSealing(options: SealingOptions): Rounds {
  const orders = { signer: ledgerSigner(options.secret), heartbeatSeconds }
  return startRounds(async (signal) => {
    const isWell = await round(options, { orders, signal })
    return isWell ? secondsBetweenRounds : secondsAfterFailure
  })
}

/** A file that cannot be written keeps no event from being sealed. */
async function round(
  { db, log, sealFile }: SealingOptions,
  { orders, signal }: Omit<Steps, 'db'>,
): Promise<boolean> {
  try {
    await sealAll({ db, orders, signal })
  } catch (error) {
    log.warn({ err: error }, 'sealing the ledger will be tried again')
    return false
  }
  try {
    if (sealFile !== null) await publishSeals(db, sealFile)
    return true
  } catch (error) {
    log.error({ err: error }, 'seals cannot be published in PARLEY_SEAL_FILE')
    return false
  }
}

type Steps = { readonly db: Db; readonly orders: Sealing; readonly signal: AbortSignal }

async function sealAll({ db, orders, signal }: Steps): Promise<void> {
  for (let blocks = 0; blocks < mostBlocksARound && !signal.aborted; blocks += 1) {
    const sealed = await sealNext(db, orders)
    if (sealed.kind !== 'sealed' || !sealed.isFull) return
  }
}
