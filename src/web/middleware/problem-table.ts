/** The only table from error code to HTTP status, title and OAuth error. It answers nothing itself. */

import { DomainError, type ErrorCode } from '../../base/errors.ts'

export type Problem = {
  readonly status: number
  readonly title: string
  /** The error code of RFC 6749 and related RFCs, for protocol endpoints. */
  readonly oauth: string
}

const problems: Record<ErrorCode, Problem> = {
  account_disabled: problem(403, 'This account is disabled', 'access_denied'),
  body_too_large: problem(413, 'Too much was sent', 'invalid_request'),
  client_metadata_invalid: problem(400, 'Client metadata is invalid', 'invalid_client_metadata'),
  code_reused: problem(400, 'The code was used before', 'invalid_grant'),
  cursor_unknown: problem(410, 'Begin without a cursor', 'invalid_request'),
  email_invalid: problem(400, 'Not an email address', 'invalid_request'),
  email_taken: problem(409, 'This email is taken', 'invalid_request'),
  event_changed: problem(409, 'Not as it was sealed', 'invalid_request'),
  event_unsealed: problem(409, 'Not sealed yet', 'invalid_request'),
  forbidden: problem(403, 'Not allowed', 'access_denied'),
  grant_invalid: problem(400, 'The grant is over', 'invalid_grant'),
  idempotency_key_reused: problem(422, 'The key stands for another request', 'invalid_request'),
  insufficient_scope: problem(403, 'The token lacks the scope', 'insufficient_scope'),
  insufficient_user_authentication: problem(
    401,
    'Sign in again first',
    'insufficient_user_authentication',
  ),
  interaction_expired: problem(400, 'You cannot go on from here', 'invalid_request'),
  key_signs: problem(409, 'This key signs', 'invalid_request'),
  last_owner: problem(409, 'Nobody else is an owner', 'invalid_request'),
  mail_unavailable: problem(409, 'This server sends no mail', 'invalid_request'),
  media_type_unsupported: problem(415, 'Wrong content type', 'invalid_request'),
  method_not_allowed: problem(405, 'Not a method of this address', 'invalid_request'),
  not_found: problem(404, 'There is nothing here', 'invalid_request'),
  password_too_long: problem(400, 'The password is too long', 'invalid_request'),
  password_too_short: problem(400, 'The password is too short', 'invalid_request'),
  password_too_weak: problem(400, 'The password is easy to guess', 'invalid_request'),
  policy_in_use: problem(409, 'The policy is in use', 'invalid_request'),
  policy_invalid: problem(400, 'The policy cannot be used', 'invalid_request'),
  precondition_failed: problem(412, 'It was changed meanwhile', 'invalid_request'),
  precondition_needed: problem(428, 'Say which version you change', 'invalid_request'),
  reauthentication_needed: problem(403, 'Sign in again first', 'access_denied'),
  refresh_reused: problem(400, 'The refresh token was used before', 'invalid_grant'),
  request_invalid: problem(400, 'The request is invalid', 'invalid_request'),
  session_ended: problem(400, 'Your session has ended', 'access_denied'),
  session_not_extendable: problem(409, 'The session cannot be extended', 'invalid_request'),
  sign_in_refused: problem(403, 'You were not signed in', 'access_denied'),
  sign_in_too_weak: problem(
    403,
    'A stronger sign-in is needed',
    'unmet_authentication_requirements',
  ),
  store_unavailable: problem(503, 'Out of reach', 'temporarily_unavailable'),
  too_many_pending: problem(429, 'Too many requests are waiting', 'temporarily_unavailable'),
  too_many_requests: problem(429, 'Too many requests', 'temporarily_unavailable'),
  too_many_sessions: problem(403, 'Too many sessions', 'access_denied'),
  token_invalid: problem(401, 'The token is not valid', 'invalid_token'),
  token_missing: problem(401, 'A token is needed', 'invalid_token'),
  too_busy: problem(503, 'Busy', 'temporarily_unavailable'),
  unforeseen: problem(500, 'Something went wrong', 'server_error'),
}

function problem(status: number, title: string, oauth: string): Problem {
  return { status, title, oauth }
}

/** How to answer a thrown error, and the cause to log. */
export type Judgement = Problem & {
  readonly code: ErrorCode
  readonly detail: string
  readonly retryAfterSeconds: number | null
  readonly cause: unknown
}

/** Frameworks mark their refusals (a large body, malformed JSON) with a 4xx; anything else is a fault. */
export function judge(error: unknown): Judgement {
  if (error instanceof DomainError) {
    const { code, detail, retryAfterSeconds } = error
    return { ...problems[code], code, detail, retryAfterSeconds, cause: error }
  }
  const code = codeOf(error instanceof Error && 'status' in error ? Number(error.status) : 500)
  const { title: detail } = problems[code]
  return { ...problems[code], code, detail, retryAfterSeconds: null, cause: error }
}

function codeOf(status: number): ErrorCode {
  if (status === 413) return 'body_too_large'
  if (status === 415) return 'media_type_unsupported'
  return status >= 400 && status < 500 ? 'request_invalid' : 'unforeseen'
}
