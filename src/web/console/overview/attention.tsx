/** The problems that need an operator's attention, each with what to do next. */

import type { ComponentChildren, VNode } from 'preact'
import type { StatisticsDocument } from '../../../contract/documents.ts'
import { Moment } from '../../ui/facts.tsx'
import { numberText } from '../../ui/number.ts'
import { addressOf } from '../../ui/pages.ts'
import { noticesPath } from '../addresses.ts'

const secondsToSeal = 15
const secondsToGoOn = 60
const secondsToCount = 300

const text = {
  title: 'Needs attention',
  nothing: 'Nothing needs attention: the ledger is sealed, notices arrive, revocations are marked.',
  dead: (count: number) =>
    count === 1
      ? 'An application was not told that a session ended: its notice was given up.'
      : `Applications were not told that sessions ended: ${numberText(count)} notices were given up.`,
  deadNext: 'See which',
  deadThen: ', put right the address that does not answer, and send them once more.',
  unsealed: 'Events of the ledger wait for their seal since ',
  unsealedNext:
    'What is not sealed yet could be changed unseen. Look for “sealing the ledger” in the log of the nodes, and in Postgres (pg_stat_activity) for a transaction that stays open: nothing that came after it is sealed before it ends.',
  stands: 'A revocation is in force, but nobody has marked what it ended since ',
  standsNext:
    'Its tokens and sessions are dead all the same; lists and notices come late. Look for “clean-up will try again” in the log of the nodes, and in Postgres (pg_stat_activity) for a transaction that stays open.',
  stale: 'Nobody has counted since ',
  staleNext:
    'The figures below are of then. Look for “counting will be tried again” in the log of the nodes.',
}

type Need = {
  readonly key: string
  readonly mood: 'bad' | 'warn'
  readonly what: ComponentChildren
  readonly next: ComponentChildren
}

type AttentionProps = { readonly statistics: StatisticsDocument; readonly now: Date }

export function Attention(props: AttentionProps): VNode {
  const needs = [deadIn, unsealedIn, unsweptIn, staleIn].flatMap((find) => find(props) ?? [])
  if (needs.length === 0) return <p class="all-well">{text.nothing}</p>
  return (
    <section class="attention">
      <h2>{text.title}</h2>
      <ul>
        {needs.map(({ key, mood, what, next }) => (
          <li key={key} class={`notice ${mood}`}>
            <p>
              <strong>{what}</strong>
            </p>
            <p>{next}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function deadIn({ statistics: { notices } }: AttentionProps): Need | null {
  if (notices.dead === 0) return null
  const next = (
    <>
      <a href={addressOf(noticesPath, { state: 'dead' })}>{text.deadNext}</a>
      {text.deadThen}
    </>
  )
  return { key: 'dead', mood: 'warn', what: text.dead(notices.dead), next }
}

function unsealedIn({ statistics: { sealing }, now }: AttentionProps): Need | null {
  const since = sealing.unsealed_since
  if (since === null || !isUnsealedForLong(sealing, now)) return null
  return {
    key: 'unsealed',
    mood: 'bad',
    what: <Since words={text.unsealed} at={since} />,
    next: text.unsealedNext,
  }
}

export function isUnsealedForLong(
  { unsealed_since: since }: StatisticsDocument['sealing'],
  now: Date,
): boolean {
  return since !== null && secondsFrom(since, now) >= secondsToSeal
}

function unsweptIn({ statistics: { sweeps }, now }: AttentionProps): Need | null {
  const since = sweeps.last_progress_at
  if (since === null || secondsFrom(since, now) < secondsToGoOn) return null
  return {
    key: 'stands',
    mood: 'warn',
    what: <Since words={text.stands} at={since} />,
    next: text.standsNext,
  }
}

/** Nothing is stale before the first count. */
function staleIn({ statistics: { as_of: since }, now }: AttentionProps): Need | null {
  if (since === null || secondsFrom(since, now) < secondsToCount) return null
  return {
    key: 'stale',
    mood: 'warn',
    what: <Since words={text.stale} at={since} />,
    next: text.staleNext,
  }
}

function Since({ words, at }: { readonly words: string; readonly at: string }): VNode {
  return (
    <>
      {words}
      <Moment at={at} />.
    </>
  )
}

function secondsFrom(at: string, now: Date): number {
  return (now.getTime() - new Date(at).getTime()) / 1000
}
