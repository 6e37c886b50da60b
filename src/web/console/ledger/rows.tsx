/** Events of the ledger as rows of a table: the event and its time, its actor, its subjects, its network. */

import type { VNode } from 'preact'
import type { EventDocument } from '../../../model/event-document.ts'
import { Badge, Moment } from '../../ui/facts.tsx'
import { accountsPath, clientsPath, eventPath, sessionsPath } from '../addresses.ts'
import type { Area } from '../areas.ts'
import { areaOfActor, Id, kindOf, SeverityBadge } from './event.tsx'

export const eventHeads = ['Event', 'Done by', 'About', 'From'] as const

type RowProps = { readonly event: EventDocument; readonly areas: readonly Area[] }

export function EventRow({ event, areas }: RowProps): VNode {
  const { type, severity, outcome, occurred_at: at, network } = event
  return (
    <tr>
      <th scope="row">
        <a href={eventPath(event)}>{type}</a>
        <span class="aside">
          <Moment at={at} />
        </span>
      </th>
      <td>
        <Actor event={event} areas={areas} />
        {outcome === 'failure' && <Failure />}
        {severity !== 'info' && <SeverityBadge severity={severity} />}
      </td>
      <td>
        <About event={event} areas={areas} />
      </td>
      <td>{network}</td>
    </tr>
  )
}

export function Failure(): VNode {
  return <Badge mood="warn">failure</Badge>
}

function Actor({ event, areas }: RowProps): VNode {
  const { id } = event.actor
  const area = areaOfActor(event.actor)
  return (
    <span class="about">
      {kindOf(event)} {id && <Id id={id} areas={areas} isShort {...(area ? { area } : {})} />}
    </span>
  )
}

const subjects = [
  ['account', 'account_id', accountsPath],
  ['client', 'client_id', clientsPath],
  ['session', 'session_id', sessionsPath],
] as const

/** Leaves out the actor, who has a column of its own. */
function About({ event, areas }: RowProps): VNode {
  return (
    <>
      {subjects.map(([name, field, area]) => {
        const id = event[field]
        if (id === null || id === event.actor.id) return null
        return (
          <span key={name} class="about">
            {name} <Id id={id} area={area} areas={areas} isShort />
          </span>
        )
      })}
    </>
  )
}
