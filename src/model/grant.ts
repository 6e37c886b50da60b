/** A grant as an operator sees it, with the state of its refresh tokens. Pure values. */

/** `live`: it still yields access tokens. */
export const grantStates = ['live', 'ended'] as const
export type GrantState = (typeof grantStates)[number]

/** A token family: the refresh tokens of one code exchange, as documents show it. */
export type FamilySummary = {
  readonly state: 'live' | 'expired' | 'ended'
  readonly offline: boolean
  readonly refreshes: number
  readonly issued_at: string
  readonly last_refreshed_at: string | null
  readonly expires_at: string
  readonly ended_at: string | null
  readonly end_reason: string | null
  /** The network the code was exchanged from. */
  readonly network: string | null
  readonly browser: string | null
}

export type ListedGrant = {
  /** The `sid` that the client and its resource servers see. */
  readonly id: string
  readonly sessionId: string
  readonly accountId: string
  readonly clientId: string
  /** Null if the client was deleted. */
  readonly clientName: string | null
  readonly state: GrantState
  readonly scope: string
  readonly resources: Readonly<Record<string, string>>
  readonly offline: boolean
  readonly createdAt: Date
  readonly endedAt: Date | null
  readonly endReason: string | null
  readonly refreshes: number
  readonly refreshedAt: Date | null
  /** Newest first. */
  readonly tokens: readonly FamilySummary[]
}
