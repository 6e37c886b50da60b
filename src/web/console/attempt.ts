/** Calls the admin API and turns a refusal that the operator can correct into a fault of the form. */

import { DomainError, type ErrorCode } from '../../base/errors.ts'
import type { Fault } from '../ui/fields.tsx'

type Outcome<Value> =
  | { readonly value: Value; readonly fault: null; readonly code: null }
  | { readonly value: null; readonly fault: Fault; readonly code: ErrorCode }

/** Throws every other error. `also` adds codes that can be corrected on this page only. */
export async function attempt<Value>(
  call: () => Promise<Value>,
  also: readonly ErrorCode[] = [],
): Promise<Outcome<Value>> {
  try {
    return { value: await call(), fault: null, code: null }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (![...correctable, ...also].includes(error.code)) throw error
    return { value: null, fault: faultOf(error), code: error.code }
  }
}

const correctable: readonly ErrorCode[] = [
  'account_disabled',
  'client_metadata_invalid',
  'email_invalid',
  'email_taken',
  'forbidden',
  'key_signs',
  'last_owner',
  'mail_unavailable',
  'password_too_long',
  'password_too_short',
  'password_too_weak',
  'policy_in_use',
  'policy_invalid',
  'precondition_failed',
  'request_invalid',
  'too_many_requests',
]

/** The detail reads `field: rule`; for a nested field, the outermost one has the input on the page. */
function faultOf({ code, detail }: DomainError): Fault {
  const [, name = null, rule = detail] = /^([a-z]\w*)(?:\/[^:]*)?: (.*)$/s.exec(detail) ?? []
  return { field: name, message: rule, isStale: code === 'precondition_failed' }
}
