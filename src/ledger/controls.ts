/**
 * Records in the ledger when a safety control of this server fails and when it works again: once
 * each, however often it is tried. A record that could not be written follows as soon as it can be.
 */

import { now } from '../base/clock.ts'
import { type Control, type Failing, failedEvent, recoveredEvent } from '../model/control.ts'
import type { LedgerEvent } from '../model/event.ts'
import type { Db } from '../store/db.ts'
import { reasonOf } from '../store/embedded/failure.ts'
import { outsideWork } from '../store/unit-of-work.ts'
import { appendEvent } from './append.ts'

/** Neither function throws. */
export type Controls = {
  readonly failed: (control: Control, error: unknown) => Promise<void>
  readonly works: (control: Control) => Promise<void>
}

export function openControls(db: Db, node: string): Controls {
  const failing = new Map<Control, Failing>()
  const recorded = new Set<Control>()

  const failed: Controls['failed'] = async (control, error) => {
    const { since = now(), times = 0 } = failing.get(control) ?? {}
    const one = { control, node, since, times: times + 1, reason: reasonOf(error) }
    failing.set(control, one)
    if (recorded.has(control)) return
    recorded.add(control)
    if (!(await record(db, [failedEvent(one)]))) recorded.delete(control)
  }

  const works: Controls['works'] = async (control) => {
    const one = failing.get(control)
    if (one === undefined) return
    failing.delete(control)
    const missing = recorded.delete(control) ? [] : [failedEvent(one)]
    if (await record(db, [...missing, recoveredEvent(one)])) return
    failing.set(control, one)
    if (missing.length === 0) recorded.add(control)
  }

  return { failed, works }
}

async function record(db: Db, events: readonly LedgerEvent[]): Promise<boolean> {
  try {
    await outsideWork(() => appendEvent(db, ...events))
    return true
  } catch {
    return false
  }
}
