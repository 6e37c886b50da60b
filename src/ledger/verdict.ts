/** What a verification answers, as the command prints it. */

import type { Change } from './compare.ts'
import type { KeptSeal } from './read-seals.ts'

export type FirstBad = {
  readonly what: Change | 'moved' | 'cut_off'
  readonly event?: string
  readonly block?: number
  readonly detail: string
}

export type Verdict = {
  readonly ok: boolean
  /** Sealed ones. */
  readonly events: number
  readonly blocks: number
  readonly unsealed: number
  /** Taken by retention, as an event of the ledger tells; their leaves are still there. */
  readonly dropped: number
  readonly erased: number
  readonly last_seal: KeptSeal | null
  readonly first_bad?: FirstBad
}
