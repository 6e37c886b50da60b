/** A client: an application that asks for tokens, and what it may register. */

import type { BackchannelLogout } from './backchannel-logout.ts'

export const authMethods = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'none',
] as const
export type AuthMethod = (typeof authMethods)[number]

export function usesSecret(method: AuthMethod): boolean {
  return method === 'client_secret_basic' || method === 'client_secret_post'
}

export const grantTypes = ['authorization_code', 'refresh_token', 'client_credentials'] as const
export type GrantType = (typeof grantTypes)[number]

/** The algorithms by which tokens for a client may be signed; the first is the default. */
export const responseAlgorithms = ['ES256', 'RS256'] as const
export type ResponseAlgorithm = (typeof responseAlgorithms)[number]

/**
 * The `aud` that an assertion of the client may have: the issuer as a single string (FAPI 2.0,
 * RFC 7523bis), or any address of this server, as older libraries send it.
 */
export const assertionAudiences = ['issuer', 'any'] as const
export type AssertionAudience = (typeof assertionAudiences)[number]

export const applicationTypes = ['web', 'native'] as const

export type Client = {
  readonly id: string
  readonly name: string
  readonly authMethod: AuthMethod
  readonly secretHash: Uint8Array | null
  /** The secret before the last rotation, while it is still good. */
  readonly formerSecretHash: Uint8Array | null
  readonly applicationType: (typeof applicationTypes)[number]
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
  /** Signs its ID tokens and logout tokens. */
  readonly idTokenAlg: ResponseAlgorithm
  /** Null: userinfo answers it plain JSON. */
  readonly userinfoAlg: ResponseAlgorithm | null
  readonly assertionAudience: AssertionAudience
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly disabledAt: Date | null
}

export type ClientRegistration = Omit<
  Client,
  'id' | 'secretHash' | 'formerSecretHash' | 'createdAt' | 'updatedAt' | 'disabledAt'
>

/**
 * True if scripts of this origin belong to the client. The origin `null` (pages without an origin,
 * an app's own scheme) belongs to no client.
 */
export function isOriginOf(redirectUris: readonly string[], origin: string): boolean {
  return origin !== 'null' && redirectUris.some((uri) => URL.parse(uri)?.origin === origin)
}

/** RFC 8707: an absolute URI without a fragment. */
export function isResourceIdentifier(text: string): boolean {
  return URL.canParse(text) && !text.includes('#')
}

/** The scopes of a registration that names none, the same for every way to register. */
export function defaultScopes(grantTypes: readonly GrantType[]): readonly string[] {
  if (!grantTypes.includes('authorization_code')) return []
  const offline = grantTypes.includes('refresh_token') ? ['offline_access'] : []
  return ['openid', 'profile', 'email', ...offline]
}

/** The defaults of a registration that does not mention them. */
export const defaultSigning = {
  idTokenAlg: 'ES256',
  userinfoAlg: null,
  assertionAudience: 'issuer',
} as const satisfies Pick<Client, 'idTokenAlg' | 'userinfoAlg' | 'assertionAudience'>
