/**
 * The verifier: checks access tokens of a Parley issuer in memory, revocations included. `verify`
 * makes no request, except for a key that it does not know yet. Nothing here imports the server.
 */

import { type Claims, checkWith, rememberChecks } from './checks.ts'
import { TokenInvalid } from './errors.ts'
import { member } from './feed-document.ts'
import { issuerSource } from './issuer.ts'
import { openJudge } from './judge.ts'
import { resolveOptions, type VerifierOptions } from './options.ts'

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

/** The `cnf` claim (RFC 7800): `jkt` (RFC 9449) for DPoP, `x5t#S256` (RFC 8705) for mutual TLS. */
export type Confirmation = Readonly<Record<string, unknown>>

export type VerifyOptions = {
  /**
   * Returns whether the request proves possession of the key that the token is bound to. Without
   * this function a bound token is refused: a thief must not use it as a bearer token.
   */
  readonly confirm?: (confirmation: Confirmation) => boolean | Promise<boolean>
}

export type VerifiedToken = {
  /** `sub`: the account, or the client itself if no person is involved. */
  readonly subject: string
  /** `client_id`: the application that the token was issued to. */
  readonly clientId: string
  /** `scope`, split at spaces; empty if there is none. */
  readonly scopes: readonly string[]
  /** `sid`: the id of the grant that the token belongs to; null for a client's own token. */
  readonly sid: string | null
  /** `cnf`: the key that the token is bound to; null for a bearer token. */
  readonly confirmation: Confirmation | null
  /** `exp`, in seconds since 1970. */
  readonly expiresAt: number
  /** Whether revocations may be missing: only with `onStale: 'report'` and a feed. */
  readonly isStale: boolean
  /** All claims, exactly as in the token. */
  readonly claims: Claims
}

export type Verifier = {
  /**
   * Checks a token (a compact JWS, without `Bearer `). Throws `TokenInvalid`, `TokenRevoked`,
   * `FeedStale` or `KeysUnavailable`, and whatever `confirm` throws.
   */
  readonly verify: (token: string, options?: VerifyOptions) => Promise<VerifiedToken>
  /**
   * Resolves once keys and feed are known. Rejects if the keys cannot be fetched, and with
   * `FeedRefused` if the issuer refuses access to the feed; other failures of the feed are retried.
   */
  readonly ready: () => Promise<void>
  /** Stops following: from then on the known revocations grow stale. */
  readonly close: () => void
}

const refreshKeysMilliseconds = 300_000

/**
 * Creates a verifier, which starts to follow the feed at once. Throws a TypeError or a RangeError for
 * invalid options.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = resolveOptions(options)
  const closing = new AbortController()
  const source = issuerSource(settings.issuer, closing.signal)
  const check = rememberChecks(checkWith(source, settings), settings.clockTolerance)
  const judge = openJudge(settings, source, closing.signal)
  const refreshing = setInterval(() => {
    source.refresh().catch(settings.onFailure)
  }, refreshKeysMilliseconds).unref()
  return {
    verify: async (token, { confirm } = {}) => {
      const checked = await check(token)
      const verified = tokenOf(checked.claims, judge.isStale(checked))
      await requireConfirmation(verified, confirm)
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

async function requireConfirmation(
  { confirmation }: VerifiedToken,
  confirm: VerifyOptions['confirm'],
): Promise<void> {
  if (confirmation === null) return
  const isProven = confirm !== undefined && (await confirm(confirmation))
  if (!isProven) throw new TokenInvalid('confirmation')
}
