/** The console's area of revocations: what was revoked, how far it has come, the ways to one. */

import { now } from '../../../base/clock.ts'
import { addressOf, type Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { reachPath, revocationsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { findAccount } from '../find-account.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { ShownRevocation } from './revocation.tsx'
import { RevocationPage } from './revocation-page.tsx'
import { RevocationsPage } from './revocations-page.tsx'
import { begin, framed, postedIn, revoke, tryOut } from './revoking.tsx'

export function revocationRoutes({ get, getFresh, postFresh }: ConsoleRouter): void {
  get(revocationsPath, list)
  get(`${revocationsPath}/new`, begin)
  getFresh(reachPath, tryOut)
  postFresh(revocationsPath, revoke, (ctx) => addressOf(reachPath, postedIn(ctx)))
  get(`${revocationsPath}/:id`, showOne)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const params = filtersIn(ctx, ['cursor'])
  const request = () => visit.ask<Page<ShownRevocation>>('listRevocations', { params })
  const { value, fault } = await attempt(request)
  const props = { ...framed(visit, options), filters: params, found: value?.body ?? null, fault }
  showPage(ctx, <RevocationsPage {...props} />)
}

async function showOne({ ctx, visit, options }: ConsoleRequest): Promise<void> {
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
