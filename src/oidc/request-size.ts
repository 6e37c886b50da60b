/** Refuses an authorization request that is too long to keep while a person signs in. */

import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { exceededLimit } from '../model/pending-request.ts'

/** Proof of the client, which is not kept. */
const notKept = ['client_assertion', 'client_assertion_type', 'client_secret']

/** Throws `invalid_request`, with the name and the limit of the parameter. */
export function requireBoundedRequest({ oidc }: KoaContextWithOIDC): void {
  const parameters = Object.entries(oidc.params ?? {}).filter(([name]) => !notKept.includes(name))
  const limit = exceededLimit(Object.fromEntries(parameters))
  if (limit !== null) throw new errors.InvalidRequest(limit)
}
