/** What settings would change, and what they would do to the sessions that live now. */

import type { VNode } from 'preact'
import type { Policy } from '../../../model/policy.ts'
import { changesOf, type Direction, type PolicyChange } from '../../../model/policy-change.ts'
import { Badge, type Mood } from '../../ui/facts.tsx'
import type { Simulation } from './policy.ts'
import { labelOf, valueWords } from './policy-text.ts'

export type Review = {
  /** As it stands now; what a new one is like. */
  readonly before: Policy
  readonly after: Policy
  /** Null where so many live under it that they cannot be counted in time. */
  readonly simulation: Simulation | null
}

const text = {
  changes: 'What changes',
  none: 'Nothing: this is how it stands.',
  from: 'now',
  to: 'then',
  does: 'What it does now',
  uncounted: 'More sessions live under it than can be counted while you wait.',
  looser: 'What is looser holds for sessions that begin from now on.',
  stricter:
    'What is stricter about its ends holds for living sessions too, from their next use on.',
}

const directions: Readonly<Record<Direction, readonly [mood: Mood, word: string]>> = {
  stricter: ['good', 'stricter'],
  looser: ['warn', 'looser'],
  other: ['quiet', 'different'],
}

export function PolicyReview({ review }: { readonly review: Review }): VNode {
  const { before, after, simulation } = review
  const changes = changesOf(before, after)
  const has = (direction: Direction) => changes.some((change) => change.direction === direction)
  return (
    <>
      <h2>{text.changes}</h2>
      {changes.length === 0 && <p>{text.none}</p>}
      <ul class="changes">
        {changes.map((change) => (
          <Change key={change.setting} change={change} {...review} />
        ))}
      </ul>
      <h2>{text.does}</h2>
      <ul class="told">
        {effectsOf(simulation).map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
        {has('stricter') && <li>{text.stricter}</li>}
        {has('looser') && <li>{text.looser}</li>}
      </ul>
    </>
  )
}

type ChangeProps = Review & { readonly change: PolicyChange }

function Change({ change: { setting, direction }, before, after }: ChangeProps): VNode {
  const [mood, word] = directions[direction]
  return (
    <li>
      <p class="change">
        <strong>{labelOf(setting)}</strong> <Badge mood={mood}>{word}</Badge>
      </p>
      <p>
        <del>
          <span class="spoken">{text.from}: </span>
          {valueWords(before, setting)}
        </del>{' '}
        <span aria-hidden="true">→</span>{' '}
        <ins>
          <span class="spoken">{text.to}: </span>
          {valueWords(after, setting)}
        </ins>
      </p>
    </li>
  )
}

function effectsOf(simulation: Simulation | null): string[] {
  if (simulation === null) return [text.uncounted]
  const { sessions, ending, accounts_over_limit: over } = simulation
  if (sessions === 0) return ['No session lives under it now.']
  return [
    `${counted(sessions, 'session lives', 'sessions live')} under it now.`,
    ending === 0 ? 'None of them would end.' : `${ending} would be over at the next use.`,
    over === 0
      ? 'No account has more than it may.'
      : `${counted(over, 'account has', 'accounts have')} more than it may, and would be told at the next sign-in.`,
  ]
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
