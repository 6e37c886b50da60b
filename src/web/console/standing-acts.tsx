/** Disabling, enabling and deleting in the console: the same steps for whatever has a standing here. */

import { field } from '../middleware/guards.ts'
import type { Fault } from '../ui/fields.tsx'
import { seeOther } from '../ui/see-other.ts'
import { showPage } from '../ui/show-page.ts'
import { type Answering, type Asked, demand } from './answering.ts'
import { attempt, typedFault } from './asking.ts'
import { ConfirmPage } from './confirm-page.tsx'
import { frameOf } from './frame-of.ts'

type Ending = 'disable' | 'delete'

/** One of a kind, as it was found. */
export type Subject = {
  readonly id: string
  readonly name: string
  /** What is typed before it is deleted. */
  readonly typed: string
  readonly path: string
}

export type Kind = {
  /** Its list; one of them stands below it, by its id. */
  readonly listPath: string
  readonly scope: string
  readonly read: (asked: Asked) => Promise<Subject>
  /** What it means, for this kind. */
  readonly leads: Readonly<Record<Ending, string>>
  readonly operations: Readonly<Record<Ending | 'enable', string>>
}

export function standingActs({ take, showFreshly, takeFreshly }: Answering, kind: Kind): void {
  const one = `${kind.listPath}/:id`
  take(`${one}/enable`, (asked) => enable(asked, kind))
  for (const ending of ['disable', 'delete'] as const) {
    showFreshly(`${one}/${ending}`, (asked) => confirm(asked, kind, { ending }))
    takeFreshly(`${one}/${ending}`, (asked) => end(asked, kind, ending))
  }
}

async function enable(asked: Asked, { read, operations }: Kind): Promise<void> {
  const { id, path } = await read(asked)
  await asked.visit.ask(operations.enable, { params: { id } })
  seeOther(asked.ctx, `${path}?told=enabled`)
}

const verbs = { disable: 'Disable', delete: 'Delete' }

type Tried = { readonly ending: Ending; readonly reason?: string; readonly fault?: Fault | null }

async function confirm(asked: Asked, kind: Kind, tried: Tried): Promise<void> {
  const { ctx, visit, options } = asked
  const { ending, reason = '', fault = null } = tried
  demand(visit, kind.scope)
  const { name, typed, path } = await kind.read(asked)
  showPage(
    ctx,
    <ConfirmPage
      {...frameOf(visit, options)}
      path={kind.listPath}
      title={`${verbs[ending]} ${name}`}
      lead={kind.leads[ending]}
      action={`${path}/${ending}`}
      typed={ending === 'delete' ? typed : null}
      reason={reason}
      button={`${verbs[ending]} it`}
      back={path}
      fault={fault}
    />,
  )
}

async function end(asked: Asked, kind: Kind, ending: Ending): Promise<void> {
  const { ctx, visit } = asked
  const { id, typed, path } = await kind.read(asked)
  const reason = field(ctx, 'reason')
  const given =
    ending === 'delete' ? { params: { id, reason } } : { params: { id }, body: { reason } }
  const fault =
    (ending === 'delete' ? typedFault(ctx, typed) : null) ??
    (await attempt(() => visit.ask(kind.operations[ending], given))).fault
  if (fault !== null) {
    ctx.status = 400
    return confirm(asked, kind, { ending, reason, fault })
  }
  seeOther(ctx, ending === 'delete' ? `${kind.listPath}?told=deleted` : `${path}?told=disabled`)
}
