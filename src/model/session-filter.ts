/** The criteria of a session search, and their document. Null matches everything. Pure. */

import { faultOfPeriod, type Period } from './event-search.ts'
import type { EndReason, SessionState } from './session.ts'

export type SessionFilter = {
  readonly accountId: string | null
  /** Matches sessions that hold a grant of this client. */
  readonly clientId: string | null
  /** The id of a device in an account's device list. */
  readonly deviceId: string | null
  /** The network it began in: an address or a CIDR prefix. */
  readonly network: string | null
  readonly state: SessionState | null
  readonly acr: string | null
  readonly policy: string | null
  readonly endReason: EndReason | null
  readonly created: Period
  /** The period of its last use. */
  readonly seen: Period
}

/** The filter in the names of documents: queries, bodies, and the row of a revocation. */
export type FilterDocument = {
  readonly account?: string | undefined
  readonly client_id?: string | undefined
  readonly device?: string | undefined
  readonly network?: string | undefined
  readonly state?: SessionState | undefined
  readonly acr?: string | undefined
  readonly policy?: string | undefined
  readonly end_reason?: EndReason | undefined
  readonly created_from?: string | undefined
  readonly created_to?: string | undefined
  readonly seen_from?: string | undefined
  readonly seen_to?: string | undefined
}

/** Expects an account id, not an email. Networks and periods are validated elsewhere. */
export function readFilter(document: FilterDocument): SessionFilter {
  const { account, device } = document
  return {
    accountId: account?.toLowerCase() ?? null,
    clientId: document.client_id ?? null,
    deviceId: device?.toLowerCase() ?? null,
    network: document.network ?? null,
    state: document.state ?? null,
    acr: document.acr ?? null,
    policy: document.policy ?? null,
    endReason: document.end_reason ?? null,
    created: { from: momentOf(document.created_from), to: momentOf(document.created_to) },
    seen: { from: momentOf(document.seen_from), to: momentOf(document.seen_to) },
  }
}

function momentOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text)
}

/** Leaves out criteria that are null. */
export function writeFilter(filter: SessionFilter): FilterDocument {
  const { created, seen } = filter
  const whole = {
    account: filter.accountId,
    client_id: filter.clientId,
    device: filter.deviceId,
    network: filter.network,
    state: filter.state,
    acr: filter.acr,
    policy: filter.policy,
    end_reason: filter.endReason,
    created_from: created.from?.toISOString(),
    created_to: created.to?.toISOString(),
    seen_from: seen.from?.toISOString(),
    seen_to: seen.to?.toISOString(),
  }
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value != null))
}

export function isEmptyFilter(filter: SessionFilter): boolean {
  return Object.keys(writeFilter(filter)).length === 0
}

/** The fault of its periods as a sentence, or null. */
export function faultOfPeriods({ created, seen }: SessionFilter): string | null {
  const faults = Object.entries({ created, seen }).map(([name, period]) =>
    faultOfPeriod(period)?.replaceAll(/\b(from|to)\b/g, `${name}_$1`),
  )
  return faults.find((fault) => fault !== undefined) ?? null
}
