/** Parses the flags of `parley client`, and names the flag in a refusal. */

import { readFile } from 'node:fs/promises'
import { isDomainError } from '../base/errors.ts'
import { reasonOf } from '../store/embedded/failure.ts'
import { Refusal } from './context.ts'

/** The refusal names the field of the registration; who typed a flag looks for the flag. */
const flags: Readonly<Record<string, string>> = {
  name: '--name',
  redirect_uris: '--redirect-uri',
  post_logout_redirect_uris: '--post-logout-redirect-uri',
  grant_types: '--grant',
  jwks: '--jwks-file',
  policy: '--policy',
  resource: '--resource',
  auth_method: '--auth-method',
  allow_guests: '--allow-guests',
  backchannel_logout_uri: '--backchannel-logout-uri',
  backchannel_logout_session_required: '--backchannel-logout-session-required',
  backchannel_logout_causes: '--backchannel-logout-cause',
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
