/** How a verifier refuses: one class a cause, each with the status a resource server answers. */

/** What all refusals have in common. */
export class VerifierError extends Error {
  readonly code: string
  /** The HTTP status to answer: 401 when the token is to blame, 503 when nobody can know. */
  readonly status: 401 | 503

  constructor(code: string, { status, ...about }: { status: 401 | 503 } & About) {
    super(about.message, about.cause === undefined ? undefined : { cause: about.cause })
    this.code = code
    this.status = status
  }

  /** The value of `WWW-Authenticate` (RFC 6750, 3); null where another token would not help. */
  get challenge(): string | null {
    return this.status === 401 ? 'Bearer error="invalid_token"' : null
  }
}

type About = { readonly message: string; readonly cause?: unknown }

/** What is wrong with a token that is not good. */
export type Fault =
  | 'malformed'
  | 'algorithm'
  | 'type'
  | 'key'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not_yet_valid'
  | 'claims'
  | 'confirmation'

/** Not an access token of this issuer for this audience, or not any more by its own word. */
export class TokenInvalid extends VerifierError {
  override readonly name = 'TokenInvalid'
  readonly fault: Fault

  constructor(fault: Fault, cause?: unknown) {
    super('token_invalid', { status: 401, message: `the token is not valid: ${fault}`, cause })
    this.fault = fault
  }
}

/** What made a token dead before its time, as the feed names it. */
export type RevokedBy =
  | 'grant'
  | 'token'
  | 'key'
  | 'account'
  | 'client'
  | 'account_client'
  | 'everything'

/** Good by its own word, and revoked. */
export class TokenRevoked extends VerifierError {
  override readonly name = 'TokenRevoked'
  readonly by: RevokedBy

  constructor(by: RevokedBy) {
    super('token_revoked', { status: 401, message: `the token was revoked (${by})` })
    this.by = by
  }
}

/** The verifier does not know what was revoked lately: the token may be good, or not. */
export class FeedStale extends VerifierError {
  override readonly name = 'FeedStale'
  /** Infinity when the feed was never read. */
  readonly ageSeconds: number

  constructor(ageSeconds: number, cause?: unknown) {
    const age = Number.isFinite(ageSeconds) ? `${ageSeconds.toFixed(1)} s old` : 'not yet read'
    super('feed_stale', { status: 503, message: `the revocation feed is ${age}`, cause })
    this.ageSeconds = ageSeconds
  }
}

/** The issuer's metadata or keys could not be had. */
export class KeysUnavailable extends VerifierError {
  override readonly name = 'KeysUnavailable'

  constructor(cause: unknown) {
    super('keys_unavailable', { status: 503, message: "the issuer's keys cannot be had", cause })
  }
}

/** The issuer lets this verifier not follow: its credentials or its scope are wrong. */
export class FeedRefused extends VerifierError {
  override readonly name = 'FeedRefused'

  constructor(message: string) {
    super('feed_refused', { status: 503, message })
  }
}
