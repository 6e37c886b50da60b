/** The console's area of clients: the list, one of them, and how one is set up. */

import type { Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { clientsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, doneIn, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { ShownClient } from './client.tsx'
import { ClientPage } from './client-page.tsx'
import { ClientSetupPage } from './client-setup-page.tsx'
import { ClientsPage } from './clients-page.tsx'

export const writeScope = 'parley:clients.write'

export function clientPages({ get }: ConsoleRouter): void {
  get(clientsPath, list)
  get(`${clientsPath}/:id`, showOne)
  get(`${clientsPath}/:id/setup`, setUp)
}

/** With the version that an edit of it says. */
export async function readClient({ ctx, visit }: Pick<ConsoleRequest, 'ctx' | 'visit'>): Promise<{
  client: ShownClient
  etag: string
}> {
  const params = { id: String(ctx['params'].id) }
  const { body: client, headers } = await visit.ask<ShownClient>('getClient', { params })
  return { client, etag: headers?.['ETag'] ?? '' }
}

const told = {
  saved: 'Saved. Every node knows it within a second.',
  same: 'It was so before: nothing changed.',
  disabled: 'Disabled. Whatever it was issued is dead.',
  enabled: 'Enabled. It can ask for tokens again; what ended stays ended.',
  deleted: 'Deleted. Whatever it was issued is dead.',
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const params = filtersIn(ctx, ['cursor'])
  const { value, fault } = await attempt(() =>
    visit.ask<Page<ShownClient>>('listClients', { params }),
  )
  showPage(
    ctx,
    <ClientsPage
      {...frameOf(visit, options)}
      filters={params}
      found={value?.body ?? null}
      fault={fault}
      mayWrite={visit.may(writeScope)}
      done={doneIn(ctx, told)}
    />,
  )
}

async function showOne(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  const { client } = await readClient(request)
  const mayWrite = visit.may(writeScope)
  const shown = { client, mayWrite, done: doneIn(ctx, told) }
  showPage(ctx, <ClientPage {...frameOf(visit, options)} {...shown} />)
}

async function setUp(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  const { client } = await readClient(request)
  const setup = { issuer: options.issuer, client, secret: null }
  const shown = { setup, isNew: false, mayWrite: visit.may(writeScope) }
  showPage(ctx, <ClientSetupPage {...frameOf(visit, options)} {...shown} />)
}
