/** The closed catalogue of refusals. A refusal has a code; only web knows its HTTP status. */

export const errorCodes = [
  'account_disabled',
  'body_too_large',
  'client_metadata_invalid',
  'code_reused',
  'cursor_unknown',
  'email_invalid',
  'email_taken',
  'event_changed',
  'event_unsealed',
  'forbidden',
  'grant_invalid',
  'idempotency_key_reused',
  'insufficient_scope',
  'insufficient_user_authentication',
  'interaction_expired',
  'key_signs',
  'last_owner',
  'mail_unavailable',
  'media_type_unsupported',
  'method_not_allowed',
  'not_found',
  'password_too_long',
  'password_too_short',
  'password_too_weak',
  'policy_in_use',
  'policy_invalid',
  'precondition_failed',
  'precondition_needed',
  'reauthentication_needed',
  'refresh_reused',
  'request_invalid',
  'session_ended',
  'session_not_extendable',
  'sign_in_refused',
  'sign_in_too_weak',
  'store_unavailable',
  'token_invalid',
  'token_missing',
  'too_busy',
  'too_many_pending',
  'too_many_requests',
  'too_many_sessions',
  'unforeseen',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** A refused request: an expected outcome that ends it, safe to tell the caller. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly detail: string
  /** When a retry is worthwhile; null if unknown. */
  readonly retryAfterSeconds: number | null

  constructor(code: ErrorCode, detail: string, options: RefusalOptions = {}) {
    super(`${code}: ${detail}`, options)
    this.name = 'DomainError'
    this.code = code
    this.detail = detail
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
  }
}

type RefusalOptions = ErrorOptions & { readonly retryAfterSeconds?: number }

export function isDomainError(error: unknown, code?: ErrorCode): error is DomainError {
  return error instanceof DomainError && (code === undefined || error.code === code)
}
