/** The facts about one thing: names and values, badges, times. */

import type { ComponentChildren, VNode } from 'preact'
import { Time } from './time.tsx'

type FactsProps = { readonly children: ComponentChildren }

export function Facts({ children }: FactsProps): VNode {
  return <dl class="facts">{children}</dl>
}

type FactProps = { readonly name: string; readonly children: ComponentChildren }

/** A dash stands for a missing value. */
export function Fact({ name, children }: FactProps): VNode {
  const isEmpty = children === null || children === undefined || children === ''
  return (
    <div>
      <dt>{name}</dt>
      <dd>{isEmpty ? '–' : children}</dd>
    </div>
  )
}

export type Mood = 'good' | 'warn' | 'bad' | 'quiet'

type BadgeProps = { readonly mood: Mood; readonly children: ComponentChildren }

export function Badge({ mood, children }: BadgeProps): VNode {
  return <span class={`badge badge-${mood}`}>{children}</span>
}

/** Takes a time as the admin API writes it. */
export function Moment({ at }: { readonly at: string | null }): VNode | null {
  return at === null ? null : <Time at={new Date(at)} />
}
