/**
 * Erased events in a verification: each must have its record in the ledger. It remembers who was
 * forgotten, not what was erased: so much a person, however long the ledger.
 */

import type { LedgerEvent } from './leaf.ts'
import type { FirstBad } from './verdict.ts'

export type Erasures = {
  readonly see: (event: LedgerEvent, isSealed: boolean) => void
  /** How many sealed events have lost their personal fields. */
  readonly count: () => number
  /** The first that was erased without a record of whose account was forgotten. */
  readonly findUntold: () => FirstBad | null
}

type Erased = Pick<LedgerEvent, 'id' | 'account_id' | 'actor_id'> & { readonly by: string | null }

export function newErasures(): Erasures {
  let count = 0
  /** The first event of each pair of account and actor, not each event. */
  const erased = new Map<string, Erased>()
  const told = new Map<string, string | null>()
  return {
    see: (event, isSealed) => {
      if (event.type === 'ledger.forgotten') told.set(event.id, event.account_id)
      if (event.salt !== null || !isSealed) return
      count += 1
      const { id, account_id, actor_id, forgotten_by: by } = event
      const key = `${by} ${account_id} ${actor_id}`
      if (!erased.has(key)) erased.set(key, { id, account_id, actor_id, by })
    },
    count: () => count,
    findUntold: () => {
      const untold = [...erased.values()].find((one) => !isTold(one, told.get(one.by ?? '')))
      if (untold === undefined) return null
      const { id } = untold
      const detail = `event ${id}: its personal fields were erased without a record of it`
      return { what: 'changed', event: id, detail }
    },
  }
}

function isTold(event: Erased, forgotten: string | null | undefined): boolean {
  if (forgotten === null || forgotten === undefined) return false
  return [event.account_id, event.actor_id].includes(forgotten)
}
