/**
 * The verifier: checks access tokens of a Parley issuer in memory, revocations included. It asks
 * nobody while it verifies, and imports nothing of the server.
 */

import { type Claims, checkWith } from './checks.ts'
import { TokenInvalid } from './errors.ts'
import { member } from './feed-document.ts'
import { issuerSource } from './issuer.ts'
import { openJudge } from './judge.ts'
import { settle, type VerifierOptions } from './options.ts'
import { remembered } from './remembered.ts'

export type { Fault, RevokedBy } from './errors.ts'
// biome-ignore lint/performance/noBarrelFile: the package has this one entry, and the errors belong to it.
export {
  FeedRefused,
  FeedStale,
  KeysUnavailable,
  TokenInvalid,
  TokenRevoked,
  VerifierError,
} from './errors.ts'
export type { FeedAccess } from './feed-token.ts'
export type { VerifierOptions } from './options.ts'
export type { Claims }

/** What the token is bound to (RFC 7800): `jkt` for DPoP, `x5t#S256` for mutual TLS. */
export type Confirmation = Readonly<Record<string, unknown>>

export type VerifyOptions = {
  /**
   * Whether the request proves that its sender holds what the token is bound to. Without it a
   * bound token is refused: whoever stole it must not be able to pass it off as a bearer token.
   */
  readonly confirm?: (confirmation: Confirmation) => boolean | Promise<boolean>
}

export type VerifiedToken = {
  /** The account, or the client itself where no person is involved. */
  readonly subject: string
  readonly clientId: string
  readonly scopes: readonly string[]
  /** The grant that it belongs to; null for a client's own token. */
  readonly sid: string | null
  readonly confirmation: Confirmation | null
  /** Seconds since 1970. */
  readonly expiresAt: number
  /** Whether revocations may be missing; never true with `onStale: 'refuse'` or without a feed. */
  readonly isStale: boolean
  /** All claims, as they stand in the token. */
  readonly claims: Claims
}

export type Verifier = {
  /** Throws `TokenInvalid`, `TokenRevoked`, `FeedStale` or `KeysUnavailable`. */
  readonly verify: (token: string, options?: VerifyOptions) => Promise<VerifiedToken>
  /** When keys and feed are known. Throws where waiting is no use: `FeedRefused`. */
  readonly ready: () => Promise<void>
  /** Follows no longer: from then on its knowledge grows old. */
  readonly close: () => void
}

const refreshKeysMilliseconds = 300_000

/** Throws a TypeError or a RangeError for options that cannot be used. It begins to follow at once. */
export function createVerifier(options: VerifierOptions): Verifier {
  const settled = settle(options)
  const closing = new AbortController()
  const source = issuerSource(settled.issuer, closing.signal)
  const check = remembered(checkWith(source, settled), settled.clockTolerance)
  const judge = openJudge(settled, source, closing.signal)
  const refreshing = setInterval(() => {
    source.refresh().catch(settled.onFailure)
  }, refreshKeysMilliseconds).unref()
  return {
    verify: async (token, { confirm } = {}) => {
      const checked = await check(token)
      const verified = tokenOf(checked.claims, judge.isStale(checked))
      await confirmed(verified, confirm)
      return verified
    },
    ready: async () => {
      await source.refresh()
      await judge.ready
    },
    close: () => {
      clearInterval(refreshing)
      closing.abort()
    },
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function tokenOf(claims: Claims, isStale: boolean): VerifiedToken {
  const cnf: unknown = claims['cnf']
  return {
    subject: claims.sub,
    clientId: claims.client_id,
    scopes: (textOrNull(claims['scope']) ?? '').split(' ').filter(Boolean),
    sid: textOrNull(claims['sid']),
    confirmation: cnf === undefined ? null : recordOf(cnf),
    expiresAt: claims.exp,
    isStale,
    claims,
  }
}

function recordOf(value: unknown): Confirmation {
  if (typeof value !== 'object' || value === null) throw new TokenInvalid('claims')
  return Object.fromEntries(Object.keys(value).map((name) => [name, member(value, name)]))
}

async function confirmed(
  { confirmation }: VerifiedToken,
  confirm: VerifyOptions['confirm'],
): Promise<void> {
  if (confirmation === null) return
  const isProven = confirm !== undefined && (await confirm(confirmation))
  if (!isProven) throw new TokenInvalid('confirmation')
}
