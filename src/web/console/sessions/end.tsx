/** Ending one session in the console. */

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
import { deviceOf, endingChoices, endScope, nameOf } from './session.tsx'

const endPath = `${sessionsPath}/:id/end`

export function endSessionRoutes({ form, act }: ConsoleRouter): void {
  form(endPath, 'endSession', (request) => confirm(request, { reason: 'revoked', fault: null }))
  act({ path: endPath, operationId: 'endSession' }, end)
}

/** The form as the operator filled it in. */
type Entry = { readonly reason: string; readonly fault: Fault | null }

const text = {
  title: (who: string, device: string) => `End the session of ${who} on ${device}`,
  lead: 'The person is signed out there at once, and every application loses what it was allowed in this session. The other sessions of the account go on.',
  button: 'End this session',
}

async function confirm(request: ConsoleRequest, { reason, fault }: Entry): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, endScope)
  const { body } = await visit.ask('getSession', {
    params: { id: ctx['params'].id },
  })
  showPage(
    ctx,
    <ConfirmPage
      {...frameOf(visit, options)}
      path={sessionsPath}
      title={text.title(nameOf(body), deviceOf(body))}
      lead={text.lead}
      action={`${sessionPath(body)}/end`}
      typed={null}
      reason={reason}
      reasons={endingChoices}
      button={text.button}
      back={sessionPath(body)}
      fault={fault}
    />,
  )
}

async function end(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const { id } = ctx['params']
  const reason = field(ctx, 'reason')
  const { fault } = await attempt(() => visit.ask('endSession', { params: { id, reason } }))
  if (fault === null) return seeOther(ctx, `${sessionPath({ id })}?told=ended`)
  ctx.status = 400
  await confirm(request, { reason, fault })
}
