/** Parley's current public keys. It checks no token. */

import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { callTimeout } from './failures.ts'

/** The issuer returned no usable key set. */
export class KeysUnavailable extends Error {}

export type FollowKeys = () => () => Promise<JWTVerifyGetKey>

/** Each follower fetches the keys for itself, the first time it needs them. */
export function keysFrom(findJwksUri: () => Promise<string>): FollowKeys {
  return () => {
    let keys: JWTVerifyGetKey | null = null
    return async () => {
      keys ??= follow(await findJwksUri().catch(unavailable))
      return keys
    }
  }
}

function unavailable(cause: unknown): never {
  throw new KeysUnavailable('no address of keys', { cause })
}

function follow(jwksUri: string): JWTVerifyGetKey {
  // The cooldown limits how often made-up key ids can make us fetch.
  const findKey = createRemoteJWKSet(new URL(jwksUri), {
    timeoutDuration: callTimeout * 1000,
    cooldownDuration: 10_000,
  })
  return async (header, token) => {
    try {
      return await findKey(header, token)
    } catch (error) {
      throw isAboutToken(error) ? error : new KeysUnavailable('no key set', { cause: error })
    }
  }
}

function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys
  )
}
