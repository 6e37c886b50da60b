/** The flags that narrow sessions, as a filter of the admin API. */

import type { EndReason, SessionState } from '../model/session.ts'
import type { FilterDocument, SessionFilter } from '../model/session-filter.ts'
import type { Db } from '../store/db.ts'
import { filterOf } from '../web/admin-api/session-filter.ts'
import { Refusal } from './context.ts'
import { isId } from './id.ts'
import { momentOf } from './moment.ts'
import { nameFlag } from './name-flag.ts'

export type FilterFlags = {
  readonly account?: string
  readonly client?: string
  readonly state?: SessionState
  readonly network?: string
  readonly device?: string
  readonly acr?: string
  readonly policy?: string
  readonly endReason?: EndReason
  readonly createdFrom?: string
  readonly createdTo?: string
  readonly seenFrom?: string
  readonly seenTo?: string
}

export function narrows(flags: FilterFlags): boolean {
  return Object.values(documentOf(flags)).some((value) => value !== undefined)
}

export async function filterBy(db: Db, flags: FilterFlags): Promise<SessionFilter> {
  const filter = await nameFlag(filterOf(db, documentOf(flags)))
  if (filter === null)
    throw new Refusal(`--account: there is no account ${JSON.stringify(flags.account)}.`)
  return filter
}

function documentOf({ client, endReason, ...flags }: FilterFlags): FilterDocument {
  const { account, state, network, device, acr, policy } = flags
  if (device !== undefined && !isId(device)) {
    throw new Refusal(`--device: ${JSON.stringify(device)} is not a valid id.`)
  }
  return {
    account,
    state,
    network,
    device,
    acr,
    policy,
    client_id: client,
    end_reason: endReason,
    created_from: momentIn(flags.createdFrom),
    created_to: momentIn(flags.createdTo),
    seen_from: momentIn(flags.seenFrom),
    seen_to: momentIn(flags.seenTo),
  }
}

function momentIn(text: string | undefined): string | undefined {
  return text === undefined ? undefined : momentOf(text).toISOString()
}
