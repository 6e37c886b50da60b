/** Turns an error into one sentence for a person. It never repeats a token or secret. */

import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { z } from 'zod'

/** `refused`: the other side said no. `failed`: there was no usable answer. */
export type Failure = Readonly<{
  kind: 'refused' | 'failed'
  code: string | null
  sentence: string
  /** The kind of revocation, when that is the reason. */
  revoked?: string
}>

/** A failure that already has its sentence. */
export class KnownFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.sentence)
    this.failure = failure
  }
}

/** The timeout of a call to another party, in seconds. */
export const callTimeout = 3

export function explainFailure(error: unknown, issuer: string): Failure {
  if (error instanceof KnownFailure) return error.failure
  return explainRefusal(error) ?? explainMishap(error, issuer)
}

function explainRefusal(error: unknown): Failure | null {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    return refusal(error.error, error.error_description)
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    const parameters = error.cause[0]?.parameters
    return refusal(parameters?.error ?? `HTTP ${error.status}`, parameters?.error_description)
  }
  return null
}

function refusal(code: string, description: string | undefined): Failure {
  const detail = description === undefined ? '' : ` It says: “${description}”.`
  return { kind: 'refused', code, sentence: `Parley refused with ${code}.${detail}` }
}

function explainMishap(error: unknown, issuer: string): Failure {
  if (isTimeout(error)) {
    return failed('timeout', `No answer within ${callTimeout} seconds. Please try again.`)
  }
  if (isUnreachable(error)) {
    return failed('unreachable', `Parley cannot be reached at ${issuer}. Is it running?`)
  }
  if (error instanceof ClientError) {
    const reason = causesOf(error)[1]?.message ?? error.message
    return failed('bad_answer', `Harbor does not trust the answer: ${reason}.`)
  }
  return failed('unexpected', 'Something went wrong on our side. Please try again.')
}

/** fetch reports every failed connection with this error. */
export function isUnreachable(error: unknown): boolean {
  return causesOf(error).some(({ name, message }) => {
    return name === 'TypeError' && message === 'fetch failed'
  })
}

function isTimeout(error: unknown): boolean {
  return causesOf(error).some(({ name }) => name === 'TimeoutError')
}

function failed(code: string, sentence: string): Failure {
  return { kind: 'failed', code, sentence }
}

const errorShape = z.object({
  name: z.string(),
  message: z.string(),
  cause: z.unknown().optional(),
})

/** The error and its causes, outermost first, at most four. */
function causesOf(error: unknown, depth = 4): readonly { name: string; message: string }[] {
  const parsed = errorShape.safeParse(error)
  if (!parsed.success || depth === 0) return []
  const { name, message, cause } = parsed.data
  return [{ name, message }, ...causesOf(cause, depth - 1)]
}
