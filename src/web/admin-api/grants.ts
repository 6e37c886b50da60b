/** Grants in the admin API: search, look at one, end one. */

import { DomainError } from '../../base/errors.ts'
import { toGrant } from '../../contract/grant.ts'
import { endGrant } from '../../endings/end-grant.ts'
import type { GrantState } from '../../model/grant.ts'
import type { Db } from '../../store/db.ts'
import { findListedGrant, type GrantPlace, searchGrants } from '../../tokens/search-grants.ts'
import { type Operation, operation } from './operation.ts'
import { type PagerOptions, type Paging, pagerOf } from './pages.ts'

type Search = Paging & {
  readonly account?: string
  readonly client_id?: string
  readonly session?: string
  readonly state?: GrantState
}

export type GrantOptions = Omit<PagerOptions, 'path'> & { readonly db: Db }

export function grantOperations(options: GrantOptions): readonly Operation[] {
  const { db, issuer } = options
  return [
    listGrants(options),
    operation('getGrant', async ({ params: { id } }) => {
      const grant = await findListedGrant(db, id)
      if (grant === null) throw unknownGrant()
      const link = `<${issuer}/admin/v1/sessions/${grant.sessionId}>; rel="up"; title="session"`
      return { status: 200, body: toGrant(grant), headers: { Link: link } }
    }),
    operation('endGrant', async ({ params: { id, reason } }, { by }) => {
      const isEnded = await endGrant(db, { grantId: id, reason: 'revoked', by, why: reason })
      // A repeat after a lost answer gets the same answer.
      if (!isEnded && (await findListedGrant(db, id)) === null) throw unknownGrant()
      return { status: 204 }
    }),
  ]
}

function listGrants({ db, ...paging }: GrantOptions): Operation {
  const pager = pagerOf<Search>({ ...paging, path: '/admin/v1/grants' })
  return operation('listGrants', async ({ params }) => {
    const start = pager.startOf(params)
    const { rows, next } = await searchGrants(db, {
      sessionId: params.session ?? null,
      accountId: params.account ?? null,
      clientId: params.client_id ?? null,
      state: params.state ?? null,
      before: start === null ? null : readPlace(start),
      most: params.limit,
    })
    return pager.replyTo(params, rows.map(toGrant), next && writePlace(next))
  })
}

/** The place as the text of a cursor. */
function writePlace({ sessionId, id }: GrantPlace): string {
  return `${sessionId} ${id}`
}

function readPlace(text: string): GrantPlace {
  const [sessionId = '', id = ''] = text.split(' ')
  return { sessionId, id }
}

function unknownGrant(): DomainError {
  return new DomainError('not_found', 'no grant has this id')
}
