/** One key in the words of the console: its state, the stages of its life, what comes next. */

import type { VNode } from 'preact'
import type { KeyUse } from '../../../model/key-document.ts'
import type { KeyState } from '../../../model/signing-key.ts'
import { Badge, Moment, type Mood } from '../../ui/facts.tsx'

/** As the admin API answers it. */
export type ShownKey = {
  readonly kid: string
  readonly use: KeyUse
  readonly alg: string
  readonly state: KeyState
  readonly created_at: string
  readonly signs_from: string | null
  readonly signs_until: string | null
  readonly retires_at: string | null
  readonly distrusted: boolean
}

const text = {
  published: 'Published',
  signs: 'Signs',
  signed: 'Signs no more',
  retired: 'Withdrawn',
  soon: 'not settled',
  distrusted: 'distrusted',
}

const states: Readonly<Record<KeyState, readonly [mood: Mood, label: string]>> = {
  next: ['warn', 'next'],
  signing: ['good', 'signing'],
  published: ['quiet', 'published'],
  retired: ['quiet', 'retired'],
}

export function KeyBadge({ state, distrusted }: Pick<ShownKey, 'state' | 'distrusted'>): VNode {
  const [mood, label] = states[state]
  return distrusted ? (
    <Badge mood="bad">{text.distrusted}</Badge>
  ) : (
    <Badge mood={mood}>{label}</Badge>
  )
}

/** How many stages of its life a key has reached. */
const reached: Readonly<Record<KeyState, number>> = {
  next: 1,
  signing: 2,
  published: 3,
  retired: 4,
}

/** From its publication to its end: what was, and what is to come. */
export function KeyLife({ value }: { readonly value: ShownKey }): VNode {
  const done = reached[value.state]
  const stages = [
    [text.published, value.created_at],
    [text.signs, value.signs_from],
    [text.signed, value.signs_until],
    [text.retired, value.retires_at],
  ] as const
  return (
    <ol class="progress">
      {stages.map(([name, at], i) => (
        <li key={name} class={classOf(i, done)} aria-current={i === done - 1 ? 'step' : undefined}>
          <span class="stage">{name}</span>
          <span>{at === null ? text.soon : <Moment at={at} />}</span>
        </li>
      ))}
    </ol>
  )
}

function classOf(stage: number, done: number): string {
  if (stage === done - 1) return 'current'
  return stage < done ? 'past' : 'to-come'
}

const nextSteps = {
  next: ['It begins to sign ', ', when every cache has fetched it.'],
  signing: ['Another key takes its place ', '.'],
  published: ['It is withdrawn ', ', when nothing that it signed is good any more.'],
} as const

const unsettled = 'It signs until somebody rotates it.'

/** What will happen to it next, and when. */
export function NextStep({ value }: { readonly value: ShownKey }): VNode | null {
  const { state } = value
  if (state === 'retired') return null
  const at = { next: value.signs_from, signing: value.signs_until, published: value.retires_at }[
    state
  ]
  const [before, after] = nextSteps[state]
  return (
    <p class="next-step">
      {at === null ? (
        unsettled
      ) : (
        <>
          {before}
          <Moment at={at} />
          {after}
        </>
      )}
    </p>
  )
}
