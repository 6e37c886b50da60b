/** Whose browser it is, by the session cookie, for pages outside the protocol. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { sha256 } from '../base/crypto.ts'
import { ownClientId } from '../model/own-client.ts'
import { findSessionBySecret, type LiveSession } from '../sessions/find.ts'
import type { Db } from '../store/db.ts'

export type Exchange = { readonly req: IncomingMessage; readonly res: ServerResponse }

export function currentSessionOf(provider: Provider, db: Db) {
  return async ({ req, res }: Exchange): Promise<LiveSession | null> => {
    const { cookies } = provider.createContext(req, res)
    const value = cookies.get(provider.cookieName('session'), { signed: true })
    if (!value) return null
    return findSessionBySecret(db, { secretHash: sha256(value), clientId: ownClientId })
  }
}
