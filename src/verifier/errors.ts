/** The errors of a verifier: one class per cause, each with the HTTP status to respond with. */

/** The base class of all errors that `verify` and `ready` throw. */
export class VerifierError extends Error {
  /** A stable machine-readable name, such as `token_invalid`. */
  readonly code: string
  /** The HTTP status to respond with: 401 if the token is bad, 503 if that cannot be known now. */
  readonly status: 401 | 503

  constructor(code: string, { status, ...about }: { status: 401 | 503 } & About) {
    super(about.message, about.cause === undefined ? undefined : { cause: about.cause })
    this.code = code
    this.status = status
  }

  /** The value for `WWW-Authenticate` (RFC 6750, 3); null if another token would not help. */
  get challenge(): string | null {
    return this.status === 401 ? 'Bearer error="invalid_token"' : null
  }
}

type About = { readonly message: string; readonly cause?: unknown }

/** The reason why a token is invalid. */
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

/** The token is not an access token of this issuer for this audience, or it has expired. Status 401. */
export class TokenInvalid extends VerifierError {
  override readonly name = 'TokenInvalid'
  readonly fault: Fault

  constructor(fault: Fault, cause?: unknown) {
    super('token_invalid', { status: 401, message: `the token is not valid: ${fault}`, cause })
    this.fault = fault
  }
}

/** The kind of revocation, named as in the feed (`kind` of an entry of `GET /revocations`). */
export type RevokedBy =
  | 'grant'
  | 'token'
  | 'key'
  | 'account'
  | 'client'
  | 'account_client'
  | 'everything'

/** The token was valid and has been revoked. Status 401. */
export class TokenRevoked extends VerifierError {
  override readonly name = 'TokenRevoked'
  readonly by: RevokedBy

  constructor(by: RevokedBy) {
    super('token_revoked', { status: 401, message: `the token was revoked (${by})` })
    this.by = by
  }
}

/** The verifier does not know the latest revocations, so the token may be revoked. Status 503. */
export class FeedStale extends VerifierError {
  override readonly name = 'FeedStale'
  /** The age of the latest revocation data in seconds; Infinity if the feed was never read. */
  readonly ageSeconds: number

  constructor(ageSeconds: number, cause?: unknown) {
    const age = Number.isFinite(ageSeconds) ? `${ageSeconds.toFixed(1)} s old` : 'not yet read'
    super('feed_stale', { status: 503, message: `the revocation feed is ${age}`, cause })
    this.ageSeconds = ageSeconds
  }
}

/** The issuer's metadata or keys could not be fetched. Status 503. */
export class KeysUnavailable extends VerifierError {
  override readonly name = 'KeysUnavailable'

  constructor(cause: unknown) {
    super('keys_unavailable', { status: 503, message: "the issuer's keys cannot be had", cause })
  }
}

/** The issuer does not let this verifier follow the feed: wrong credentials or scope. Status 503. */
export class FeedRefused extends VerifierError {
  override readonly name = 'FeedRefused'

  constructor(message: string) {
    super('feed_refused', { status: 503, message })
  }
}
