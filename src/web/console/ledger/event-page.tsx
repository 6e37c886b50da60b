/** One event of the ledger in the console: all its fields, where it is sealed, and its proof. */

import type { VNode } from 'preact'
import { deviceOf } from '../../../model/event-document.ts'
import { Card } from '../../ui/card.tsx'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { addressOf } from '../../ui/pages.ts'
import { ledgerPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { areaOfActor, Id, kindOf, meaningOf, type SealedEvent, SeverityBadge } from './event.tsx'
import { EventDetails } from './event-details.tsx'
import { EventProof } from './event-proof.tsx'
import { Failure } from './event-rows.tsx'

type EventProps = ConsoleFrameProps & { readonly event: SealedEvent }

const text = {
  broken:
    'This event is not as it was sealed: somebody changed it, or its block, behind the ledger’s back. Believe nothing that stands here. Verify its block, and keep the database as evidence.',
  what: 'What happened',
  who: 'Who did it',
  about: 'About',
  severity: 'Severity',
  outcome: 'Outcome',
  when: 'When',
  number: 'Number',
  request: 'Request',
  by: 'Done by',
  network: 'Network',
  browser: 'User agent',
  device: 'Device',
  forgotten: 'Forgotten',
  wasForgotten: 'the personal fields were erased',
  account: 'Account',
  session: 'Session',
  client: 'Client',
  grant: 'Grant',
}

export function EventPage(props: EventProps): VNode {
  const { event } = props
  const isBroken = event.seal?.intact === false
  return (
    <ConsoleFrame
      {...props}
      path={ledgerPath}
      title={event.type}
      lead={meaningOf(event.type) ?? ''}
      fault={isBroken ? text.broken : null}
    >
      <div class="cards">
        <What event={event} />
        <Who {...props} />
        <About {...props} />
        <EventProof event={event} />
      </div>
      <EventDetails event={event} />
    </ConsoleFrame>
  )
}

function What({ event }: Pick<EventProps, 'event'>): VNode {
  return (
    <Card title={text.what}>
      <Facts>
        <Fact name={text.when}>
          <Moment at={event.occurred_at} />
        </Fact>
        <Fact name={text.outcome}>{event.outcome === 'failure' ? <Failure /> : event.outcome}</Fact>
        <Fact name={text.severity}>
          <SeverityBadge severity={event.severity} />
        </Fact>
        <Fact name={text.number}>
          <code>{event.id}</code>
        </Fact>
        <Fact name={text.request}>{event.request_id && <code>{event.request_id}</code>}</Fact>
      </Facts>
    </Card>
  )
}

function Who({ event, areas }: EventProps): VNode {
  const { actor, forgotten } = event
  const area = areaOfActor(actor)
  const device = deviceOf(event)
  return (
    <Card title={text.who}>
      <Facts>
        <Fact name={text.by}>
          {kindOf(event)}{' '}
          {actor.id && <Id id={actor.id} areas={areas} {...(area ? { area } : {})} />}
        </Fact>
        {forgotten && <Fact name={text.forgotten}>{text.wasForgotten}</Fact>}
        <Fact name={text.network}>
          {event.network && (
            <a href={addressOf(ledgerPath, { network: event.network })}>{event.network}</a>
          )}
        </Fact>
        <Fact name={text.browser}>{event.user_agent && <bdi>{event.user_agent}</bdi>}</Fact>
        <Fact name={text.device}>
          {device && (
            <a href={addressOf(ledgerPath, { device })}>
              <code>{device}</code>
            </a>
          )}
        </Fact>
      </Facts>
    </Card>
  )
}

function About({ event, areas }: EventProps): VNode {
  const { account_id: account, session_id: session, client_id: client, grant_id: grant } = event
  return (
    <Card title={text.about}>
      <Facts>
        <Fact name={text.account}>
          {account && <Id id={account} area="/console/accounts" areas={areas} />}
        </Fact>
        <Fact name={text.session}>
          {session && <Id id={session} area="/console/sessions" areas={areas} />}
        </Fact>
        <Fact name={text.client}>
          {client && <Id id={client} area="/console/clients" areas={areas} />}
        </Fact>
        <Fact name={text.grant}>{grant && <code>{grant}</code>}</Fact>
      </Facts>
    </Card>
  )
}
