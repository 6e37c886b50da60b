/** A request to the console: the operator's visit, and reading the query and the form. */

import type { Context } from 'koa'
import { DomainError } from '../../base/errors.ts'
import { field } from '../middleware/guards.ts'
import type { Fault } from '../ui/fields.tsx'
import type { Filters } from '../ui/pages.ts'
import type { ConsoleOptions, Visit } from './visit.ts'

export type ConsoleRequest = {
  readonly ctx: Context
  readonly visit: Visit
  readonly options: ConsoleOptions
}

/** Refuses before anyone fills in a form that would be refused when it is sent. */
export function requireScope({ may }: Visit, scope: string): void {
  if (!may(scope)) throw new DomainError('insufficient_scope', `this needs the scope ${scope}`)
}

/** The query's values with these names. An empty field of a form counts as absent. */
export function filtersIn({ query }: Context, names: readonly string[]): Filters {
  const values = names.map((name) => [name, [query[name] ?? ''].flat()[0] ?? ''] as const)
  return Object.fromEntries(values.filter(([, value]) => value.trim() !== ''))
}

/** The sentence that confirms the last action. The query only picks one; it cannot supply the text. */
export function doneIn(
  { query }: Context,
  sentences: Readonly<Record<string, string>>,
): string | null {
  const key = String(query['told'] ?? '')
  return Object.hasOwn(sentences, key) ? (sentences[key] ?? null) : null
}

/** The values of all fields with this name, such as a group of checkboxes. */
export function textsIn(ctx: Context, name: string): readonly string[] {
  const body: unknown = ctx.request.body
  if (typeof body !== 'object' || body === null) return []
  const values: unknown[] = [Reflect.get(body, name) ?? []].flat()
  return values.map(String).filter((text) => text.trim() !== '')
}

/** Null when the operator typed the confirmation word correctly. */
export function typedFault(ctx: Context, word: string): Fault | null {
  if (field(ctx, 'typed').trim() === word) return null
  return { field: 'typed', message: `Type ${word}, exactly as it stands there.` }
}
