/** A client's registration as a form of the console sends it, and as the admin API takes it. */

import type { Context } from 'koa'
import { field } from '../../middleware/guards.ts'
import { textsIn } from '../request.ts'
import type { ShownClient } from './client.tsx'
import type { ClientForm } from './client-fields.tsx'
import { type ClientKind, hasPeople, kindOf, kinds } from './client-kinds.ts'

/** What stands in the fields before anything is typed. */
export function emptyForm(kind: ClientKind): ClientForm {
  return {
    client_name: '',
    redirect_uris: '',
    post_logout_redirect_uris: '',
    scope: hasPeople(kind) ? 'openid profile email' : '',
    policy: '',
    allow_guests: false,
    backchannel_logout_uri: '',
    resource: '',
  }
}

export function formOf(client: ShownClient): ClientForm {
  return {
    client_name: client.client_name,
    redirect_uris: client.redirect_uris.join('\n'),
    post_logout_redirect_uris: client.post_logout_redirect_uris.join('\n'),
    scope: client.scope,
    policy: client.policy ?? '',
    allow_guests: client.allow_guests,
    backchannel_logout_uri: client.backchannel_logout_uri ?? '',
    resource: client.resource ?? '',
  }
}

/** Browsers send the end of a line as CR and LF. */
export function formIn(ctx: Context): ClientForm {
  const lines = (name: string) => field(ctx, name).replaceAll('\r\n', '\n')
  return {
    client_name: field(ctx, 'client_name'),
    redirect_uris: lines('redirect_uris'),
    post_logout_redirect_uris: lines('post_logout_redirect_uris'),
    scope: textsIn(ctx, 'scope').join(' ').trim().replace(/\s+/g, ' '),
    policy: field(ctx, 'policy'),
    allow_guests: field(ctx, 'allow_guests') !== '',
    backchannel_logout_uri: field(ctx, 'backchannel_logout_uri').trim(),
    resource: field(ctx, 'resource').trim(),
  }
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** What registers an application of this kind. What was left empty is left out. */
export function registrationOf(kind: ClientKind, form: ClientForm) {
  const { authMethod, applicationType, grantTypes } = kinds[kind]
  const { policy, resource, backchannel_logout_uri: logout } = form
  return {
    client_name: form.client_name,
    application_type: applicationType,
    token_endpoint_auth_method: authMethod,
    grant_types: grantTypes,
    redirect_uris: linesOf(form.redirect_uris),
    post_logout_redirect_uris: linesOf(form.post_logout_redirect_uris),
    scope: form.scope,
    ...(policy === '' ? {} : { policy }),
    ...(kind === 'api' ? { resource } : {}),
    ...(logout === '' ? {} : { backchannel_logout_uri: logout }),
  }
}

/** What changes one that is registered: as much as its form has fields for. */
export function patchOf(client: ShownClient, form: ClientForm) {
  const { client_name, scope, backchannel_logout_uri: logout } = form
  const kind = kindOf(client)
  const scopes = isSameSet(scope, client.scope) ? {} : { scope }
  const common = { client_name, ...scopes, policy: form.policy || null }
  if (!hasPeople(kind)) return common
  return {
    ...common,
    redirect_uris: linesOf(form.redirect_uris),
    post_logout_redirect_uris: linesOf(form.post_logout_redirect_uris),
    backchannel_logout_uri: logout || null,
    ...(kind === 'native' ? {} : { allow_guests: form.allow_guests }),
  }
}

/** The form has an order of its own, which is no change. */
function isSameSet(one: string, other: string): boolean {
  const [names, others] = [one, other].map((scope) => scope.split(' ').toSorted().join(' '))
  return names === others
}
