/** The console's area of clients: the list, one of them, and how one is set up. */

import { showPage } from '../show-page.ts'
import { clientsPath, type ShownClient } from '../views/console/client.tsx'
import { ClientPage } from '../views/console/client-page.tsx'
import { ClientSetupPage } from '../views/console/client-setup-page.tsx'
import { ClientsPage } from '../views/console/clients-page.tsx'
import type { Page } from '../views/console/pages.ts'
import type { Answering, Asked } from './answering.ts'
import { attempt, doneIn, filtersIn } from './asking.ts'
import { frameOf } from './frame-of.ts'

export const writeScope = 'parley:clients.write'

export function clientPages({ show }: Answering): void {
  show(clientsPath, list)
  show(`${clientsPath}/:id`, showOne)
  show(`${clientsPath}/:id/setup`, setUp)
}

/** With the version that an edit of it says. */
export async function readClient({ ctx, visit }: Pick<Asked, 'ctx' | 'visit'>): Promise<{
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

async function list({ ctx, visit, options }: Asked): Promise<void> {
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

async function showOne(asked: Asked): Promise<void> {
  const { ctx, visit, options } = asked
  const { client } = await readClient(asked)
  const mayWrite = visit.may(writeScope)
  const shown = { client, mayWrite, done: doneIn(ctx, told) }
  showPage(ctx, <ClientPage {...frameOf(visit, options)} {...shown} />)
}

async function setUp(asked: Asked): Promise<void> {
  const { ctx, visit, options } = asked
  const { client } = await readClient(asked)
  const setup = { issuer: options.issuer, client, secret: null }
  const shown = { setup, isNew: false, mayWrite: visit.may(writeScope) }
  showPage(ctx, <ClientSetupPage {...frameOf(visit, options)} {...shown} />)
}
