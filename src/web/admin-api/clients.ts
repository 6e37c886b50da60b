/** Clients in the admin API: list, look at, register, change, disable, enable, delete, and give another secret. */

import { DomainError } from '../../base/errors.ts'
import { createClient } from '../../clients/create.ts'
import { enableClient } from '../../clients/enable.ts'
import type { Installation } from '../../clients/judge-registration.ts'
import { findListedClient, type ListedClient, listClients } from '../../clients/list.ts'
import { lockClient } from '../../clients/lock.ts'
import { rotateSecret } from '../../clients/rotate-secret.ts'
import { updateClient } from '../../clients/update.ts'
import { toClient, toNewSecret } from '../../contract/client.ts'
import {
  type AuthMethod,
  type Client,
  type ClientRegistration,
  defaultScopes,
  defaultSigning,
  type GrantType,
} from '../../model/client.ts'
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
  readonly scope?: string
  readonly jwks?: { readonly keys: readonly object[] }
  readonly policy?: string
  readonly resource?: string
  readonly allow_guests: boolean
  readonly backchannel_logout_uri?: string
  readonly backchannel_logout_session_required: boolean
  readonly backchannel_logout_causes?: readonly NoticeCause[]
  readonly id_token_signed_response_alg: Client['idTokenAlg']
  readonly userinfo_signed_response_alg?: NonNullable<Client['userinfoAlg']>
  readonly token_endpoint_auth_assertion_audience: Client['assertionAudience']
}

export type ClientOptions = Omit<PagerOptions, 'path'> & {
  readonly store: Store
  readonly installation: Installation
}

const path = '/admin/v1/clients'

export function clientOperations(options: ClientOptions): readonly Operation[] {
  const { store, installation, ...paging } = options
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
        installation,
        by: caller.by,
      })
      const client = toClient(await getClient(store, clientId))
      return {
        status: 201,
        body: clientSecret === null ? client : { ...client, client_secret: clientSecret },
        headers: { Location: `${path}/${clientId}` },
      }
    }),
    updateOperation(store, installation),
    ...lifecycleOperations(store),
    secretRotation(store),
  ]
}

function updateOperation(store: Store, installation: Installation): Operation {
  return operation(
    'updateClient',
    async ({ params: { id }, body }, caller) => {
      await updateClient(store, {
        clientId: id,
        change: (now) => patchSettings(now, body),
        installation,
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
    scopes:
      metadata.scope === undefined ? defaultScopes(metadata.grant_types) : scopesIn(metadata.scope),
    jwks: metadata.jwks ?? null,
    policy: metadata.policy ?? null,
    resource: metadata.resource ?? null,
    allowGuests: metadata.allow_guests,
    backchannelLogout: logoutOf(metadata),
    idTokenAlg: metadata.id_token_signed_response_alg,
    userinfoAlg: metadata.userinfo_signed_response_alg ?? null,
    assertionAudience: metadata.token_endpoint_auth_assertion_audience,
  }
}

function logoutOf(metadata: Metadata): ClientRegistration['backchannelLogout'] {
  const { backchannel_logout_uri: uri, backchannel_logout_causes: causes = null } = metadata
  if (uri === undefined) return null
  return { uri, sessionRequired: metadata.backchannel_logout_session_required, causes }
}

/** A null removes a field. */
type Patch = { readonly client_name?: string } & {
  readonly [Field in Exclude<keyof Metadata, 'client_name'>]?: Metadata[Field] | null
}

/** A removed field gets the value it would have had at a registration without it. */
function patchSettings(now: ClientRegistration, patch: Patch): ClientRegistration {
  return {
    name: patch.client_name ?? now.name,
    ...patchProof(now, patch),
    ...patchAddresses(now, patch),
    ...patchAccess(now, patch),
    allowGuests: orDefault(patch.allow_guests, false) ?? now.allowGuests,
    backchannelLogout: patchLogout(now.backchannelLogout, patch),
    ...patchSigning(now, patch),
  }
}

function patchProof(now: ClientRegistration, patch: Patch) {
  const { application_type: type, token_endpoint_auth_method: method, jwks = now.jwks } = patch
  return {
    applicationType: orDefault(type, 'web') ?? now.applicationType,
    authMethod: orDefault(method, 'client_secret_basic') ?? now.authMethod,
    jwks,
  }
}

function patchAddresses(now: ClientRegistration, patch: Patch) {
  const { redirect_uris: back, post_logout_redirect_uris: after } = patch
  return {
    redirectUris: orDefault(back, []) ?? now.redirectUris,
    postLogoutRedirectUris: orDefault(after, []) ?? now.postLogoutRedirectUris,
  }
}

function patchAccess(now: ClientRegistration, patch: Patch) {
  const grantTypes = orDefault(patch.grant_types, ['authorization_code']) ?? now.grantTypes
  const scope = orDefault(patch.scope, defaultScopes(grantTypes).join(' '))
  const { policy = now.policy, resource = now.resource } = patch
  return {
    grantTypes,
    scopes: scope === undefined ? now.scopes : scopesIn(scope),
    policy,
    resource,
  }
}

function patchSigning(now: ClientRegistration, patch: Patch) {
  const {
    id_token_signed_response_alg: idTokenAlg = now.idTokenAlg,
    userinfo_signed_response_alg: userinfoAlg = now.userinfoAlg,
    token_endpoint_auth_assertion_audience: assertionAudience = now.assertionAudience,
  } = patch
  return {
    idTokenAlg: idTokenAlg ?? defaultSigning.idTokenAlg,
    userinfoAlg,
    assertionAudience: assertionAudience ?? defaultSigning.assertionAudience,
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
