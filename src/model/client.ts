/** A client: an application that asks for tokens, and the rules for its registration. */

import { DomainError } from '../base/errors.ts'
import { type BackchannelLogout, checkBackchannelLogout } from './backchannel-logout.ts'

export const authMethods = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'none',
] as const
export type AuthMethod = (typeof authMethods)[number]

export const grantTypes = ['authorization_code', 'refresh_token', 'client_credentials'] as const
export type GrantType = (typeof grantTypes)[number]

export type Client = {
  readonly id: string
  readonly name: string
  readonly authMethod: AuthMethod
  readonly secretHash: Uint8Array | null
  /** The secret before the last rotation, while it is still good. */
  readonly formerSecretHash: Uint8Array | null
  readonly applicationType: 'web' | 'native'
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly grantTypes: readonly GrantType[]
  readonly scopes: readonly string[]
  readonly jwks: { readonly keys: readonly object[] } | null
  readonly policy: string | null
  /** The resource server this client is, if any: it may introspect tokens issued for it. */
  readonly resource: string | null
  /** True if its visitors may browse without signing in. */
  readonly allowGuests: boolean
  /** Null if the client is not notified when sessions end. */
  readonly backchannelLogout: BackchannelLogout | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly disabledAt: Date | null
}

export type ClientRegistration = Omit<
  Client,
  'id' | 'secretHash' | 'formerSecretHash' | 'createdAt' | 'updatedAt' | 'disabledAt'
>

/** Throws `client_metadata_invalid`, naming the field and the rule. */
export function checkRegistration(client: ClientRegistration): void {
  refuseIf(client.name.trim() === '' || client.name.length > 120, 'name: 1 to 120 characters')
  for (const uri of [...client.redirectUris, ...client.postLogoutRedirectUris]) {
    checkRedirectUri(uri, client.applicationType)
  }
  checkGrantTypes(client)
  checkKeys(client)
  checkResource(client)
  checkGuests(client)
  checkLogout(client)
}

/**
 * True if scripts of this origin belong to the client. The origin `null` (pages without an origin,
 * an app's own scheme) belongs to no client.
 */
export function isOriginOf(redirectUris: readonly string[], origin: string): boolean {
  return origin !== 'null' && redirectUris.some((uri) => URL.parse(uri)?.origin === origin)
}

function checkGrantTypes(client: ClientRegistration): void {
  const has = (type: GrantType) => client.grantTypes.includes(type)
  refuseIf(client.grantTypes.length === 0, 'grant_types: name at least one')
  refuseIf(
    has('authorization_code') !== client.redirectUris.length > 0,
    'redirect_uris: needed with the grant type authorization_code, and with no other',
  )
  refuseIf(
    has('refresh_token') && !has('authorization_code'),
    'grant_types: refresh_token needs authorization_code',
  )
  refuseIf(
    has('client_credentials') && client.authMethod === 'none',
    'grant_types: client_credentials needs a client that can authenticate',
  )
}

function checkKeys(client: ClientRegistration): void {
  refuseIf(
    (client.authMethod === 'private_key_jwt') !== (client.jwks !== null),
    'jwks: needed with private_key_jwt, and with no other',
  )
  const hasPrivatePart = client.jwks?.keys.some((key) => 'd' in key || 'k' in key) ?? false
  refuseIf(hasPrivatePart, 'jwks: public keys only')
}

/** RFC 8707: an absolute URI without a fragment. */
export function isResourceIdentifier(text: string): boolean {
  return URL.canParse(text) && !text.includes('#')
}

function checkResource({ resource, authMethod }: ClientRegistration): void {
  if (resource === null) return
  refuseIf(!isResourceIdentifier(resource), 'resource: a full URI without a fragment')
  refuseIf(authMethod === 'none', 'resource: a resource server must be able to authenticate')
}

/** A client without redirect URIs has no sessions to be notified about. */
function checkLogout({ backchannelLogout, redirectUris }: ClientRegistration): void {
  if (backchannelLogout === null) return
  refuseIf(redirectUris.length === 0, 'backchannel_logout_uri: only with redirect_uris')
  checkBackchannelLogout(backchannelLogout)
}

/** Guests are never prompted, so anyone who could impersonate the app would get a guest's tokens. */
function checkGuests({
  allowGuests,
  applicationType,
  authMethod,
  redirectUris,
}: ClientRegistration) {
  if (!allowGuests) return
  refuseIf(redirectUris.length === 0, 'allow_guests: only with redirect_uris')
  const isProven = authMethod !== 'none' || redirectUris.every((uri) => uri.startsWith('https://'))
  refuseIf(
    applicationType !== 'web' || !isProven,
    'allow_guests: only for a web app that can prove who it is, by a secret, a key or https',
  )
}

/** RFC 8252 and RFC 9700: https, loopback http, or an app's own reverse-domain scheme. */
function checkRedirectUri(uri: string, applicationType: 'web' | 'native'): void {
  const parsed = URL.parse(uri)
  refuseIf(parsed === null || /[\s*\\]/.test(uri), `redirect_uris: ${quote(uri)} is not a full URI`)
  if (parsed === null) return
  refuseIf(uri.includes('#'), `redirect_uris: ${quote(uri)} has a fragment`)
  refuseIf(parsed.username + parsed.password !== '', `redirect_uris: ${quote(uri)} has userinfo`)
  const fits = applicationType === 'web' ? fitsWeb(parsed) : fitsWeb(parsed) || fitsNative(parsed)
  refuseIf(!fits, `redirect_uris: ${quote(uri)} must be https, or http on a loopback address`)
}

function fitsWeb(uri: URL): boolean {
  return uri.protocol === 'https:' || (uri.protocol === 'http:' && isLoopback(uri.hostname))
}

function fitsNative(uri: URL): boolean {
  return /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/.test(uri.protocol)
}

function isLoopback(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

function refuseIf(wrong: boolean, rule: string): void {
  if (wrong) throw new DomainError('client_metadata_invalid', rule)
}

function quote(uri: string): string {
  return JSON.stringify(uri.slice(0, 200))
}
