/** Work that keeps this server safe: what it fails at is logged, told to the ledger, and tried again. */

import type { Logger } from 'pino'
import type { Controls } from '../ledger/controls.ts'
import type { Control } from '../model/control.ts'

export type WatchTools = { readonly log: Logger; readonly controls: Controls }

export type Watched = {
  readonly control: Control
  /** For the log, such as `sealing the ledger will be tried again`. */
  readonly trouble: string
}

/** Null when it failed. */
export async function watched<T extends {}>(
  { log, controls }: WatchTools,
  { control, trouble }: Watched,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    const result = await work()
    await controls.works(control)
    return result
  } catch (error) {
    log.warn({ err: error }, trouble)
    await controls.failed(control, error)
    return null
  }
}
