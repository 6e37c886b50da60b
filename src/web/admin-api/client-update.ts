/** Changing a client in the admin API: a JSON Merge Patch (RFC 7396) of its registration. */

import { DomainError } from '../../base/errors.ts'
import { type ClientSettings, updateClient } from '../../clients/update.ts'
import type { ClientRegistration } from '../../model/client.ts'
import type { Store } from '../../store/database.ts'
import {
  checkScopes,
  editableClient,
  getClient,
  type Metadata,
  scopesIn,
  showClient,
} from './clients.ts'
import { type Operation, operation } from './operation.ts'

type Fixed = 'client_name' | 'application_type' | 'token_endpoint_auth_method' | 'resource'

/** Null takes a field away. */
type Patch = { readonly client_name?: string } & {
  readonly [Field in Exclude<keyof Metadata, Fixed>]?: Metadata[Field] | null
}

export function clientUpdate(store: Store): Operation {
  return operation(
    'updateClient',
    async ({ params: { id }, body }, caller) => {
      await updateClient(store, {
        clientId: id,
        // Whoever may write clients could else act as one that may do more, or make it one.
        change: (now) => {
          checkScopes(now.scopes, caller)
          const settings = patched(now, body)
          checkScopes(settings.scopes, caller)
          return settings
        },
        by: caller.by,
      })
      return { status: 200, body: showClient(await getClient(store, id)) }
    },
    editableClient(store),
  )
}

/** What was taken away is as if it had been left out at registration. */
function patched(now: ClientRegistration, patch: Patch): ClientSettings {
  const scope = orLeftOut(patch.scope, 'openid')
  return {
    name: patch.client_name ?? now.name,
    grantTypes: orLeftOut(patch.grant_types, ['authorization_code']) ?? now.grantTypes,
    redirectUris: orLeftOut(patch.redirect_uris, []) ?? now.redirectUris,
    postLogoutRedirectUris:
      orLeftOut(patch.post_logout_redirect_uris, []) ?? now.postLogoutRedirectUris,
    scopes: scope === undefined ? now.scopes : scopesIn(scope),
    jwks: patch.jwks === undefined ? now.jwks : patch.jwks,
    policy: patch.policy === undefined ? now.policy : patch.policy,
    allowGuests: orLeftOut(patch.allow_guests, false) ?? now.allowGuests,
    backchannelLogout: patchedLogout(now.backchannelLogout, patch),
  }
}

function orLeftOut<Value>(value: Value | null | undefined, leftOut: Value): Value | undefined {
  return value === null ? leftOut : value
}

type Logout = ClientRegistration['backchannelLogout']

function patchedLogout(now: Logout, patch: Patch): Logout {
  const {
    backchannel_logout_uri: uri = now?.uri ?? null,
    backchannel_logout_session_required: required = now?.sessionRequired ?? false,
    backchannel_logout_causes: causes = now?.causes ?? null,
  } = patch
  if (uri !== null) return { uri, sessionRequired: required ?? false, causes }
  for (const field of ['session_required', 'causes'] as const) {
    if (patch[`backchannel_logout_${field}`]) throw withoutReceiver(field)
  }
  return null
}

function withoutReceiver(field: string): DomainError {
  const rule = 'only with backchannel_logout_uri'
  return new DomainError('client_metadata_invalid', `backchannel_logout_${field}: ${rule}`)
}
