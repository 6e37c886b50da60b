/** Changing a client's registration in the console. */

import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { clientPath, clientsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { policyNames } from '../policy-names.ts'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { ShownClient } from './client.tsx'
import { ClientEditPage } from './client-edit-page.tsx'
import type { ClientForm } from './client-fields.tsx'
import { formIn, formOf, patchOf } from './client-form.ts'
import { readClient, writeScope } from './clients.tsx'

const path = `${clientsPath}/:id/edit`

/** Where it is sent people back to decides who gets their codes. */
export function editClientPages({ getFresh, postFresh }: ConsoleRouter): void {
  getFresh(path, ask)
  postFresh(path, save)
}

async function ask(request: ConsoleRequest): Promise<void> {
  requireScope(request.visit, writeScope)
  const { client, etag } = await readClient(request)
  await showForm(request, { client, etag, form: formOf(client), lost: null, fault: null })
}

type Filled = {
  readonly client: ShownClient
  readonly etag: string
  readonly form: ClientForm
  readonly lost: ClientForm | null
  readonly fault: Fault | null
}

async function showForm({ ctx, visit, options }: ConsoleRequest, filled: Filled): Promise<void> {
  const policies = await policyNames(visit)
  showPage(ctx, <ClientEditPage {...frameOf(visit, options)} {...filled} policies={policies} />)
}

async function save(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const [form, etag] = [formIn(ctx), field(ctx, 'etag')]
  const { client } = await readClient(request)
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
  if (fault.isStale) return showPresent(request, form)
  ctx.status = 400
  await showForm(request, { client, etag, form, lost: null, fault })
}

/** Somebody else was first: what is there now, with what was typed beside it. */
async function showPresent(request: ConsoleRequest, lost: ClientForm): Promise<void> {
  const { client, etag } = await readClient(request)
  request.ctx.status = 412
  await showForm(request, { client, etag, form: formOf(client), lost, fault: null })
}
