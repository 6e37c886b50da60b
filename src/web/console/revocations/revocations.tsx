/** The console's area of revocations: what was revoked, how far it has come, the ways to one. */

import { now } from '../../../base/clock.ts'
import { addressOf, type Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { reachPath, revocationsPath } from '../addresses.ts'
import type { Answering, Asked } from '../answering.ts'
import { attempt, filtersIn } from '../asking.ts'
import { findAccount } from '../find-account.ts'
import { frameOf } from '../frame-of.ts'
import type { ShownRevocation } from './revocation.tsx'
import { RevocationPage } from './revocation-page.tsx'
import { RevocationsPage } from './revocations-page.tsx'
import { begin, framed, postedIn, revoke, tryOut } from './revoking.tsx'

export function revocationRoutes({ show, showFreshly, takeFreshly }: Answering): void {
  show(revocationsPath, list)
  show(`${revocationsPath}/new`, begin)
  showFreshly(reachPath, tryOut)
  takeFreshly(revocationsPath, revoke, (ctx) => addressOf(reachPath, postedIn(ctx)))
  show(`${revocationsPath}/:id`, showOne)
}

async function list({ ctx, visit, options }: Asked): Promise<void> {
  const params = filtersIn(ctx, ['cursor'])
  const asked = () => visit.ask<Page<ShownRevocation>>('listRevocations', { params })
  const { value, fault } = await attempt(asked)
  const props = { ...framed(visit, options), filters: params, found: value?.body ?? null, fault }
  showPage(ctx, <RevocationsPage {...props} />)
}

async function showOne({ ctx, visit, options }: Asked): Promise<void> {
  const { id } = ctx['params']
  const { body } = await visit.ask<ShownRevocation>('getRevocation', { params: { id } })
  const { actor, effective_by: by } = body
  const isPerson = actor.kind === 'operator' && actor.id !== null
  const operator = isPerson ? await findAccount(visit, actor.id) : null
  showPage(
    ctx,
    <RevocationPage
      {...frameOf(visit, options)}
      revocation={body}
      operatorEmail={operator?.email ?? null}
      isEffective={by !== null && new Date(by) <= now()}
      isNew={ctx.query['told'] === 'revoked'}
    />,
  )
}
