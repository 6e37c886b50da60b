/** The columns that record where a session began and where its cookie was used. */

import { browserFamily } from '../base/user-agent.ts'
import { networkOf, placeOf, type Traits, type Uses } from '../model/binding.ts'
import { currentTraits } from '../store/traits.ts'
import { currentOrigin } from '../store/unit-of-work.ts'

export type BoundSession = Uses & {
  readonly id: string
  readonly accountId: string
  readonly policy: string
  readonly network: string | null
  readonly userAgent: string | null
  /** The SHA-256 of the device cookie, in hex. */
  readonly device: string | null
  /** Changes of this session that the ledger already has. */
  readonly noted: readonly string[]
  /** True if the cookie was used from two places at once. Only a new sign-in clears that. */
  readonly isDoubted: boolean
}

/** The columns of a `BoundSession` except id, account and policy, for any statement on sessions. */
export const boundColumns = `host(s.network) AS network, s.user_agent AS "userAgent",
  encode(s.device_hash, 'hex') AS device, s.noted, s.is_doubted AS "isDoubted", s.place,
  s.former_place AS "formerPlace",
  extract(epoch FROM now() - s.former_used_at)::float8 AS "formerSecondsAgo"`

export function begunWith({ network, userAgent, device }: BoundSession): Traits {
  return { network, browser: browserFamily(userAgent), device }
}

/** Records in an UPDATE of sessions that the cookie was used from here. */
export const usedFrom = (place: string, network: string) => `
  former_place = CASE WHEN place IS DISTINCT FROM ${place} THEN place ELSE former_place END,
  former_used_at = CASE WHEN place IS DISTINCT FROM ${place} THEN place_used_at
    ELSE former_used_at END,
  place = ${place}, place_used_at = now(), last_network = ${network}`

/** The values of `usedFrom`, for the request of this unit of work. */
export function usedNow(): [place: string, network: string | null] {
  const now = currentTraits()
  return [placeOf(now), now.network]
}

/**
 * True if nothing differs from the start and from the last use, as far as SQL can tell. Anything that
 * it considers different is judged in code.
 */
export const isUnchanged = ([network, userAgent, device, place]: readonly string[]) => `
  NOT s.is_doubted AND (s.network IS NULL OR s.network <<= ${network}::inet)
  AND (s.user_agent IS NULL OR s.user_agent = ${userAgent})
  AND (s.device_hash IS NULL OR s.device_hash = decode(${device}, 'hex')) AND s.place = ${place}`

/** The values of `isUnchanged`, for the request of this unit of work. */
export function comparedNow(): (string | null)[] {
  const { userAgent } = currentOrigin()
  const now = currentTraits()
  return [networkOf(now.network), userAgent?.slice(0, 512) ?? null, now.device, placeOf(now)]
}
