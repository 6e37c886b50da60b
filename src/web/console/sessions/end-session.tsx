/** Ending one session in the console, or what one application was allowed in it. */

import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { sessionPath, sessionsPath } from '../addresses.ts'
import { type Answering, type Asked, demand } from '../answering.ts'
import { attempt } from '../asking.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { frameOf } from '../frame-of.ts'
import type { ShownGrant } from '../story.ts'
import { deviceOf, endingChoices, nameOf, type ShownSession } from './session.tsx'

const one = `${sessionsPath}/:id`
const grant = `${one}/grants/:grant`
const scope = 'parley:sessions.end'

export function endSessionRoutes({ showFreshly, takeFreshly }: Answering): void {
  showFreshly(`${one}/end`, (asked) => confirmSession(asked, { reason: 'revoked', fault: null }))
  takeFreshly(`${one}/end`, endSession)
  showFreshly(`${grant}/end`, (asked) => confirmGrant(asked, { reason: '', fault: null }))
  takeFreshly(`${grant}/end`, endGrant)
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

async function confirmSession(asked: Asked, { reason, fault }: Given): Promise<void> {
  const { ctx, visit, options } = asked
  demand(visit, scope)
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

async function endSession(asked: Asked): Promise<void> {
  const { ctx, visit } = asked
  const { id } = ctx['params']
  const reason = field(ctx, 'reason')
  const { fault } = await attempt(() => visit.ask('endSession', { params: { id, reason } }))
  if (fault === null) return seeOther(ctx, `${sessionPath({ id })}?told=ended`)
  ctx.status = 400
  await confirmSession(asked, { reason, fault })
}

async function confirmGrant(asked: Asked, { reason, fault }: Given): Promise<void> {
  const { ctx, visit, options } = asked
  demand(visit, scope)
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

async function endGrant(asked: Asked): Promise<void> {
  const { ctx, visit } = asked
  const { id, grant: grantId } = ctx['params']
  const reason = field(ctx, 'reason')
  const { fault } = await attempt(() => visit.ask('endGrant', { params: { id: grantId, reason } }))
  if (fault === null) return seeOther(ctx, `${sessionPath({ id })}?told=grant`)
  ctx.status = 400
  await confirmGrant(asked, { reason, fault })
}
