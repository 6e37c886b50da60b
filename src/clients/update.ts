/**
 * Changes a client's registration. Issued tokens stay as they are; new ones follow the change, on
 * every node within a second.
 */

import { appendEvent } from '../ledger/append.ts'
import { changeBetween } from '../ledger/change-details.ts'
import { type ClientRegistration, checkRegistration } from '../model/client.ts'
import type { Actor } from '../model/event.ts'
import { type Db, write } from '../store/db.ts'
import { findRegistered } from './find.ts'
import { lockClient } from './lock.ts'
import { requireOwnPolicy } from './own-policy.ts'

/** Fields that never change after registration. */
type Fixed = 'authMethod' | 'applicationType' | 'resource'

export type ClientSettings = Omit<ClientRegistration, Fixed>

export type ClientUpdate = {
  readonly clientId: string
  /** Returns the new settings from the present ones; throws to refuse. */
  readonly change: (now: ClientRegistration) => ClientSettings
  readonly by: Actor
}

/** Each change gets its own timestamp, by which other nodes notice it. */
const update = write(
  'update_client',
  `UPDATE clients SET name = $2, redirect_uris = $3, post_logout_redirect_uris = $4,
     grant_types = $5, scopes = $6, jwks = $7, policy = $8, allow_guests = $9,
     backchannel_logout_uri = $10, backchannel_logout_session_required = $11,
     backchannel_logout_causes = $12,
     updated_at = greatest(clock_timestamp(), updated_at + interval '1 millisecond')
   WHERE id = $1`,
)

/** False if nothing changed. Throws `not_found`, and `client_metadata_invalid` with field and rule. */
export function updateClient(db: Db, { clientId, change, by }: ClientUpdate): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockClient(tx, clientId)
    const former = await findRegistered(tx, clientId)
    if (former === null) throw new Error('a client that is held is there')
    const client = { ...former, ...change(former) }
    const changed = changeBetween(settingsOf(former), settingsOf(client))
    if (changed === null) return false
    checkRegistration(client)
    if (client.policy !== former.policy) await requireOwnPolicy(tx, client.policy)
    await tx.rows(update, valuesOf(clientId, client))
    const about = { actor: by, clientId, details: changed }
    await appendEvent(tx, { type: 'client.changed', outcome: 'success', ...about })
    return true
  })
}

/** In the names of the admin API. */
export function settingsOf(client: ClientSettings) {
  const { backchannelLogout } = client
  return {
    client_name: client.name,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    grant_types: client.grantTypes,
    scope: client.scopes.join(' '),
    jwks: client.jwks,
    policy: client.policy,
    allow_guests: client.allowGuests,
    backchannel_logout_uri: backchannelLogout?.uri ?? null,
    backchannel_logout_session_required: backchannelLogout?.sessionRequired ?? false,
    backchannel_logout_causes: backchannelLogout?.causes ?? null,
  }
}

function valuesOf(clientId: string, client: ClientSettings): unknown[] {
  return [
    clientId,
    client.name,
    client.redirectUris,
    client.postLogoutRedirectUris,
    client.grantTypes,
    client.scopes,
    client.jwks === null ? null : JSON.stringify(client.jwks),
    client.policy,
    client.allowGuests,
    client.backchannelLogout?.uri ?? null,
    client.backchannelLogout?.sessionRequired ?? false,
    client.backchannelLogout?.causes ?? null,
  ]
}
