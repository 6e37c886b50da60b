/** The console's area of sessions: searching them, and the whole story of one. */

import type { EventDocument } from '../../../model/event-document.ts'
import type { Filters, Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { sessionsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { SessionStory } from '../story.ts'
import type { Visit } from '../visit.ts'
import type { ShownSession } from './session.tsx'
import { askedBy, filterNames } from './session-filters.tsx'
import { SessionPage, type Told } from './session-page.tsx'
import { SessionsPage } from './sessions-page.tsx'

export function sessionRoutes({ get }: ConsoleRouter): void {
  get(sessionsPath, list)
  get(`${sessionsPath}/:id`, showOne)
}

export const manyScope = 'parley:revocations.make'

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, [...filterNames, 'cursor'])
  const params = askedBy(filters)
  const { value, fault } = await attempt(() =>
    visit.ask<Page<ShownSession>>('listSessions', { params }),
  )
  showPage(
    ctx,
    <SessionsPage
      {...frameOf(visit, options)}
      filters={filters}
      found={value?.body ?? null}
      fault={fault}
      mayEndMany={visit.may(manyScope)}
    />,
  )
}

async function showOne({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  const { body: session } = await visit.ask<SessionStory>('getSession', { params: { id } })
  const filters = filtersIn(ctx, ['cursor'])
  showPage(
    ctx,
    <SessionPage
      {...frameOf(visit, options)}
      session={session}
      mayEnd={visit.may('parley:sessions.end')}
      events={await eventsOf(visit, { session: id, ...filters })}
      filters={filters}
      done={toldIn(ctx.query['told'])}
    />,
  )
}

/** Null for who may not read the ledger. */
async function eventsOf(visit: Visit, params: Filters): Promise<Page<EventDocument> | null> {
  if (!visit.may('parley:audit.read')) return null
  const { body } = await visit.ask<Page<EventDocument>>('listAuditEvents', { params })
  return body
}

function toldIn(told: unknown): Told | null {
  return told === 'ended' || told === 'grant' ? told : null
}
