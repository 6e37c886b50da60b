/**
 * Refusals that change nothing, written at a bounded rate: whoever is refused as often as they like
 * cannot fill the disk. What is over the bound is counted, and the count written. A refusal stays
 * one, whether or not it could be recorded.
 */

import { networkOf } from '../model/binding.ts'
import type { AuditEvent } from '../model/event.ts'
import type { Db } from '../store/db.ts'
import { count, currentOrigin, outsideWork } from '../store/unit-of-work.ts'
import { type PlacedEvent, placedEventAppender } from './append.ts'
import { type Folded, openRefusalWindow, type RefusalLimits } from './refusal-window.ts'

export type Refusals = {
  /** Never throws, and is never long. */
  readonly record: (event: AuditEvent) => Promise<void>
  /** Writes what was counted, and begins to count anew. */
  readonly turn: () => Promise<void>
  readonly close: () => Promise<void>
}

const windowMilliseconds = 60_000
const limits: RefusalLimits = { perSource: 60, sources: 1_000, altogether: 3_000 }
/** An answer waits for its record, but not for a database that hangs. */
const patienceMilliseconds = 500

export function openRefusals(db: Db, bounds: RefusalLimits = limits): Refusals {
  const append = placedEventAppender(db, { lanes: 1 })
  const underWay = new Set<Promise<void>>()
  let window = openRefusalWindow(bounds)

  const record = async (event: AuditEvent) => {
    const origin = currentOrigin()
    const network = networkOf(origin.network)
    if (!window.admits(event.type, network)) return
    count('write')
    count('commit')
    const writing = outsideWork(() => append({ event, origin })).catch(() => {
      window.fold(event.type, network)
    })
    underWay.add(writing)
    void writing.finally(() => underWay.delete(writing))
    await orLate(writing)
  }

  const turn = async () => {
    const folded = window.folded()
    window = openRefusalWindow(bounds)
    const lost = folded.map((one) =>
      outsideWork(() => append(foldedEvent(one))).catch(() => {
        window.fold(one.type, one.network, one.count)
      }),
    )
    await Promise.all(lost)
  }

  const timer = setInterval(() => void turn(), windowMilliseconds).unref()
  const close = async () => {
    clearInterval(timer)
    await Promise.all(underWay)
    await turn()
  }
  return { record, turn, close }
}

async function orLate(writing: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, patienceMilliseconds)
  await Promise.race([writing, late.promise])
  clearTimeout(timer)
}

function foldedEvent({ type, network, count: times }: Folded): PlacedEvent {
  return {
    event: {
      type: 'refusals.folded',
      outcome: 'failure',
      actor: { kind: 'nobody' },
      details: { of: type, count: times },
    },
    origin: { network, userAgent: null, device: null, requestId: null },
  }
}
