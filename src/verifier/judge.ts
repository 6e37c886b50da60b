/** Judges a valid token by the known revocations and by their age. */

import type { CheckResult } from './checks.ts'
import { FeedRefused, FeedStale, TokenRevoked } from './errors.ts'
import { feedRequests } from './feed-requests.ts'
import { type FeedAccess, feedToken } from './feed-token.ts'
import { follow } from './follow.ts'
import { openFreshness } from './freshness.ts'
import type { IssuerSource } from './issuer.ts'
import type { Settings } from './options.ts'
import { openRevocations, type TokenFacts } from './revocations.ts'

export type Judge = {
  /** Whether revocations may be missing. Throws `TokenRevoked`, or `FeedStale` unless it reports. */
  readonly isStale: (checked: CheckResult) => boolean
  /** Resolves once all current revocations are known. Rejects with `FeedRefused`. */
  readonly ready: Promise<void>
}

const forgetMilliseconds = 10_000
/** After this time every node has the new key. A random part spreads the requests of many verifiers. */
const keysFollowMilliseconds = 1_000

/** Follows the feed until the signal aborts. Without a feed, a token is good until it expires. */
export function openJudge(settings: Settings, source: IssuerSource, signal: AbortSignal): Judge {
  const { feed, staleAfter, onStale } = settings
  if (feed === null) return { isStale: () => false, ready: Promise.resolve() }
  const { revocations, freshness, ready, failure } = startFollowing(
    { ...settings, feed },
    source,
    signal,
  )
  return {
    ready,
    isStale: (checked) => {
      const by = revocations.find(factsOf(checked))
      if (by !== null) throw new TokenRevoked(by)
      const age = freshness.age()
      if (age <= staleAfter) return false
      if (onStale !== 'report') throw new FeedStale(age, failure())
      return true
    },
  }
}

type WithFeed = Settings & { readonly feed: FeedAccess }

function startFollowing(
  { issuer, feed, onFailure }: WithFeed,
  source: IssuerSource,
  signal: AbortSignal,
) {
  const revocations = openRevocations()
  const freshness = openFreshness()
  const first = Promise.withResolvers<void>()
  // Callers of `ready` get the rejection; without one it must not be unhandled.
  first.promise.catch(() => undefined)
  let failure: unknown
  const failed = (error: unknown) => {
    failure = error
    if (error instanceof FeedRefused) first.reject(error)
    onFailure(error)
  }
  const url = new URL(`${issuer.replace(/\/$/, '')}/revocations`)
  const requests = feedRequests(url, feedToken(feed, source, signal), signal)
  const keyWithdrawn = () => {
    const pause = keysFollowMilliseconds * (1 + Math.random())
    setTimeout(() => source.refresh().catch(onFailure), pause).unref()
  }
  const caughtUp = () => first.resolve()
  void follow({ requests, revocations, freshness, signal, failed, keyWithdrawn, caughtUp })
  const forget = () => revocations.forget(Date.now() / 1000)
  const forgetting = setInterval(forget, forgetMilliseconds).unref()
  signal.addEventListener('abort', () => clearInterval(forgetting))
  return { revocations, freshness, ready: first.promise, failure: () => failure }
}

function factsOf({ claims, kid }: CheckResult): TokenFacts {
  const { sub, client_id: clientId, jti, iat } = claims
  const { sid, auth_time: signedInAt }: Record<string, unknown> = claims
  return {
    sub,
    clientId,
    jti,
    kid,
    issuedAt: iat,
    sid: typeof sid === 'string' ? sid : null,
    signedInAt: typeof signedInAt === 'number' ? signedInAt : null,
  }
}
