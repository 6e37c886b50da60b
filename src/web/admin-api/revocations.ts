/** Revocations in the admin API: make one, count what one would reach, and see how far the sweep is. */

import { DomainError } from '../../base/errors.ts'
import {
  neededBy,
  type ScopeDocument,
  scopeOf,
  toReach,
  toReceipt,
  toRevocation,
} from '../../contract/revocation.ts'
import type { RevocationScope } from '../../model/revocation.ts'
import { findRevocation, listRevocations } from '../../revocation/find-revocation.ts'
import { feedPlaceNow } from '../../revocation/read-feed.ts'
import { reachOf } from '../../sessions/reach.ts'
import { revoke } from '../../sessions/revoke.ts'
import type { Db } from '../../store/db.ts'
import { type Operation, operation } from './operation.ts'
import { type PagerOptions, type Paging, pagerOf } from './pages.ts'

type NewRevocationDocument = {
  readonly scope: ScopeDocument
  readonly before?: string
  readonly reason: string
}

type ReachQuery = Omit<NewRevocationDocument, 'reason'>

export type RevocationOptions = Omit<PagerOptions, 'path'> & { readonly db: Db }

export function revocationOperations(options: RevocationOptions): readonly Operation[] {
  const { db, ...paging } = options
  const pager = pagerOf<Paging>({ ...paging, path: '/admin/v1/revocations' })
  return [
    operation('createRevocation', async ({ body }, { by }) => {
      const { reason } = body
      const made = await revoke(db, { ...targetOf(body), reason, by })
      return { status: 201, body: toReceipt(made, await feedPlaceNow(db)) }
    }),
    operation('tryRevocation', async ({ body }) => {
      return { status: 200, body: toReach(await reachOf(db, targetOf(body))) }
    }),
    operation('listRevocations', async ({ params }) => {
      const before = pager.startOf(params)
      const rows = await listRevocations(db, { before, most: pager.mostOf(params) })
      return pager.reply(params, rows, toRevocation)
    }),
    operation('getRevocation', async ({ params: { id } }) => {
      const made = await findRevocation(db, id)
      if (made === null) throw new DomainError('not_found', 'no revocation has this id')
      return { status: 200, body: toRevocation(made) }
    }),
  ]
}

function targetOf({ scope: document, before }: ReachQuery): {
  scope: RevocationScope
  before: Date | null
} {
  const scope = scopeOf(document)
  if (scope === null) {
    const needed = neededBy(document.kind).join(', ') || 'nothing more'
    throw new DomainError('request_invalid', `scope: ${document.kind} needs ${needed}`)
  }
  return { scope, before: before === undefined ? null : new Date(before) }
}
