/** Events of the ledger as a timeline, the newest first. */

import type { VNode } from 'preact'
import type { EventDocument } from '../../../model/event-document.ts'
import { Badge, Moment } from '../../ui/facts.tsx'
import { eventPath } from '../addresses.ts'
import { kindOf, meaningOf } from '../ledger/event.tsx'

const text = {
  failure: 'refused',
  by: 'by',
  from: 'from',
  itself: 'the person',
}

type Props = { readonly events: readonly EventDocument[] }

export function Timeline({ events }: Props): VNode {
  return (
    <ol class="timeline">
      {events.map((event) => (
        <li key={event.id}>
          <p>
            <a href={eventPath(event)}>
              <strong>{event.type}</strong>
            </a>{' '}
            {event.outcome === 'failure' && <Badge mood="warn">{text.failure}</Badge>}
          </p>
          <p class="aside">
            <Moment at={event.occurred_at} /> {text.by} <Actor event={event} />
            {event.network !== null && ` ${text.from} ${event.network}`}
          </p>
          <p>{meaningOf(event.type)}</p>
          <Details details={event.details} />
        </li>
      ))}
    </ol>
  )
}

function Actor({ event }: { readonly event: EventDocument }): VNode {
  const { actor, account_id: account } = event
  if (actor.kind === 'account' && actor.id === account) return <>{text.itself}</>
  return (
    <>
      {kindOf(event)} {actor.id !== null && <bdi>{actor.id}</bdi>}
    </>
  )
}

function Details({ details }: Pick<EventDocument, 'details'>): VNode | null {
  const entries = Object.entries(details)
  if (entries.length === 0) return null
  return (
    <dl class="traits">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
