/** Parses the flags of `parley client`, and names the flag in a refusal. */

import { readFile } from 'node:fs/promises'
import { Option } from 'commander'
import { isDomainError } from '../base/errors.ts'
import {
  type AssertionAudience,
  assertionAudiences,
  type ClientRegistration,
  type ResponseAlgorithm,
  responseAlgorithms,
} from '../model/client.ts'
import { reasonOf } from '../store/embedded/failure.ts'
import { Refusal } from './context.ts'

/** The refusal names the field of the registration; who typed a flag looks for the flag. */
const flags: Readonly<Record<string, string>> = {
  client_name: '--name',
  redirect_uris: '--redirect-uri',
  post_logout_redirect_uris: '--post-logout-redirect-uri',
  grant_types: '--grant',
  jwks: '--jwks-file',
  policy: '--policy',
  resource: '--resource',
  token_endpoint_auth_method: '--auth-method',
  allow_guests: '--allow-guests',
  backchannel_logout_uri: '--backchannel-logout-uri',
  backchannel_logout_session_required: '--backchannel-logout-session-required',
  backchannel_logout_causes: '--backchannel-logout-cause',
}

/** How tokens are signed, and the audience of assertions: the same flags to register and to change. */
export type SigningFlags = {
  readonly idTokenSignedResponseAlg?: ResponseAlgorithm
  readonly userinfoSignedResponseAlg?: ResponseAlgorithm | 'none'
  readonly tokenEndpointAuthAssertionAudience?: AssertionAudience
}

export function signingOptions(): readonly Option[] {
  return [
    new Option(
      '--id-token-signed-response-alg <alg>',
      'the algorithm of its ID tokens and logout tokens; default: ES256',
    ).choices(responseAlgorithms),
    new Option(
      '--userinfo-signed-response-alg <alg>',
      'answer userinfo as a JWT signed with it; default: none, plain JSON',
    ).choices([...responseAlgorithms, 'none']),
    new Option(
      '--token-endpoint-auth-assertion-audience <which>',
      'the aud of its assertions: the issuer (default), or any address of this server, for old libraries',
    ).choices(assertionAudiences),
  ]
}

type Signing = Pick<ClientRegistration, 'idTokenAlg' | 'userinfoAlg' | 'assertionAudience'>

export function signingOf(flags: SigningFlags, now: Signing): Signing {
  const { userinfoSignedResponseAlg: userinfoAlg = now.userinfoAlg } = flags
  return {
    idTokenAlg: flags.idTokenSignedResponseAlg ?? now.idTokenAlg,
    userinfoAlg: userinfoAlg === 'none' ? null : userinfoAlg,
    assertionAudience: flags.tokenEndpointAuthAssertionAudience ?? now.assertionAudience,
  }
}

/** Turns a refused registration into a refusal that names the flag. */
export async function byFlag<Done>(registering: () => Promise<Done>): Promise<Done> {
  try {
    return await registering()
  } catch (error) {
    if (!isDomainError(error, 'client_metadata_invalid')) throw error
    const [, field = '', rule = error.detail] = /^(\w+): (.*)$/s.exec(error.detail) ?? []
    throw new Refusal(`${flags[field] ?? field}: ${rule}.`)
  }
}

export function scopesIn(scope: readonly string[]): readonly string[] {
  return [...new Set(scope.flatMap((names) => names.split(/\s+/)).filter(Boolean))]
}

export async function readJwks(path: string): Promise<{ readonly keys: readonly object[] }> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Refusal(`--jwks-file: ${path} cannot be read: ${reasonOf(error)}.`)
  })
  const keys = keysOf(text)
  if (keys !== null) return { keys }
  throw new Refusal(`--jwks-file: ${path} must hold a JWK set: {"keys": [ ... ]}.`)
}

function keysOf(text: string): object[] | null {
  try {
    const { keys }: { keys?: unknown } = JSON.parse(text)
    if (!Array.isArray(keys) || keys.length === 0) return null
    return keys.every((key) => typeof key === 'object' && key !== null) ? keys : null
  } catch {
    return null
  }
}
