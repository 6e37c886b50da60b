/** What ends, or is made anew, of a client in the console: its secret, all of it, for a while or for good. */

import { randomToken } from '../../base/crypto.ts'
import { field } from '../guards.ts'
import { seeOther } from '../see-other.ts'
import { showPage } from '../show-page.ts'
import { clientsPath, pathOf, type ShownClient, typedName } from '../views/console/client.tsx'
import {
  AskSecretPage,
  SecretMadePage,
  type ShownSecret,
} from '../views/console/client-secret-page.tsx'
import { ConfirmPage } from '../views/console/confirm-page.tsx'
import type { Fault } from '../views/console/fields.tsx'
import { type Answering, type Asked, demand } from './answering.ts'
import { attempt, typedFault } from './asking.ts'
import { readClient, writeScope } from './clients.tsx'
import { frameOf } from './frame-of.ts'

const one = `${clientsPath}/:id`

export function clientActs({ take, showFreshly, takeFreshly }: Answering): void {
  showFreshly(`${one}/secret`, (asked) => askSecret(asked))
  takeFreshly(`${one}/secret`, rotate)
  for (const act of ['disable', 'delete'] as const) {
    showFreshly(`${one}/${act}`, (asked) => confirm(asked, { act }))
    takeFreshly(`${one}/${act}`, (asked) => end(asked, act))
  }
  take(`${one}/enable`, enable)
}

async function askSecret(asked: Asked, fault: Fault | null = null): Promise<void> {
  const { ctx, visit, options } = asked
  demand(visit, writeScope)
  const { client } = await readClient(asked)
  const once = field(ctx, 'once') || randomToken(128)
  showPage(ctx, <AskSecretPage {...frameOf(visit, options)} {...{ client, once, fault }} />)
}

async function rotate(asked: Asked): Promise<void> {
  const { ctx, visit, options } = asked
  const { client } = await readClient(asked)
  const { value, fault } = await attempt(() =>
    visit.ask<ShownSecret>('rotateSecret', {
      params: { id: client.client_id },
      body: { overlap: numberIn(field(ctx, 'overlap')) },
      headers: { 'idempotency-key': field(ctx, 'once') },
    }),
  )
  if (value === null) {
    ctx.status = 400
    return askSecret(asked, fault)
  }
  const mayRevoke = visit.may('parley:revocations.make')
  const shown = { client, made: value.body, mayRevoke }
  showPage(ctx, <SecretMadePage {...frameOf(visit, options)} {...shown} />)
}

/** What is no number is for the contract to refuse. */
function numberIn(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text
}

type Act = 'disable' | 'delete'

const texts = {
  disable: {
    title: (name: string) => `Disable ${name}`,
    lead: 'Whatever it was issued is dead at once, and it gets nothing until somebody enables it again. What ended stays ended.',
    button: 'Disable it',
  },
  delete: {
    title: (name: string) => `Delete ${name}`,
    lead: 'Whatever it was issued is dead at once, and it is gone for good: its id is never given again. Disable it if it may come back.',
    button: 'Delete it',
  },
} as const

type Asking = { readonly act: Act; readonly reason?: string; readonly fault?: Fault | null }

async function confirm(asked: Asked, { act, reason = '', fault = null }: Asking): Promise<void> {
  const { ctx, visit, options } = asked
  demand(visit, writeScope)
  const { client } = await readClient(asked)
  const { title, lead, button } = texts[act]
  showPage(
    ctx,
    <ConfirmPage
      {...frameOf(visit, options)}
      path={clientsPath}
      title={title(client.client_name)}
      lead={lead}
      action={`${pathOf(client)}/${act}`}
      typed={act === 'delete' ? typedName(client) : null}
      reason={reason}
      button={button}
      back={pathOf(client)}
      fault={fault}
    />,
  )
}

async function end(asked: Asked, act: Act): Promise<void> {
  const { ctx } = asked
  const { client } = await readClient(asked)
  const reason = field(ctx, 'reason')
  const fault = act === 'delete' ? typedFault(ctx, typedName(client)) : null
  const refused = fault ?? (await attempt(() => endBy(asked, { act, client, reason }))).fault
  if (refused !== null) {
    ctx.status = 400
    return confirm(asked, { act, reason, fault: refused })
  }
  const isGone = act === 'delete'
  seeOther(ctx, isGone ? `${clientsPath}?told=deleted` : `${pathOf(client)}?told=disabled`)
}

type Ending = { readonly act: Act; readonly client: ShownClient; readonly reason: string }

function endBy({ visit }: Asked, { act, client, reason }: Ending) {
  const id = client.client_id
  return act === 'delete'
    ? visit.ask('deleteClient', { params: { id, reason } })
    : visit.ask('disableClient', { params: { id }, body: { reason } })
}

async function enable(asked: Asked): Promise<void> {
  const { ctx, visit } = asked
  const { client } = await readClient(asked)
  await visit.ask('enableClient', { params: { id: client.client_id } })
  seeOther(ctx, `${pathOf(client)}?told=enabled`)
}
