/** Where a policy comes from, as a mark. */

import type { VNode } from 'preact'
import type { PolicyOrigin } from '../../../model/policy-change.ts'
import { Badge, type Mood } from '../../ui/facts.tsx'

const origins: Readonly<Record<PolicyOrigin, readonly [mood: Mood, word: string]>> = {
  preset: ['quiet', 'preset'],
  edited: ['warn', 'edited preset'],
  own: ['good', 'your own'],
}

export function OriginBadge({ origin }: { readonly origin: PolicyOrigin }): VNode {
  const [mood, word] = origins[origin]
  return <Badge mood={mood}>{word}</Badge>
}
