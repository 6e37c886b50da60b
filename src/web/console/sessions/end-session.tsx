/** Ending one session in the console, or what one application was allowed in it. */

import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { sessionPath, sessionsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { ShownGrant } from '../story.ts'
import { deviceOf, endingChoices, nameOf, type ShownSession } from './session.tsx'

const one = `${sessionsPath}/:id`
const grant = `${one}/grants/:grant`
const scope = 'parley:sessions.end'

export function endSessionRoutes({ getFresh, postFresh }: ConsoleRouter): void {
  getFresh(`${one}/end`, (request) => confirmSession(request, { reason: 'revoked', fault: null }))
  postFresh(`${one}/end`, endSession)
  getFresh(`${grant}/end`, (request) => confirmGrant(request, { reason: '', fault: null }))
  postFresh(`${grant}/end`, endGrant)
}

type Given = { readonly reason: string; readonly fault: Fault | null }

const text = {
  session: (who: string, device: string) => `End the session of ${who} on ${device}`,
  sessionLead:
    'The person is signed out there at once, and every application loses what it was allowed in this session. The other sessions of the account go on.',
  sessionButton: 'End this session',
  grant: (name: string) => `End what ${name} was allowed`,
  grantLead:
    'Every token of the application from this session is dead at once. The session goes on, and so does the consent: it may ask again.',
  grantButton: 'End it',
} as const

async function confirmSession(request: ConsoleRequest, { reason, fault }: Given): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, scope)
  const { body } = await visit.ask<ShownSession>('getSession', { params: { id: ctx['params'].id } })
  showPage(
    ctx,
    <ConfirmPage
      {...frameOf(visit, options)}
      path={sessionsPath}
      title={text.session(nameOf(body), deviceOf(body))}
      lead={text.sessionLead}
      action={`${sessionPath(body)}/end`}
      typed={null}
      reason={reason}
      reasons={endingChoices}
      button={text.sessionButton}
      back={sessionPath(body)}
      fault={fault}
    />,
  )
}

async function endSession(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const { id } = ctx['params']
  const reason = field(ctx, 'reason')
  const { fault } = await attempt(() => visit.ask('endSession', { params: { id, reason } }))
  if (fault === null) return seeOther(ctx, `${sessionPath({ id })}?told=ended`)
  ctx.status = 400
  await confirmSession(request, { reason, fault })
}

async function confirmGrant(request: ConsoleRequest, { reason, fault }: Given): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, scope)
  const { id, grant: grantId } = ctx['params']
  const { body } = await visit.ask<ShownGrant>('getGrant', { params: { id: grantId } })
  showPage(
    ctx,
    <ConfirmPage
      {...frameOf(visit, options)}
      path={sessionsPath}
      title={text.grant(body.client_name ?? body.client_id)}
      lead={text.grantLead}
      action={`${sessionPath({ id })}/grants/${body.id}/end`}
      typed={null}
      reason={reason}
      button={text.grantButton}
      back={sessionPath({ id })}
      fault={fault}
    />,
  )
}

async function endGrant(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const { id, grant: grantId } = ctx['params']
  const reason = field(ctx, 'reason')
  const { fault } = await attempt(() => visit.ask('endGrant', { params: { id: grantId, reason } }))
  if (fault === null) return seeOther(ctx, `${sessionPath({ id })}?told=grant`)
  ctx.status = 400
  await confirmGrant(request, { reason, fault })
}
