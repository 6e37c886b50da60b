/** The form of a client's registration: reading it, and the bodies that it makes for the admin API. */

import type { Context } from 'koa'
import { field } from '../../middleware/guards.ts'
import { textsIn } from '../request.ts'
import type { ClientDocument } from './client.tsx'
import { type ClientKind, hasPeople, kindOf, kinds } from './kinds.ts'

/** As typed: one address a line, and blanks between scopes. */
export type ClientForm = {
  readonly client_name: string
  readonly redirect_uris: string
  readonly post_logout_redirect_uris: string
  readonly scope: string
  /** Empty for no policy. */
  readonly policy: string
  readonly allow_guests: boolean
  readonly backchannel_logout_uri: string
  readonly resource: string
}

/** The initial values of the form. */
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

export function formOf(client: ClientDocument): ClientForm {
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

/** Browsers send CR and LF at the end of each line. */
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

/** The body that registers an application of this kind. Empty fields are left out. */
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

/** The body that edits a client: only what its form has fields for. */
export function patchOf(client: ClientDocument, form: ClientForm) {
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

/** Ignores the order: the form reorders scopes, which is no change. */
function isSameSet(one: string, other: string): boolean {
  const [names, others] = [one, other].map((scope) => scope.split(' ').toSorted().join(' '))
  return names === others
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
