/** The form of a client's registration: reading it, and the bodies that it makes for the admin API. */

import type { Context } from 'koa'
import type { ClientDocument } from '../../../contract/documents.ts'
import { feedScope } from '../../../model/admin-scopes.ts'
import { defaultSigning } from '../../../model/client.ts'
import { field } from '../../middleware/guards.ts'
import { textsIn } from '../request.ts'
import { type ClientKind, hasPeople, kindOf, kinds } from './kinds.ts'

/** The fields of the section for advanced settings. */
export type AdvancedForm = {
  readonly application_type: string
  readonly token_endpoint_auth_method: string
  /** With blanks between them. */
  readonly grant_types: string
  /** JSON; empty for none. */
  readonly jwks: string
  readonly id_token_signed_response_alg: string
  /** Empty for plain JSON. */
  readonly userinfo_signed_response_alg: string
  readonly token_endpoint_auth_assertion_audience: string
  readonly backchannel_logout_session_required: boolean
  /** With blanks between them; empty for all. */
  readonly backchannel_logout_causes: string
}

export const advancedNames: readonly string[] = [
  'application_type',
  'token_endpoint_auth_method',
  'grant_types',
  'resource',
  'jwks',
  'id_token_signed_response_alg',
  'userinfo_signed_response_alg',
  'token_endpoint_auth_assertion_audience',
  'backchannel_logout_session_required',
  'backchannel_logout_causes',
]

/** As typed: one address a line, and blanks between scopes. */
export type ClientForm = AdvancedForm & {
  /** False if the request had no advanced section: then its settings stay. */
  readonly advanced: boolean
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
  const { applicationType, authMethod, grantTypes } = kinds[kind]
  return {
    advanced: true,
    application_type: applicationType,
    token_endpoint_auth_method: authMethod,
    grant_types: grantTypes.join(' '),
    jwks: '',
    id_token_signed_response_alg: defaultSigning.idTokenAlg,
    userinfo_signed_response_alg: '',
    token_endpoint_auth_assertion_audience: defaultSigning.assertionAudience,
    backchannel_logout_session_required: false,
    backchannel_logout_causes: '',
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
    advanced: true,
    application_type: client.application_type,
    token_endpoint_auth_method: client.token_endpoint_auth_method,
    grant_types: client.grant_types.join(' '),
    jwks: client.jwks === undefined ? '' : JSON.stringify(client.jwks, null, 2),
    id_token_signed_response_alg: client.id_token_signed_response_alg,
    userinfo_signed_response_alg: client.userinfo_signed_response_alg ?? '',
    token_endpoint_auth_assertion_audience: client.token_endpoint_auth_assertion_audience,
    backchannel_logout_session_required: client.backchannel_logout_session_required,
    backchannel_logout_causes: client.backchannel_logout_causes?.join(' ') ?? '',
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
    ...advancedIn(ctx),
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

function advancedIn(ctx: Context): AdvancedForm & Pick<ClientForm, 'advanced'> {
  return {
    advanced: field(ctx, 'advanced') !== '',
    application_type: field(ctx, 'application_type'),
    token_endpoint_auth_method: field(ctx, 'token_endpoint_auth_method'),
    grant_types: textsIn(ctx, 'grant_types').join(' '),
    jwks: field(ctx, 'jwks').trim(),
    id_token_signed_response_alg: field(ctx, 'id_token_signed_response_alg'),
    userinfo_signed_response_alg: field(ctx, 'userinfo_signed_response_alg'),
    token_endpoint_auth_assertion_audience: field(ctx, 'token_endpoint_auth_assertion_audience'),
    backchannel_logout_session_required: field(ctx, 'backchannel_logout_session_required') !== '',
    backchannel_logout_causes: textsIn(ctx, 'backchannel_logout_causes').join(' '),
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
    scope: kind === 'api' ? withFeed(form.scope) : form.scope,
    ...(policy === '' ? {} : { policy }),
    ...(kind === 'api' ? { resource } : {}),
    ...(logout === '' ? {} : { backchannel_logout_uri: logout }),
    ...newSigning(form),
  }
}

/** An API verifies tokens with the revocation feed. */
function withFeed(scope: string): string {
  return [...new Set([...wordsIn(scope), feedScope])].join(' ')
}

function newSigning(form: ClientForm) {
  if (!form.advanced) return {}
  const { userinfo_signed_response_alg: userinfo, backchannel_logout_uri: logout } = form
  const { backchannel_logout_causes: causes, ...notices } = noticesOf(form)
  return {
    ...choicesOf(form),
    ...(userinfo === '' ? {} : { userinfo_signed_response_alg: userinfo }),
    ...(logout === '' ? {} : notices),
    ...(logout === '' || causes === null ? {} : { backchannel_logout_causes: causes }),
  }
}

function choicesOf(form: ClientForm) {
  const {
    id_token_signed_response_alg: idToken,
    token_endpoint_auth_assertion_audience: audience,
  } = form
  return {
    ...(idToken === '' ? {} : { id_token_signed_response_alg: idToken }),
    ...(audience === '' ? {} : { token_endpoint_auth_assertion_audience: audience }),
  }
}

function noticesOf(form: ClientForm) {
  const causes = wordsIn(form.backchannel_logout_causes)
  return {
    backchannel_logout_session_required: form.backchannel_logout_session_required,
    backchannel_logout_causes: causes.length === 0 ? null : causes,
  }
}

/** The body that edits a client: only what its form has fields for. */
export function patchOf(client: ClientDocument, form: ClientForm) {
  const { client_name, scope, backchannel_logout_uri: logout } = form
  const kind = kindOf(client)
  const scopes = isSameSet(scope, client.scope) ? {} : { scope }
  const common = { client_name, ...scopes, policy: form.policy || null, ...advancedOf(form) }
  if (!hasPeople(kind) && !form.advanced) return common
  return {
    ...common,
    redirect_uris: linesOf(form.redirect_uris),
    post_logout_redirect_uris: linesOf(form.post_logout_redirect_uris),
    backchannel_logout_uri: logout || null,
    ...(kind === 'native' && !form.advanced ? {} : { allow_guests: form.allow_guests }),
  }
}

function advancedOf(form: ClientForm) {
  if (!form.advanced) return {}
  return {
    application_type: form.application_type,
    token_endpoint_auth_method: form.token_endpoint_auth_method,
    grant_types: wordsIn(form.grant_types),
    resource: form.resource || null,
    jwks: form.jwks === '' ? null : parsed(form.jwks),
    ...choicesOf(form),
    userinfo_signed_response_alg: form.userinfo_signed_response_alg || null,
    ...(form.backchannel_logout_uri === '' ? {} : noticesOf(form)),
  }
}

/** Text that is no JSON stays text, so that the API refuses it by the name of its field. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}

function wordsIn(text: string): readonly string[] {
  return text.split(' ').filter(Boolean)
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
