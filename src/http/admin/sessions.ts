/** Sessions in the admin API: search, look at one, end one. */

import { findAccountByEmail } from '../../accounts/find.ts'
import { DomainError } from '../../base/errors.ts'
import { normaliseEmail } from '../../model/account.ts'
import type { EndReason, SessionState } from '../../model/session.ts'
import { endSession } from '../../sessions/end.ts'
import { sessionDocument } from '../../sessions/list.ts'
import {
  type FoundGrant,
  type FoundSession,
  findAnySession,
  listGrants,
  searchSessions,
} from '../../sessions/search.ts'
import type { Db } from '../../store/db.ts'
import { type Operation, operation } from './operation.ts'
import { type PagerOptions, type Paging, pagerOf } from './pages.ts'

type Search = Paging & {
  readonly account?: string
  readonly client_id?: string
  readonly state?: SessionState
}

type Ending = { readonly id: string; readonly reason: EndReason }

export type SessionOptions = Omit<PagerOptions, 'path'> & { readonly db: Db }

export function sessionOperations(options: SessionOptions): readonly Operation[] {
  const { db } = options
  return [
    listSessions(options),
    operation<{ id: string }>('getSession', async ({ params: { id } }) => {
      const session = await findAnySession(db, id)
      if (session === null) throw unknownSession()
      const grants = await listGrants(db, id)
      return { status: 200, body: { ...showSession(session), grants: grants.map(showGrant) } }
    }),
    operation<Ending>('endSession', async ({ params: { id, reason } }, { by }) => {
      const ended = await endSession(db, { sessionId: id, reason, by })
      // Ended before is as good as ended now: a repeat after a lost answer is told the same.
      if (ended === null && (await findAnySession(db, id)) === null) throw unknownSession()
      return { status: 204 }
    }),
  ]
}

function listSessions({ db, ...paging }: SessionOptions): Operation {
  const pager = pagerOf<Search>({ ...paging, path: '/admin/v1/sessions' })
  return operation<Search>('listSessions', async ({ params }) => {
    const { account, client_id: clientId = null, state = null } = params
    const before = pager.startOf(params)
    const accountId = account === undefined ? null : await accountIdOf(db, account)
    if (account !== undefined && accountId === null) return pager.reply(params, [], showSession)
    const search = { accountId, clientId, state, before, most: pager.mostOf(params) }
    return pager.reply(params, await searchSessions(db, search), showSession)
  })
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Null when there is no account with this email. */
async function accountIdOf(db: Db, account: string): Promise<string | null> {
  if (uuid.test(account)) return account
  return (await findAccountByEmail(db, normaliseEmail(account)))?.id ?? null
}

function unknownSession(): DomainError {
  return new DomainError('not_found', 'no session has this id')
}

function showSession(session: FoundSession) {
  return { ...sessionDocument(session), account_email: session.accountEmail }
}

function showGrant(grant: FoundGrant) {
  return {
    id: grant.id,
    client_id: grant.clientId,
    client_name: grant.clientName,
    scope: grant.scope,
    resources: grant.resources,
    offline: grant.offline,
    created_at: grant.createdAt,
    ended_at: grant.endedAt,
    end_reason: grant.endReason,
  }
}
