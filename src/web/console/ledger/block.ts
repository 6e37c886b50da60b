/** Blocks and verifications of the ledger as the admin API answers them. */

export type ShownBlock = {
  readonly number: number
  readonly hash: string
  readonly previous: string
  readonly sealed_at: string
  readonly count: number
  readonly first_event: string | null
  readonly last_event: string | null
  readonly epoch: number
  readonly key: string | null
}

export type SealedBlock = ShownBlock & {
  readonly root: string
  readonly leaves_hash: string
  readonly seal: string
}

export type Verification = {
  readonly ok: boolean
  readonly from: number
  readonly to: number
  readonly next: number | null
  readonly blocks: number
  readonly events: number
  readonly dropped: number
  readonly erased: number
  readonly first_bad: {
    readonly what: string
    readonly event: string | null
    readonly block: number | null
    readonly detail: string
  } | null
}
