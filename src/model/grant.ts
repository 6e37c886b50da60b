/** A grant as an operator sees it, with what became of its refresh tokens. Pure values. */

/** `live`: it still gives access tokens. */
export const grantStates = ['live', 'ended'] as const
export type GrantState = (typeof grantStates)[number]

/** The refresh tokens of one code exchange, one after the other. As documents show it. */
export type ShownTokens = {
  readonly state: 'live' | 'expired' | 'ended'
  readonly offline: boolean
  readonly refreshes: number
  readonly issued_at: string
  readonly last_refreshed_at: string | null
  readonly expires_at: string
  readonly ended_at: string | null
  readonly end_reason: string | null
  /** From where the code was exchanged. */
  readonly network: string | null
  readonly browser: string | null
}

export type ListedGrant = {
  /** The `sid` that the client and its resource servers see. */
  readonly id: string
  readonly sessionId: string
  readonly accountId: string
  readonly clientId: string
  /** Null when the client is gone. */
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
  /** The newest first. */
  readonly tokens: readonly ShownTokens[]
}

/** As the admin API and the command line show it. */
export function grantDocument(grant: ListedGrant) {
  return {
    id: grant.id,
    session_id: grant.sessionId,
    account_id: grant.accountId,
    client_id: grant.clientId,
    client_name: grant.clientName,
    state: grant.state,
    scope: grant.scope,
    resources: grant.resources,
    offline: grant.offline,
    created_at: grant.createdAt,
    ended_at: grant.endedAt,
    end_reason: grant.endReason,
    refreshes: grant.refreshes,
    last_refreshed_at: grant.refreshedAt,
    refresh_tokens: grant.tokens,
  }
}
