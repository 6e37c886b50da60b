/** Clients in the admin API: list, look at, register, change, disable, enable, delete, and give another secret. */

import { DomainError } from '../../base/errors.ts'
import { createClient } from '../../clients/create.ts'
import { enableClient } from '../../clients/enable.ts'
import { findListedClient, type ListedClient, listClients } from '../../clients/list.ts'
import { lockClient } from '../../clients/lock.ts'
import { rotateSecret } from '../../clients/rotate-secret.ts'
import { type ClientSettings, updateClient } from '../../clients/update.ts'
import { toClient, toNewSecret } from '../../contract/client.ts'
import type { AuthMethod, Client, ClientRegistration, GrantType } from '../../model/client.ts'
import type { NoticeCause } from '../../model/notice.ts'
import { deleteClient, disableClient } from '../../sessions/disable-client.ts'
import type { Store } from '../../store/database.ts'
import { scopesIn } from './authority.ts'
import { type Operation, operation, type Reply } from './operation.ts'
import { type PagerOptions, type Paging, pagerOf } from './pages.ts'
import type { Editable } from './preconditions.ts'

/** RFC 7591's names; the contract fills in the defaults. */
type Metadata = {
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
      return pager.reply(params, await listClients(store, page), toClient)
    }),
    operation(
      'getClient',
      async ({ params: { id } }) => ({
        status: 200,
        body: toClient(await getClient(store, id)),
      }),
      editableClient(store),
    ),
    operation('createClient', async ({ body }, caller) => {
      const registration = registrationOf(body)
      const { clientId, clientSecret } = await createClient(store, {
        registration,
        by: caller.by,
      })
      const client = toClient(await getClient(store, clientId))
      return {
        status: 201,
        body: clientSecret === null ? client : { ...client, client_secret: clientSecret },
        headers: { Location: `${path}/${clientId}` },
      }
    }),
    updateOperation(store),
    ...lifecycleOperations(store),
    secretRotation(store),
  ]
}

function updateOperation(store: Store): Operation {
  return operation(
    'updateClient',
    async ({ params: { id }, body }, caller) => {
      await updateClient(store, {
        clientId: id,
        change: (now) => patchSettings(now, body),
        by: caller.by,
      })
      return { status: 200, body: toClient(await getClient(store, id)) }
    },
    editableClient(store),
  )
}

function lifecycleOperations(store: Store): readonly Operation[] {
  const client = editableClient(store)
  const reply = async (id: string): Promise<Reply> => {
    return { status: 200, body: toClient(await getClient(store, id)) }
  }
  return [
    operation(
      'disableClient',
      async ({ params: { id }, body }, caller) => {
        const { reason } = body
        await disableClient(store, { clientId: id, reason, by: caller.by })
        return reply(id)
      },
      client,
    ),
    operation(
      'enableClient',
      async ({ params: { id } }, caller) => {
        await enableClient(store, { clientId: id, by: caller.by })
        return reply(id)
      },
      client,
    ),
    operation(
      'deleteClient',
      async ({ params: { id, reason } }, caller) => {
        await deleteClient(store, { clientId: id, reason, by: caller.by })
        return { status: 204 }
      },
      client,
    ),
  ]
}

function secretRotation(store: Store): Operation {
  return operation('rotateSecret', async ({ params, body }, caller) => {
    const { id: clientId } = params
    const secret = await rotateSecret(store, {
      clientId,
      overlapSeconds: body.overlap,
      by: caller.by,
    })
    return {
      status: 200,
      body: toNewSecret({ clientId, ...secret }),
    }
  })
}

/** For every operation that reads or edits one client. */
function editableClient(store: Store): Editable<{ id: string }> {
  return {
    store,
    hold: ({ id }) => lockClient(store, id),
    show: async ({ id }) => toClient(await getClient(store, id)),
  }
}

async function getClient(store: Store, id: string): Promise<ListedClient> {
  const client = await findListedClient(store, id)
  if (client === null) throw new DomainError('not_found', 'no client has this id')
  return client
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

function logoutOf(metadata: Metadata): ClientRegistration['backchannelLogout'] {
  const { backchannel_logout_uri: uri, backchannel_logout_causes: causes = null } = metadata
  if (uri === undefined) return null
  return { uri, sessionRequired: metadata.backchannel_logout_session_required, causes }
}

type Fixed = 'client_name' | 'application_type' | 'token_endpoint_auth_method' | 'resource'

/** A null removes a field. */
type Patch = { readonly client_name?: string } & {
  readonly [Field in Exclude<keyof Metadata, Fixed>]?: Metadata[Field] | null
}

/** A removed field gets the value it would have had at a registration without it. */
function patchSettings(now: ClientRegistration, patch: Patch): ClientSettings {
  const scope = orDefault(patch.scope, 'openid')
  return {
    name: patch.client_name ?? now.name,
    grantTypes: orDefault(patch.grant_types, ['authorization_code']) ?? now.grantTypes,
    redirectUris: orDefault(patch.redirect_uris, []) ?? now.redirectUris,
    postLogoutRedirectUris:
      orDefault(patch.post_logout_redirect_uris, []) ?? now.postLogoutRedirectUris,
    scopes: scope === undefined ? now.scopes : scopesIn(scope),
    jwks: patch.jwks === undefined ? now.jwks : patch.jwks,
    policy: patch.policy === undefined ? now.policy : patch.policy,
    allowGuests: orDefault(patch.allow_guests, false) ?? now.allowGuests,
    backchannelLogout: patchLogout(now.backchannelLogout, patch),
  }
}

function orDefault<Value>(value: Value | null | undefined, defaultValue: Value): Value | undefined {
  return value === null ? defaultValue : value
}

type Logout = ClientRegistration['backchannelLogout']

function patchLogout(now: Logout, patch: Patch): Logout {
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
