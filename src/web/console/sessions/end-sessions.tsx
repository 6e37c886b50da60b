/** Ending all sessions that a search found, in the console: the dry run, and the act. */

import { randomToken } from '../../../base/crypto.ts'
import { field } from '../../middleware/guards.ts'
import { type Fault, sentenceOf } from '../../ui/fields.tsx'
import type { Filters } from '../../ui/pages.ts'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { revocationPath, sessionsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn, requireScope, typedFault } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { EndSessionsPage, type Reached } from './end-sessions-page.tsx'
import { askedBy, filterNames } from './session-filters.tsx'
import { manyScope } from './sessions.tsx'

const path = `${sessionsPath}/end`

export function endSessionsRoutes({ getFresh, postFresh }: ConsoleRouter): void {
  getFresh(path, (request) =>
    confirm(request, { filters: filtersIn(request.ctx, filterNames), reason: '', fault: null }),
  )
  postFresh(path, end)
}

type Given = { readonly filters: Filters; readonly reason: string; readonly fault: Fault | null }

async function confirm({ ctx, visit, options }: ConsoleRequest, given: Given): Promise<void> {
  requireScope(visit, manyScope)
  const { filters, reason } = given
  const filter = askedBy(filters)
  const { value, fault } = await attempt(() =>
    visit.ask<Reached>('endSearchedSessions', { body: { filter, dry_run: true } }),
  )
  if (fault !== null) ctx.status = 400
  showPage(
    ctx,
    <EndSessionsPage
      {...frameOf(visit, options)}
      filters={filters}
      reach={value?.body ?? null}
      reason={reason}
      once={randomToken(128)}
      fault={fault === null ? given.fault : { field: null, message: sentenceOf(fault) }}
    />,
  )
}

async function end(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const filters = filtersPosted(request)
  const reason = field(ctx, 'reason')
  const refused = typedFault(ctx, field(ctx, 'expected'))
  const { value, fault } =
    refused === null
      ? await attempt(() =>
          visit.ask<{ readonly id: string }>('endSearchedSessions', {
            body: { filter: askedBy(filters), reason },
            // A second click is the same act.
            headers: { 'idempotency-key': field(ctx, 'once') },
          }),
        )
      : { value: null, fault: refused }
  if (value !== null) return seeOther(ctx, `${revocationPath(value.body)}?told=revoked`)
  ctx.status = 400
  await confirm(request, { filters, reason, fault })
}

function filtersPosted({ ctx }: ConsoleRequest): Filters {
  const given = filterNames.map((name) => [name, field(ctx, name)] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}
