/** What a page of the console was asked, and what the admin API found wrong with it. */

import type { Context } from 'koa'
import { DomainError, type ErrorCode } from '../../base/errors.ts'
import { field } from '../middleware/guards.ts'
import type { Fault } from '../ui/fields.tsx'
import type { Filters } from '../ui/pages.ts'

/** As much of the query as these names; what was left empty in a form was not asked. */
export function filtersIn({ query }: Context, names: readonly string[]): Filters {
  const given = names.map((name) => [name, [query[name] ?? ''].flat()[0] ?? ''] as const)
  return Object.fromEntries(given.filter(([, value]) => value.trim() !== ''))
}

/** What was just done, as the address says: one of these sentences, and no other. */
export function doneIn(
  { query }: Context,
  sentences: Readonly<Record<string, string>>,
): string | null {
  const told = String(query['told'] ?? '')
  return Object.hasOwn(sentences, told) ? (sentences[told] ?? null) : null
}

export type Outcome<Value> =
  | { readonly value: Value; readonly fault: null; readonly code: null }
  | { readonly value: null; readonly fault: Fault; readonly code: ErrorCode }

/**
 * What whoever asks can mend comes back as words beside the field; anything else is thrown on. Some
 * can be mended only where it was typed: `also` names them.
 */
export async function attempt<Value>(
  act: () => Promise<Value>,
  also: readonly ErrorCode[] = [],
): Promise<Outcome<Value>> {
  try {
    return { value: await act(), fault: null, code: null }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (![...mendable, ...also].includes(error.code)) throw error
    return { value: null, fault: faultOf(error), code: error.code }
  }
}

const mendable: readonly ErrorCode[] = [
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

/** The admin API says `field: rule`; a field inside of others is named by the outermost. */
function faultOf({ code, detail }: DomainError): Fault {
  const [, name = null, rule = detail] = /^([a-z]\w*)(?:\/[^:]*)?: (.*)$/s.exec(detail) ?? []
  return { field: name, message: rule, isStale: code === 'precondition_failed' }
}

/** Whether the word stands there that must be typed before something is done. */
export function typedFault(ctx: Context, word: string): Fault | null {
  if (field(ctx, 'typed').trim() === word) return null
  return { field: 'typed', message: `Type ${word}, exactly as it stands there.` }
}
