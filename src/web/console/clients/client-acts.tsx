/** What ends, or is made anew, of a client in the console: its secret, all of it, for a while or for good. */

import { randomToken } from '../../../base/crypto.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { showPage } from '../../ui/show-page.ts'
import { clientPath, clientsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type Kind, lifecycleRoutes } from '../lifecycle.tsx'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { typedName } from './client.tsx'
import { AskSecretPage, SecretMadePage, type ShownSecret } from './client-secret-page.tsx'
import { readClient, writeScope } from './clients.tsx'

const one = `${clientsPath}/:id`

export function clientActs(router: ConsoleRouter): void {
  const { getFresh, postFresh } = router
  getFresh(`${one}/secret`, (request) => askSecret(request))
  postFresh(`${one}/secret`, rotate)
  lifecycleRoutes(router, clients)
}

const clients: Kind = {
  listPath: clientsPath,
  scope: writeScope,
  read: async (request) => {
    const { client } = await readClient(request)
    const { client_id: id, client_name: name } = client
    return { id, name, typed: typedName(client), path: clientPath(client) }
  },
  leads: {
    disable:
      'Whatever it was issued is dead at once, and it gets nothing until somebody enables it again. What ended stays ended.',
    delete:
      'Whatever it was issued is dead at once, and it is gone for good: its id is never given again. Disable it if it may come back.',
  },
  operations: { disable: 'disableClient', enable: 'enableClient', delete: 'deleteClient' },
}

async function askSecret(request: ConsoleRequest, fault: Fault | null = null): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, writeScope)
  const { client } = await readClient(request)
  const once = field(ctx, 'once') || randomToken(128)
  showPage(ctx, <AskSecretPage {...frameOf(visit, options)} {...{ client, once, fault }} />)
}

async function rotate(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  const { client } = await readClient(request)
  const { value, fault } = await attempt(() =>
    visit.ask<ShownSecret>('rotateSecret', {
      params: { id: client.client_id },
      body: { overlap: numberIn(field(ctx, 'overlap')) },
      headers: { 'idempotency-key': field(ctx, 'once') },
    }),
  )
  if (value === null) {
    ctx.status = 400
    return askSecret(request, fault)
  }
  const mayRevoke = visit.may('parley:revocations.make')
  const shown = { client, made: value.body, mayRevoke }
  showPage(ctx, <SecretMadePage {...frameOf(visit, options)} {...shown} />)
}

/** What is no number is for the contract to refuse. */
function numberIn(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text
}
