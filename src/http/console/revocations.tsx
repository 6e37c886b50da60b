/** The console's area of revocations: what was revoked, how far it has come, the ways to one. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { now } from '../../base/clock.ts'
import { formBody, sameOrigin } from '../guards.ts'
import { showPage } from '../show-page.ts'
import { addressOf, type Page } from '../views/console/pages.ts'
import { reachPath, revocationsPath, type ShownRevocation } from '../views/console/revocation.tsx'
import { RevocationPage } from '../views/console/revocation-page.tsx'
import { RevocationsPage } from '../views/console/revocations-page.tsx'
import { attempt, filtersIn } from './asking.ts'
import { findAccount } from './find-account.ts'
import { frameOf } from './frame-of.ts'
import { begin, framed, postedIn, revoke, tryOut } from './revoking.tsx'
import { type ConsoleOptions, operating, operatingFreshly, type Visit } from './visit.ts'

export function revocationRoutes(router: Router, options: ConsoleOptions): void {
  const ours = sameOrigin(options.issuer)
  router.get(revocationsPath, (ctx) =>
    operating(ctx, options, (_, visit) => list(ctx, visit, options)),
  )
  router.get(`${revocationsPath}/new`, (ctx) =>
    operating(ctx, options, (_, visit) => begin(ctx, visit, options)),
  )
  router.get(reachPath, (ctx) =>
    operatingFreshly(ctx, options, (_, visit) => tryOut(ctx, visit, options)),
  )
  router.get(`${revocationsPath}/:id`, (ctx) =>
    operating(ctx, options, (_, visit) => show(ctx, visit, options)),
  )
  router.post(revocationsPath, ours, formBody, (ctx) =>
    operatingFreshly(ctx, { ...options, back: addressOf(reachPath, postedIn(ctx)) }, (_, visit) =>
      revoke(ctx, visit, options),
    ),
  )
}

async function list(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
  const params = filtersIn(ctx, ['cursor'])
  const asked = () => visit.ask<Page<ShownRevocation>>('listRevocations', { params })
  const { value, fault } = await attempt(asked)
  const props = { ...framed(visit, options), filters: params, found: value?.body ?? null, fault }
  showPage(ctx, <RevocationsPage {...props} />)
}

async function show(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
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
