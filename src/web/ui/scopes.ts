/** The title and description of each scope, as a person reads them before granting it. */

import type { Words } from '../../i18n/words.ts'

export type ScopeText = { readonly title: string; readonly description: string }

/** A scope without a description is shown by its name: never hidden, never guessed. */
export function describeScope({ steps }: Pick<Words, 'steps'>, scope: string): ScopeText {
  const known = Object.entries(steps.scopes).find(([name]) => name === scope)
  return known?.[1] ?? { title: scope, description: steps.unknownScope }
}
