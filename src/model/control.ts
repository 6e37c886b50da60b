/** What this server is kept safe by besides the answers to requests: the closed list. */

import type { AuditEvent } from './event.ts'

export const controls = [
  /** What expired ends and goes. */
  'clean_up',
  /** This machine's clock and the database's agree, and the latter never goes back. */
  'clock',
  /** Partitions are there before they are needed, and old rows go. */
  'housekeeping',
  /** Signing keys are made, begin and are withdrawn in their time. */
  'keys',
  /** What changes leave to be done is done: mail and logout notices. */
  'queue',
  /** Old months of the ledger go as they were sealed, and are archived. */
  'retention',
  'seal_file',
  'seal_url',
  'sealing',
] as const

export type Control = (typeof controls)[number]

export type Failing = {
  readonly control: Control
  /** Which process noticed it. */
  readonly node: string
  readonly since: Date
  readonly times: number
  /** In the words of what was tried. */
  readonly reason: string
}

const by = { kind: 'system' } as const

export function failedEvent({ control, node, since, reason }: Failing): AuditEvent {
  const details = { control, node, since: since.toISOString(), reason }
  return { type: 'control.failed', outcome: 'failure', actor: by, details }
}

export function recoveredEvent({ control, node, since, times }: Failing): AuditEvent {
  const details = { control, node, since: since.toISOString(), times }
  return { type: 'control.recovered', outcome: 'success', actor: by, details }
}
