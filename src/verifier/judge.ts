/** Judging a good token by what was revoked, and by how much of that is known. */

import type { Checked } from './checks.ts'
import { FeedRefused, FeedStale, TokenRevoked } from './errors.ts'
import { feedRequests } from './feed-requests.ts'
import { type FeedAccess, feedToken } from './feed-token.ts'
import { follow } from './follow.ts'
import { openFreshness } from './freshness.ts'
import type { IssuerSource } from './issuer.ts'
import type { Settled } from './options.ts'
import { type Judged, openRevocations } from './revocations.ts'

export type Judge = {
  /** Whether revocations may be missing. Throws `TokenRevoked`, and `FeedStale` if it is to refuse. */
  readonly isStale: (checked: Checked) => boolean
  /** When all that is revoked is known. Rejects with `FeedRefused`. */
  readonly ready: Promise<void>
}

const forgetMilliseconds = 10_000
/** Every node has the new key by then; and not all verifiers come for it at the same moment. */
const keysFollowMilliseconds = 1_000

/** It follows the feed until the signal aborts; without one a token is good until it expires. */
export function openJudge(settled: Settled, source: IssuerSource, signal: AbortSignal): Judge {
  const { feed, staleAfter, onStale } = settled
  if (feed === null) return { isStale: () => false, ready: Promise.resolve() }
  const { revocations, freshness, ready, failure } = startFollowing(
    { ...settled, feed },
    source,
    signal,
  )
  return {
    ready,
    isStale: (checked) => {
      const by = revocations.find(judgedIn(checked))
      if (by !== null) throw new TokenRevoked(by)
      const age = freshness.age()
      if (age <= staleAfter) return false
      if (onStale !== 'report') throw new FeedStale(age, failure())
      return true
    },
  }
}

type WithFeed = Settled & { readonly feed: FeedAccess }

function startFollowing(
  { issuer, feed, onFailure }: WithFeed,
  source: IssuerSource,
  signal: AbortSignal,
) {
  const revocations = openRevocations()
  const freshness = openFreshness()
  const first = Promise.withResolvers<void>()
  // Whoever waits is told; nobody has to.
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

function judgedIn({ claims, kid }: Checked): Judged {
  const { sub, client_id: clientId, jti, iat } = claims
  const { sid, auth_time: signedInAt }: Record<string, unknown> = claims
  return {
    ...{ sub, clientId, jti, kid, issuedAt: iat },
    sid: typeof sid === 'string' ? sid : null,
    signedInAt: typeof signedInAt === 'number' ? signedInAt : null,
  }
}
