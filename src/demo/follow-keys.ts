/** Parley's public keys, as they are now. It says nothing about any token. */

import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { callTimeout } from './failures.ts'

/** The issuer gave no usable key set. */
export class KeysUnavailable extends Error {}

export type FollowKeys = () => () => Promise<JWTVerifyGetKey>

/** Each follower asks for itself, when it needs the keys and not before. */
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
  // The cooldown bounds what made-up key ids can make us fetch.
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
