/** A policy in the console: its document, and the badge that says where it comes from. */

import type { VNode } from 'preact'
import type { PolicyOrigin } from '../../../model/policy-change.ts'
import { Badge, type Mood } from '../../ui/facts.tsx'

export const writeScope = 'parley:policies.write'

const origins: Readonly<Record<PolicyOrigin, readonly [mood: Mood, word: string]>> = {
  preset: ['quiet', 'preset'],
  edited: ['warn', 'edited preset'],
  own: ['good', 'your own'],
}

export function OriginBadge({ origin }: { readonly origin: PolicyOrigin }): VNode {
  const [mood, word] = origins[origin]
  return <Badge mood={mood}>{word}</Badge>
}
