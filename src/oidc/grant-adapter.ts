/** Grants between the library and the domain. */

import Provider, { type Adapter, type AdapterPayload } from 'oidc-provider'
import { epochSeconds } from '../base/clock.ts'
import { findGrant } from '../tokens/find-grant.ts'
import { type NewGrant, saveGrant } from '../tokens/save-grant.ts'
import type { Domain } from './domain.ts'
import { endGrantOnce } from './endings.ts'
import { codeSlot, grantSlot, refreshSlot, sessionSlot } from './request.ts'

type Allowance = Pick<AdapterPayload, 'openid' | 'resources' | 'rejected' | 'rar'>

export function grantAdapter(domain: Domain): Partial<Adapter> {
  return {
    find: async (id) => {
      const grant = foundGrant(id) ?? (await findGrant(domain.db, id))
      if (grant === null) return undefined
      const client = await domain.clients.find(grant.clientId)
      return payloadOf({ ...grant, allowed: within(grant.allowed, client?.scopes ?? []) })
    },
    upsert: async (id, payload) => saveGrant(newGrant(id, payload)),
    destroy: (id) => endGrantOnce(domain, id),
  }
}

type GrantFacts = {
  readonly id: string
  readonly accountId: string
  readonly clientId: string
  readonly allowed: object
}

function foundGrant(id: string): GrantFacts | null {
  const session = sessionSlot.get()
  const code = codeSlot.get()
  const refresh = refreshSlot.get()
  const clientId = Provider.ctx?.oidc.client?.clientId ?? ''
  const candidates = [
    session?.grant && { ...session.grant, accountId: session.accountId, clientId },
    code && { ...code.grant, accountId: code.accountId, clientId: code.clientId },
    refresh && { ...refresh.family, ...refresh.family.grant },
    grantSlot.get(),
  ]
  return candidates.find((grant) => grant?.id === id) ?? null
}

function payloadOf({ id, accountId, clientId, allowed }: GrantFacts): AdapterPayload {
  return { kind: 'Grant', jti: id, accountId, clientId, iat: epochSeconds(), ...allowed }
}

/** Leaves out scopes that the client has lost since. Those of resources are checked elsewhere. */
function within(allowed: object, scopes: readonly string[]): object {
  const openid: unknown = Reflect.get(allowed, 'openid')
  if (typeof openid !== 'object' || openid === null || !('scope' in openid)) return allowed
  const left = String(openid.scope)
    .split(' ')
    .filter((scope) => scopes.includes(scope))
  return { ...allowed, openid: { ...openid, scope: left.join(' ') } }
}

/** The grant belongs to the session of this request, which may have begun just now. */
export function newGrant(id: string, payload: AdapterPayload): NewGrant {
  const sessionId = Provider.ctx?.oidc.session?.uid ?? sessionSlot.get()?.id
  const { accountId, clientId, openid, resources, rejected, rar } = payload
  if (!sessionId || !accountId || !clientId) throw new Error('a grant belongs to a session')
  const allowed: Allowance = { openid, resources, rejected, rar }
  return { id, sessionId, accountId, clientId, allowed }
}
