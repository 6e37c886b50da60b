/** What one may look for among sessions, and how documents write it. Null means: whatever. Pure. */

import { faultOfPeriod, type Period } from './event-search.ts'
import type { EndReason, SessionState } from './session.ts'

export type SessionFilter = {
  readonly accountId: string | null
  /** One in which this client was allowed something. */
  readonly clientId: string | null
  /** The id of a device of an account. */
  readonly deviceId: string | null
  /** Where it began: an address, or a prefix of one. */
  readonly network: string | null
  readonly state: SessionState | null
  readonly acr: string | null
  readonly policy: string | null
  readonly endReason: EndReason | null
  readonly created: Period
  /** Its last use; a session in use comes out of a period that is over. */
  readonly seen: Period
}

/** In the names of documents: of queries, bodies, and the row of a revocation. */
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

/** A document whose account is an id. Its networks and periods are still to be judged. */
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

/** The same in the same words, without what it does not ask for. */
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

/** What is wrong with its periods, or null. */
export function faultOfPeriods({ created, seen }: SessionFilter): string | null {
  const faults = Object.entries({ created, seen }).map(([name, period]) =>
    faultOfPeriod(period)?.replaceAll(/\b(from|to)\b/g, `${name}_$1`),
  )
  return faults.find((fault) => fault !== undefined) ?? null
}
