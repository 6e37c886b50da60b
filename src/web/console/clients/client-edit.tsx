/** Changing a client's registration in the console. */

import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { clientPath, clientsPath } from '../addresses.ts'
import { type Answering, type Asked, demand } from '../answering.ts'
import { attempt } from '../asking.ts'
import { frameOf } from '../frame-of.ts'
import { policyNames } from '../policy-names.ts'
import type { ShownClient } from './client.tsx'
import { ClientEditPage } from './client-edit-page.tsx'
import type { ClientForm } from './client-fields.tsx'
import { formIn, formOf, patchOf } from './client-form.ts'
import { readClient, writeScope } from './clients.tsx'

const path = `${clientsPath}/:id/edit`

/** Where it is sent people back to decides who gets their codes. */
export function editClientPages({ showFreshly, takeFreshly }: Answering): void {
  showFreshly(path, ask)
  takeFreshly(path, save)
}

async function ask(asked: Asked): Promise<void> {
  demand(asked.visit, writeScope)
  const { client, etag } = await readClient(asked)
  await showForm(asked, { client, etag, form: formOf(client), lost: null, fault: null })
}

type Filled = {
  readonly client: ShownClient
  readonly etag: string
  readonly form: ClientForm
  readonly lost: ClientForm | null
  readonly fault: Fault | null
}

async function showForm({ ctx, visit, options }: Asked, filled: Filled): Promise<void> {
  const policies = await policyNames(visit)
  showPage(ctx, <ClientEditPage {...frameOf(visit, options)} {...filled} policies={policies} />)
}

async function save(asked: Asked): Promise<void> {
  const { ctx, visit } = asked
  const [form, etag] = [formIn(ctx), field(ctx, 'etag')]
  const { client } = await readClient(asked)
  const { value, fault } = await attempt(() =>
    visit.ask<ShownClient>('updateClient', {
      params: { id: client.client_id },
      body: patchOf(client, form),
      headers: { 'if-match': etag },
    }),
  )
  if (value !== null) {
    const isSame = value.headers?.['ETag'] === etag
    return seeOther(ctx, `${clientPath(client)}?told=${isSame ? 'same' : 'saved'}`)
  }
  if (fault.isStale) return showPresent(asked, form)
  ctx.status = 400
  await showForm(asked, { client, etag, form, lost: null, fault })
}

/** Somebody else was first: what is there now, with what was typed beside it. */
async function showPresent(asked: Asked, lost: ClientForm): Promise<void> {
  const { client, etag } = await readClient(asked)
  asked.ctx.status = 412
  await showForm(asked, { client, etag, form: formOf(client), lost, fault: null })
}
