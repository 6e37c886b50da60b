/** How far the ending of many sessions is; to be looked at again. */

import type { VNode } from 'preact'
import type { FilterDocument } from '../../../model/session-filter.ts'
import { Badge, Fact, Facts, Moment } from './facts.tsx'
import { ConsoleFrame, type ConsoleFrameProps } from './frame.tsx'
import { sessionsPath } from './session.tsx'
import { wordsFor } from './session-filters.tsx'

/** A revocation as the admin API answers it. */
export type ShownEnding = {
  readonly id: string
  readonly scope: {
    readonly kind: string
    readonly account_id?: string
    readonly network?: string
    readonly filter?: FilterDocument
  }
  readonly reason: string
  readonly actor: { readonly kind: string; readonly id: string | null }
  readonly created_at: string
  readonly effective_by: string | null
  readonly swept_at: string | null
  readonly sessions_ended: number
}

export function endingPathOf({ id }: Pick<ShownEnding, 'id'>): string {
  return `${sessionsPath}/endings/${id}`
}

const text = {
  title: 'Ending sessions',
  underWay: 'The sessions are being ended, the newest first. This page does not change by itself.',
  cutOff:
    'All of them are dead since you pressed the button. What is left is to write it down, session by session.',
  done: 'All of them have ended.',
  which: 'Which',
  progress: 'How far it is',
  ended: 'Ended so far',
  endedInAll: 'Ended',
  state: 'State',
  states: { going: 'under way', done: 'done' },
  began: 'Begun',
  swept: 'Done',
  effective: 'In force everywhere by',
  effectiveLater: 'known when it is done',
  reason: 'Reason',
  actor: 'By',
  again: 'Look again',
  sessions: 'Search sessions',
}

export function EndingPage(props: ConsoleFrameProps & { readonly ending: ShownEnding }): VNode {
  const { ending } = props
  const { swept_at: sweptAt, scope } = ending
  const going = scope.kind === 'sessions' ? text.underWay : text.cutOff
  return (
    <ConsoleFrame
      {...props}
      path={sessionsPath}
      title={text.title}
      lead={sweptAt === null ? going : text.done}
    >
      <div class="cards">
        <Progress ending={ending} />
        <Which ending={ending} />
      </div>
      <p class="actions">
        {sweptAt === null && (
          <a class="button primary" href={endingPathOf(ending)}>
            {text.again}
          </a>
        )}
        <a class="button" href={sessionsPath}>
          {text.sessions}
        </a>
      </p>
    </ConsoleFrame>
  )
}

type Props = { readonly ending: ShownEnding }

function Progress({ ending }: Props): VNode {
  const { swept_at: sweptAt, effective_by: effectiveBy } = ending
  const isDone = sweptAt !== null
  return (
    <section class="card">
      <h2>{text.progress}</h2>
      <Facts>
        <Fact name={text.state}>
          <Badge mood={isDone ? 'good' : 'warn'}>
            {isDone ? text.states.done : text.states.going}
          </Badge>
        </Fact>
        <Fact name={isDone ? text.endedInAll : text.ended}>{ending.sessions_ended}</Fact>
        <Fact name={text.began}>
          <Moment at={ending.created_at} />
        </Fact>
        <Fact name={text.swept}>{sweptAt && <Moment at={sweptAt} />}</Fact>
        <Fact name={text.effective}>
          {effectiveBy === null ? text.effectiveLater : <Moment at={effectiveBy} />}
        </Fact>
      </Facts>
    </section>
  )
}

function Which({ ending }: Props): VNode {
  const { reason, actor, scope } = ending
  const { account_id: account, network, filter } = scope
  const asked = Object.entries({ account, network, ...filter })
  const words = wordsFor(
    Object.fromEntries(asked.flatMap(([name, value]) => (value ? [[name, value]] : []))),
  )
  return (
    <section class="card">
      <h2>{text.which}</h2>
      <Facts>
        {words.map(([label, value]) => (
          <Fact key={label} name={label}>
            <bdi>{value}</bdi>
          </Fact>
        ))}
        <Fact name={text.reason}>
          <bdi>{reason}</bdi>
        </Fact>
        <Fact name={text.actor}>
          {actor.kind} {actor.id !== null && <code>{actor.id}</code>}
        </Fact>
      </Facts>
    </section>
  )
}
