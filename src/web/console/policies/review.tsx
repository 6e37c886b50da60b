/** The effect of edited settings: what changes, and what that does to the sessions that live now. */

import type { VNode } from 'preact'
import type { ResponseDocument } from '../../../contract/operations.ts'
import { toPolicySettings } from '../../../contract/policy.ts'
import type { Policy } from '../../../model/policy.ts'
import { changesOf, type Direction, type PolicyChange } from '../../../model/policy-change.ts'
import { Badge, type Mood } from '../../ui/facts.tsx'
import { attempt } from '../attempt.ts'
import type { Visit } from '../visit.ts'
import { labelOf, valueWords } from './settings.ts'

/** The admin API's count of the sessions and accounts that the settings would affect now. */
type Simulation = ResponseDocument<'simulatePolicy'>

export type Review = {
  /** The policy as it is now; for a new policy, the one it was copied from. */
  readonly before: Policy
  readonly after: Policy
  /** Null when there are too many sessions to count in time. */
  readonly simulation: Simulation | null
}

export async function reviewOf(visit: Visit, before: Policy, after: Policy): Promise<Review> {
  const simulation = { params: { name: after.name }, body: settingsOf(after) }
  const simulate = () => visit.ask('simulatePolicy', simulation)
  // Counting may take too long, and a policy can be saved without it.
  const { value } = await attempt(simulate, ['store_unavailable'])
  return { before, after, simulation: value?.body ?? null }
}

/** The policy as a request body: its name is in the path. */
export function settingsOf(policy: Policy): object {
  const settings = toPolicySettings(policy)
  return settings
}

const text = {
  changes: 'What changes',
  none: 'Nothing: this is how it stands.',
  from: 'now',
  to: 'then',
  does: 'What it does now',
  uncounted: 'More sessions live under it than can be counted while you wait.',
  shutOut: (count: number) =>
    `${countOf(count, 'person', 'people')}${count === 10_000 ? ' or more' : ''} could not sign in any more: it asks for a stronger sign-in than they have.`,
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
  const { sessions, ending, accounts_over_limit: over, accounts_shut_out: shutOut } = simulation
  const lockedOut = shutOut === 0 ? [] : [text.shutOut(shutOut)]
  if (sessions === 0) return [...lockedOut, 'No session lives under it now.']
  return [
    ...lockedOut,
    `${countOf(sessions, 'session lives', 'sessions live')} under it now.`,
    ending === 0 ? 'None of them would end.' : `${ending} would be over at the next use.`,
    over === 0
      ? 'No account has more than it may.'
      : `${countOf(over, 'account has', 'accounts have')} more than it may, and would be told at the next sign-in.`,
  ]
}

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
