/** What happens to a client in the admin API: disabled, enabled, deleted, given another secret. */

import { enableClient } from '../../clients/enable.ts'
import { rotateSecret } from '../../clients/rotate-secret.ts'
import { deleteClient, disableClient } from '../../sessions/disable-client.ts'
import type { Store } from '../../store/database.ts'
import { checkScopes, editableClient, getClient, showClient } from './clients.ts'
import { type Operation, operation, type Reply } from './operation.ts'

export function clientLifecycle(store: Store): readonly Operation[] {
  const edited = editableClient(store)
  const shown = async (id: string): Promise<Reply> => {
    return { status: 200, body: showClient(await getClient(store, id)) }
  }
  return [
    operation(
      'disableClient',
      async ({ params: { id }, body }, caller) => {
        const { reason } = body
        await disableClient(store, { clientId: id, reason, by: caller.by })
        return shown(id)
      },
      edited,
    ),
    operation(
      'enableClient',
      async ({ params: { id } }, caller) => {
        await enableClient(store, { clientId: id, by: caller.by })
        return shown(id)
      },
      edited,
    ),
    operation(
      'deleteClient',
      async ({ params: { id, reason } }, caller) => {
        await deleteClient(store, { clientId: id, reason, by: caller.by })
        return { status: 204 }
      },
      edited,
    ),
    rotation(store),
  ]
}

/** Else whoever may write clients could take the secret of one that may do more. */
function rotation(store: Store): Operation {
  return operation('rotateSecret', async ({ params, body }, caller) => {
    const { id: clientId } = params
    const { clientSecret, formerUntil } = await rotateSecret(store, {
      clientId,
      overlapSeconds: body.overlap,
      by: caller.by,
      allow: ({ scopes }) => checkScopes(scopes, caller),
    })
    return {
      status: 200,
      body: {
        client_id: clientId,
        client_secret: clientSecret,
        former_secret_expires_at: formerUntil,
      },
    }
  })
}
