/** Failed client authentication: noticed where the library compares, counted afterwards. */

import type Provider from 'oidc-provider'
import type { errors, KoaContextWithOIDC } from 'oidc-provider'
import { isDomainError } from '../base/errors.ts'
import { fail } from '../store/unit-of-work.ts'
import type { Domain } from './domain.ts'
import { requestSlot } from './request.ts'

/** Set when a client proved itself with something that is not its own. */
export const guessSlot = requestSlot<true>()

/** The endpoints at which clients authenticate. */
const proving = ['token', 'introspection', 'revocation', 'pushed_authorization_request']

/**
 * Runs before anything is compared. The library would answer a fault, so the unit fails as well.
 */
export function refuseWaiting(
  { clientThrottle }: Domain,
  ctx: KoaContextWithOIDC | undefined,
  clientId: string,
): void {
  if (!proving.includes(ctx?.oidc?.route ?? '')) return
  try {
    clientThrottle.requireNoWait(clientId)
  } catch (error) {
    if (isDomainError(error)) fail(error)
    throw error
  }
}

/** They come from a key that is not the client's. An expired or repeated assertion is no guess. */
const wrongSignatures = ['ERR_JWS_SIGNATURE_VERIFICATION_FAILED', 'ERR_JWKS_NO_MATCHING_KEY']

export function noticeWrongSignatures(provider: Provider): void {
  const notice = (_: KoaContextWithOIDC, { cause }: errors.OIDCProviderError) => {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : null
    if (typeof code === 'string' && wrongSignatures.includes(code)) guessSlot.set(true)
  }
  provider.on('grant.error', notice)
  provider.on('introspection.error', notice)
  provider.on('revocation.error', notice)
  provider.on('pushed_authorization_request.error', notice)
}

/** Throws `too_many_requests` for one guess too many, which does not learn that it was wrong. */
export async function countGuess(
  { clientThrottle }: Domain,
  { oidc }: KoaContextWithOIDC,
): Promise<void> {
  const clientId = oidc?.client?.clientId
  if (guessSlot.get() && clientId !== undefined) await clientThrottle.count(clientId)
}
