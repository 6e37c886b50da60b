/** The whole story of one session on one page, and the ways to end it or a part of it. */

import type { VNode } from 'preact'
import type { EventDocument } from '../../../model/event-document.ts'
import type { Filters, Page } from '../../ui/pages.ts'
import { Empty, Pager } from '../../ui/table.tsx'
import { sessionPath, sessionsPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import type { SessionStory } from '../story.ts'
import { nameOf } from './session.tsx'
import { SignInCard, WhereCard } from './session-facts.tsx'
import { Applications, SessionNotices } from './session-grants.tsx'
import { Timeline } from './timeline.tsx'

export type Told = 'ended' | 'grant'

type SessionProps = ConsoleFrameProps & {
  readonly session: SessionStory
  readonly mayEnd: boolean
  /** Null when the visitor may not read the ledger. */
  readonly events: Page<EventDocument> | null
  /** Of the events. */
  readonly filters: Filters
  readonly done: Told | null
}

const text = {
  title: (who: string) => `Session of ${who}`,
  done: {
    ended: 'The session has ended, with all that was allowed in it.',
    grant: 'The application lost what it was allowed in this session.',
  },
  end: 'End this session…',
  events: 'Events',
  noEvents: 'No events here',
  noEventsLead: 'The ledger keeps events as long as its retention says, and these are gone.',
  eventsLead: 'From the ledger, the newest first. That you looked is in the ledger, too.',
}

export function SessionPage(props: SessionProps): VNode {
  const { session, mayEnd, events, filters, done } = props
  return (
    <ConsoleFrame
      {...props}
      path={sessionsPath}
      title={text.title(nameOf(session))}
      lead={<code>{session.id}</code>}
      done={done && text.done[done]}
    >
      <div class="cards">
        <SignInCard session={session} areas={props.areas} />
        <WhereCard session={session} />
      </div>
      {mayEnd && session.state !== 'ended' && (
        <p>
          <a class="button danger" href={`${sessionPath(session)}/end`}>
            {text.end}
          </a>
        </p>
      )}
      <Applications session={session} mayEnd={mayEnd} />
      <SessionNotices session={session} />
      {events !== null && <Events session={session} events={events} filters={filters} />}
    </ConsoleFrame>
  )
}

type EventsProps = Pick<SessionProps, 'session' | 'filters'> & { events: Page<EventDocument> }

function Events({ session, events, filters }: EventsProps): VNode {
  return (
    <section class="stack">
      <div class="heading">
        <h2>{text.events}</h2>
        <p class="hint">{text.eventsLead}</p>
      </div>
      {events.items.length === 0 ? (
        <Empty title={text.noEvents}>
          <p>{text.noEventsLead}</p>
        </Empty>
      ) : (
        <div class="card">
          <Timeline events={events.items} />
        </div>
      )}
      <Pager path={sessionPath(session)} filters={filters} next={events.next_cursor} />
    </section>
  )
}
