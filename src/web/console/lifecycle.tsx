/** Disabling, enabling and deleting an account or a client: the buttons, the confirmation, the calls. */

import type { VNode } from 'preact'
import type { Act } from '../../contract/operation-rules.ts'
import { field } from '../middleware/guards.ts'
import type { Fault } from '../ui/fields.tsx'
import { seeOther } from '../ui/see-other.ts'
import { showPage } from '../ui/show-page.ts'
import { attempt } from './attempt.ts'
import { ConfirmPage } from './confirm-page.tsx'
import { frameOf } from './frame.tsx'
import { type ConsoleRequest, requireScope, typedFault } from './request.ts'
import type { ConsoleRouter } from './router.ts'

type Ending = 'disable' | 'delete'

type Subject = {
  readonly id: string
  readonly name: string
  /** The operator types this to confirm that it is deleted. */
  readonly typed: string
  readonly path: string
}

/** A kind of thing that can be disabled and deleted. */
export type Kind = {
  readonly listPath: string
  readonly scope: string
  /** Reads the one that the request's path names. */
  readonly read: (request: ConsoleRequest) => Promise<Subject>
  /** The meaning of each ending for this kind. */
  readonly leads: Readonly<Record<Ending, string>>
  readonly operations: Readonly<Record<Ending | 'enable', Act>>
}

export function lifecycleRoutes({ form, act }: ConsoleRouter, kind: Kind): void {
  const path = `${kind.listPath}/:id`
  act({ path: `${path}/enable`, operationId: kind.operations.enable }, (request) =>
    enable(request, kind),
  )
  for (const ending of ['disable', 'delete'] as const) {
    form(`${path}/${ending}`, kind.operations[ending], (request) =>
      confirm(request, kind, { ending }),
    )
    act({ path: `${path}/${ending}`, operationId: kind.operations[ending] }, (request) =>
      end(request, kind, ending),
    )
  }
}

async function enable(request: ConsoleRequest, { read, operations }: Kind): Promise<void> {
  const { id, path } = await read(request)
  await request.visit.ask(operations.enable, { params: { id } })
  seeOther(request.ctx, `${path}?told=enabled`)
}

const text = {
  verbs: { disable: 'Disable', delete: 'Delete' },
  edit: 'Edit',
  enable: 'Enable',
}

type Entry = { readonly ending: Ending; readonly reason?: string; readonly fault?: Fault | null }

async function confirm(request: ConsoleRequest, kind: Kind, entry: Entry): Promise<void> {
  const { ctx, visit, options } = request
  const { ending, reason = '', fault = null } = entry
  requireScope(visit, kind.scope)
  const { name, typed, path } = await kind.read(request)
  showPage(
    ctx,
    <ConfirmPage
      {...frameOf(visit, options)}
      path={kind.listPath}
      title={`${text.verbs[ending]} ${name}`}
      lead={kind.leads[ending]}
      action={`${path}/${ending}`}
      typed={ending === 'delete' ? typed : null}
      reason={reason}
      button={`${text.verbs[ending]} it`}
      back={path}
      fault={fault}
    />,
  )
}

async function end(request: ConsoleRequest, kind: Kind, ending: Ending): Promise<void> {
  const { ctx, visit } = request
  const { id, typed, path } = await kind.read(request)
  const reason = field(ctx, 'reason')
  const call =
    ending === 'delete' ? { params: { id, reason } } : { params: { id }, body: { reason } }
  const fault =
    (ending === 'delete' ? typedFault(ctx, typed) : null) ??
    (await attempt(() => visit.ask(kind.operations[ending], call))).fault
  if (fault !== null) {
    ctx.status = 400
    return confirm(request, kind, { ending, reason, fault })
  }
  seeOther(ctx, ending === 'delete' ? `${kind.listPath}?told=deleted` : `${path}?told=disabled`)
}

type ButtonsProps = {
  readonly path: string
  /** Null while it is enabled. */
  readonly disabledAt: string | null
}

export function LifecycleButtons({ path, disabledAt }: ButtonsProps): VNode {
  return (
    <div class="toolbar">
      <a class="button primary" href={`${path}/edit`}>
        {text.edit}
      </a>
      {disabledAt === null ? (
        <a class="button" href={`${path}/disable`}>
          {text.verbs.disable}
        </a>
      ) : (
        <form method="post" action={`${path}/enable`}>
          <button class="button" type="submit">
            {text.enable}
          </button>
        </form>
      )}
      <a class="button" href={`${path}/delete`}>
        {text.verbs.delete}
      </a>
    </div>
  )
}
