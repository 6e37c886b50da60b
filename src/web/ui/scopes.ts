/** What each scope means, in the words a person reads before allowing it. */

import type { Words } from '../../i18n/words.ts'

export type ScopeText = { readonly title: string; readonly description: string }

/** A scope nobody described is shown by its raw name: never hidden, never guessed at. */
export function describeScope({ steps }: Pick<Words, 'steps'>, scope: string): ScopeText {
  const known = Object.entries(steps.scopes).find(([name]) => name === scope)
  return known?.[1] ?? { title: scope, description: steps.unknownScope }
}
