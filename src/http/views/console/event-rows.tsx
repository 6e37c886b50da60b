/** Events of the ledger as a table: what happened, when, how it ended, who did it, about whom. */

import type { VNode } from 'preact'
import type { Area } from './areas.ts'
import { areaOfActor, Id, kindOf, pathOf, SeverityBadge, type ShownEvent } from './event.tsx'
import { Badge, Moment } from './facts.tsx'

export const eventHeads = ['Event', 'When', 'Outcome', 'Done by', 'About', 'From'] as const

type RowProps = { readonly event: ShownEvent; readonly areas: readonly Area[] }

export function EventRow({ event, areas }: RowProps): VNode {
  return (
    <tr>
      <th scope="row">
        <a href={pathOf(event)}>{event.type}</a>
        {event.severity !== 'info' && (
          <span class="aside">
            <SeverityBadge severity={event.severity} />
          </span>
        )}
      </th>
      <td class="tight">
        <Moment at={event.occurred_at} />
      </td>
      <td>
        <Outcome outcome={event.outcome} />
      </td>
      <td>
        {kindOf(event)}
        {event.actor.id !== null && (
          <span class="aside">
            <Id id={event.actor.id} {...areaFor(event.actor)} areas={areas} isShort />
          </span>
        )}
      </td>
      <td>
        <About event={event} areas={areas} />
      </td>
      <td>{event.network}</td>
    </tr>
  )
}

function areaFor(actor: ShownEvent['actor']): { area?: string } {
  const area = areaOfActor(actor)
  return area === undefined ? {} : { area }
}

export function Outcome({ outcome }: Pick<ShownEvent, 'outcome'>): VNode {
  return outcome === 'failure' ? <Badge mood="warn">{outcome}</Badge> : <span>{outcome}</span>
}

const subjects = [
  ['account', 'account_id', '/console/accounts'],
  ['session', 'session_id', '/console/sessions'],
  ['client', 'client_id', '/console/clients'],
] as const

function About({ event, areas }: RowProps): VNode {
  return (
    <>
      {subjects.map(([name, field, area]) => {
        const id = event[field]
        if (id === null) return null
        return (
          <span key={name} class="about">
            {name} <Id id={id} area={area} areas={areas} isShort />
          </span>
        )
      })}
    </>
  )
}
