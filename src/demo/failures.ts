/** Turns whatever went wrong into one sentence for a person. It never repeats a token or secret. */

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
  /** What of it was revoked, when that is why. */
  revoked?: string
}>

/** An outcome that a verb has already put into words. */
export class ToldFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.sentence)
    this.failure = failure
  }
}

/** Seconds any call to another party may take. */
export const callTimeout = 3

export function explainFailure(error: unknown, issuer: string): Failure {
  if (error instanceof ToldFailure) return error.failure
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
    const reason = tellCauses(error)[1]?.message ?? error.message
    return failed('bad_answer', `Harbor does not trust the answer: ${reason}.`)
  }
  return failed('unexpected', 'Something went wrong on our side. Please try again.')
}

/** fetch tells every failed connection by this one error. */
export function isUnreachable(error: unknown): boolean {
  return tellCauses(error).some(({ name, message }) => {
    return name === 'TypeError' && message === 'fetch failed'
  })
}

function isTimeout(error: unknown): boolean {
  return tellCauses(error).some(({ name }) => name === 'TimeoutError')
}

function failed(code: string, sentence: string): Failure {
  return { kind: 'failed', code, sentence }
}

const errorShape = z.object({
  name: z.string(),
  message: z.string(),
  cause: z.unknown().optional(),
})

/** The error and what caused it, outermost first, four deep at most. */
function tellCauses(error: unknown, depth = 4): readonly { name: string; message: string }[] {
  const parsed = errorShape.safeParse(error)
  if (!parsed.success || depth === 0) return []
  const { name, message, cause } = parsed.data
  return [{ name, message }, ...tellCauses(cause, depth - 1)]
}
