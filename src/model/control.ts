/** The controls that keep the server safe in the background: the closed list. */

import type { LedgerEvent } from './event.ts'

export const controls = [
  /** Expired sessions end; expired rows are removed. */
  'clean_up',
  /** This machine's clock and the database's agree, and the database's never goes back. */
  'clock',
  /** Partitions exist before they are needed; old rows are removed. */
  'housekeeping',
  /** Signing keys are created, start signing and are retired on time. */
  'keys',
  /** Queued work is done: mail and logout notices. */
  'queue',
  /** Old months of the ledger are archived and dropped as sealed. */
  'retention',
  'seal_file',
  'seal_url',
  'sealing',
] as const

export type Control = (typeof controls)[number]

export type Failing = {
  readonly control: Control
  /** The process that noticed it. */
  readonly node: string
  readonly since: Date
  readonly times: number
  /** The reason as the failed call reported it. */
  readonly reason: string
}

const by = { kind: 'system' } as const

export function failedEvent({ control, node, since, reason }: Failing): LedgerEvent {
  const details = { control, node, since: since.toISOString(), reason }
  return { type: 'control.failed', outcome: 'failure', actor: by, details }
}

export function recoveredEvent({ control, node, since, times }: Failing): LedgerEvent {
  const details = { control, node, since: since.toISOString(), times }
  return { type: 'control.recovered', outcome: 'success', actor: by, details }
}
