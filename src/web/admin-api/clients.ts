/** Clients in the admin API: list, look at one, register one. */

import { DomainError } from '../../base/errors.ts'
import { createClient } from '../../clients/create.ts'
import {
  findListedClient,
  type ListedClient,
  listClients,
  logoutMetadata,
} from '../../clients/list.ts'
import { lockClient } from '../../clients/lock.ts'
import { isOperatorScope } from '../../model/admin-scopes.ts'
import type { AuthMethod, Client, ClientRegistration, GrantType } from '../../model/client.ts'
import type { NoticeCause } from '../../model/notice.ts'
import type { Store } from '../../store/database.ts'
import type { Editable } from './edits.ts'
import { type Caller, type Operation, operation } from './operation.ts'
import { type PagerOptions, type Paging, pagerOf } from './pages.ts'

/** As RFC 7591 names it; the contract fills in the defaults. */
export type Metadata = {
  readonly client_name: string
  readonly application_type: Client['applicationType']
  readonly token_endpoint_auth_method: AuthMethod
  readonly grant_types: readonly GrantType[]
  readonly redirect_uris: readonly string[]
  readonly post_logout_redirect_uris: readonly string[]
  readonly scope: string
  readonly jwks?: { readonly keys: readonly object[] }
  readonly policy?: string
  readonly resource?: string
  readonly allow_guests: boolean
  readonly backchannel_logout_uri?: string
  readonly backchannel_logout_session_required: boolean
  readonly backchannel_logout_causes?: readonly NoticeCause[]
}

export type ClientOptions = Omit<PagerOptions, 'path'> & { readonly store: Store }

const path = '/admin/v1/clients'

export function clientOperations({ store, ...paging }: ClientOptions): readonly Operation[] {
  const pager = pagerOf<Paging>({ ...paging, path })
  return [
    operation('listClients', async ({ params }) => {
      const page = { after: pager.startOf(params), most: pager.mostOf(params) }
      return pager.reply(params, await listClients(store, page), showClient)
    }),
    operation(
      'getClient',
      async ({ params: { id } }) => ({
        status: 200,
        body: showClient(await getClient(store, id)),
      }),
      editableClient(store),
    ),
    operation('createClient', async ({ body }, caller) => {
      const registration = registrationOf(body)
      checkScopes(registration.scopes, caller)
      const { clientId, clientSecret } = await createClient(store, {
        registration,
        by: caller.by,
      })
      const client = showClient(await getClient(store, clientId))
      return {
        status: 201,
        body: clientSecret === null ? client : { ...client, client_secret: clientSecret },
        headers: { Location: `${path}/${clientId}` },
      }
    }),
  ]
}

/** What an operation names that edits a client. */
export function editableClient(store: Store): Editable<{ id: string }> {
  return {
    store,
    hold: ({ id }) => lockClient(store, id),
    show: async ({ id }) => showClient(await getClient(store, id)),
  }
}

export async function getClient(store: Store, id: string): Promise<ListedClient> {
  const client = await findListedClient(store, id)
  if (client === null) throw new DomainError('not_found', 'no client has this id')
  return client
}

/** Else whoever may register clients could register one that may do everything. */
export function checkScopes(scopes: readonly string[], caller: Caller): void {
  const missing = scopes.find((scope) => isOperatorScope(scope) && !caller.scopes.includes(scope))
  if (missing === undefined) return
  throw new DomainError('forbidden', `scope: ${missing} can be given only by who has it`)
}

function registrationOf(metadata: Metadata): ClientRegistration {
  return {
    name: metadata.client_name,
    applicationType: metadata.application_type,
    authMethod: metadata.token_endpoint_auth_method,
    grantTypes: metadata.grant_types,
    redirectUris: metadata.redirect_uris,
    postLogoutRedirectUris: metadata.post_logout_redirect_uris,
    scopes: scopesIn(metadata.scope),
    jwks: metadata.jwks ?? null,
    policy: metadata.policy ?? null,
    resource: metadata.resource ?? null,
    allowGuests: metadata.allow_guests,
    backchannelLogout: logoutOf(metadata),
  }
}

export function scopesIn(scope: string): readonly string[] {
  return [...new Set(scope.split(' ').filter(Boolean))]
}

function logoutOf(metadata: Metadata): ClientRegistration['backchannelLogout'] {
  const { backchannel_logout_uri: uri, backchannel_logout_causes: causes = null } = metadata
  if (uri === undefined) return null
  return { uri, sessionRequired: metadata.backchannel_logout_session_required, causes }
}

export function showClient(client: ListedClient) {
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: client.applicationType,
    token_endpoint_auth_method: client.authMethod,
    grant_types: client.grantTypes,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    scope: client.scopes.join(' '),
    ...(client.jwks === null ? {} : { jwks: client.jwks }),
    policy: client.policy,
    resource: client.resource,
    allow_guests: client.allowGuests,
    ...logoutMetadata(client),
    secret_rotated_at: client.secretRotatedAt,
    former_secret_expires_at: client.formerSecretUntil,
    created_at: client.createdAt,
    disabled_at: client.disabledAt,
  }
}
