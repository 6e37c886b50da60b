/**
 * Judges a registration of a client, whoever sends it: by the admin API, the console or the command
 * line. Each refusal names the field and the rule. It stores nothing.
 */

import { readDisplayName } from '../base/display-name.ts'
import { DomainError } from '../base/errors.ts'
import { isReachable } from '../base/outgoing.ts'
import type { Config } from '../config/config.ts'
import { checkBackchannelLogout } from '../model/backchannel-logout.ts'
import { canonicalJson } from '../model/canonical.ts'
import { type ClientRegistration, isResourceIdentifier } from '../model/client.ts'
import { mostRedirectUris, redirectUriFault } from '../model/redirect-uri.ts'
import { keySetFault } from './key-set.ts'

/** Everything about this installation that the rules depend on. */
export type Installation = {
  readonly issuer: string
  readonly brandName: string
  /** Addresses and networks that are not public and that clients may have receivers in. */
  readonly internalReceivers: readonly string[]
}

export function installationOf(
  config: Pick<Config, 'issuer' | 'brand' | 'internalReceivers'>,
): Installation {
  const { issuer, brand, internalReceivers } = config
  return { issuer, brandName: brand.name, internalReceivers }
}

const longestClientName = 120

/**
 * Returns the registration as it is stored. Fields that are as in `former` are not judged again, so
 * that a client from before a rule can still be changed elsewhere. Throws `client_metadata_invalid`.
 */
export function judgeRegistration(
  client: ClientRegistration,
  installation: Installation,
  former: ClientRegistration | null = null,
): ClientRegistration {
  const name = client.name === former?.name ? client.name : nameOf(client, installation)
  judgeRedirects(client, installation, former)
  judgeGrantTypes(client)
  judgeKeys(client, former)
  judgeResource(client, former)
  judgeGuests(client)
  judgeLogout(client, installation, former)
  return { ...client, name }
}

function nameOf({ name }: ClientRegistration, { brandName }: Installation): string {
  const read = readDisplayName(name, { most: longestClientName, brandName })
  if ('fault' in read) throw refusal(`client_name: ${read.fault.sentence}`)
  return read.name
}

function judgeRedirects(
  client: ClientRegistration,
  { issuer }: Installation,
  former: ClientRegistration | null,
): void {
  const { applicationType } = client
  const isSameType = former?.applicationType === applicationType
  for (const [field, kind] of redirectFields) {
    const known = isSameType ? former[kind] : []
    refuseIf(client[kind].length > mostRedirectUris, `${field}: at most ${mostRedirectUris}`)
    for (const uri of client[kind].filter((one) => !known.includes(one))) {
      const fault = redirectUriFault(uri, { applicationType, issuer })
      refuseIf(fault !== null, `${field}: ${JSON.stringify(uri.slice(0, 200))} ${fault}`)
    }
  }
}

const redirectFields = [
  ['redirect_uris', 'redirectUris'],
  ['post_logout_redirect_uris', 'postLogoutRedirectUris'],
] as const

function judgeGrantTypes({ grantTypes, redirectUris, authMethod }: ClientRegistration): void {
  const signsPeopleIn = grantTypes.includes('authorization_code')
  refuseIf(grantTypes.length === 0, 'grant_types: name at least one')
  refuseIf(
    signsPeopleIn !== redirectUris.length > 0,
    'redirect_uris: needed with the grant type authorization_code, and with no other',
  )
  refuseIf(
    grantTypes.includes('refresh_token') && !signsPeopleIn,
    'grant_types: refresh_token needs authorization_code',
  )
  refuseIf(
    grantTypes.includes('client_credentials') && authMethod === 'none',
    'grant_types: client_credentials needs a client that can authenticate',
  )
}

function judgeKeys(client: ClientRegistration, former: ClientRegistration | null): void {
  const { authMethod, jwks } = client
  refuseIf(
    (authMethod === 'private_key_jwt') !== (jwks !== null),
    'jwks: needed with private_key_jwt, and with no other',
  )
  if (jwks === null || canonicalJson(jwks) === canonicalJson(former?.jwks ?? null)) return
  const fault = keySetFault(jwks)
  refuseIf(fault !== null, `jwks: ${fault}`)
}

function judgeResource(client: ClientRegistration, former: ClientRegistration | null): void {
  const { resource, authMethod } = client
  if (resource === null) return
  const isNew = resource !== former?.resource
  refuseIf(isNew && !isResourceIdentifier(resource), 'resource: a full URI without a fragment')
  refuseIf(authMethod === 'none', 'resource: a resource server must be able to authenticate')
}

/** Guests are never prompted, so anyone who could impersonate the app would get a guest's tokens. */
function judgeGuests(client: ClientRegistration): void {
  const { allowGuests, applicationType, authMethod, redirectUris } = client
  if (!allowGuests) return
  refuseIf(redirectUris.length === 0, 'allow_guests: only with redirect_uris')
  const isProven = authMethod !== 'none' || redirectUris.every((uri) => uri.startsWith('https://'))
  refuseIf(
    applicationType !== 'web' || !isProven,
    'allow_guests: only for a web app that can prove who it is, by a secret, a key or https',
  )
}

/** A client without redirect URIs has no sessions to be notified about. */
function judgeLogout(
  { backchannelLogout, redirectUris }: ClientRegistration,
  { internalReceivers }: Installation,
  former: ClientRegistration | null,
): void {
  if (backchannelLogout === null) return
  refuseIf(redirectUris.length === 0, 'backchannel_logout_uri: only with redirect_uris')
  const { uri, causes } = backchannelLogout
  refuseIf(causes?.length === 0, 'backchannel_logout_causes: name at least one')
  if (uri === former?.backchannelLogout?.uri) return
  checkBackchannelLogout(backchannelLogout)
  refuseIf(
    !isReachable(uri, internalReceivers),
    'backchannel_logout_uri: must not be a private, local or reserved address, unless the ' +
      'operator lists it in PARLEY_INTERNAL_RECEIVERS',
  )
}

function refuseIf(isWrong: boolean, rule: string): void {
  if (isWrong) throw refusal(rule)
}

function refusal(rule: string): DomainError {
  return new DomainError('client_metadata_invalid', rule)
}
