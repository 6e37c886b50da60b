/** A client in the console: its document and its state badge. */

import type { VNode } from 'preact'
import type { ClientDocument } from '../../../contract/documents.ts'
import { Badge } from '../../ui/facts.tsx'
import type { ConsoleRequest } from '../request.ts'
import type { Visit } from '../visit.ts'

export const writeScope = 'parley:clients.write'

/** The client that the path names, with the ETag that an edit must send back. */
export async function readClient({ ctx, visit }: Pick<ConsoleRequest, 'ctx' | 'visit'>): Promise<{
  client: ClientDocument
  etag: string
}> {
  const params = { id: String(ctx['params'].id) }
  const { body: client, headers } = await visit.ask('getClient', { params })
  return { client, etag: headers?.['ETag'] ?? '' }
}

/** Whether the operator has every right that the client has. */
export function covers({ mayAct }: Visit, { scope }: ClientDocument): boolean {
  return mayAct({ kind: 'holder', scopes: scope.split(' ') })
}

export function mayChange(visit: Visit, client: ClientDocument): boolean {
  return visit.may(writeScope) && covers(visit, client)
}

/** The sentences that confirm an action, by the key in the address. */
export const doneSentences = {
  saved: 'Saved. Every node knows it within a second.',
  same: 'It was so before: nothing changed.',
  disabled: 'Disabled. Whatever it was issued is dead.',
  enabled: 'Enabled. It can ask for tokens again; what ended stays ended.',
  deleted: 'Deleted. Whatever it was issued is dead.',
}

export function hasSecret({ token_endpoint_auth_method: method }: ClientDocument): boolean {
  return method.startsWith('client_secret')
}

const text = { enabled: 'enabled', disabled: 'disabled' }

export function ClientBadge({ disabled_at: at }: Pick<ClientDocument, 'disabled_at'>): VNode {
  return at === null ? (
    <Badge mood="good">{text.enabled}</Badge>
  ) : (
    <Badge mood="bad">{text.disabled}</Badge>
  )
}
