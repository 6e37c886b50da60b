/** The page of one session: how it began and where it is used, its applications, its notices and its events. */

import type { VNode } from 'preact'
import type { SessionChange, SessionDetails } from '../../../contract/documents.ts'
import type { EventDocument } from '../../../model/event-document.ts'
import { Badge, Fact, Facts, Moment } from '../../ui/facts.tsx'
import { addressOf, type Filters, type Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { Empty, Pager } from '../../ui/table.tsx'
import { accountPath, accountsPath, eventPath, sessionPath, sessionsPath } from '../addresses.ts'
import type { Area } from '../areas.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { kindOf, meaningOf } from '../ledger/event.tsx'
import { type ConsoleRequest, doneIn, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import { Applications, SessionNotices } from './grants.tsx'
import {
  deviceOf,
  endScope,
  factorsOf,
  nameOf,
  reasonOf,
  SessionBadge,
  strengthOf,
} from './session.tsx'

export function sessionRoutes({ get }: ConsoleRouter): void {
  get(`${sessionsPath}/:id`, showSession)
}

async function showSession({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  const { body: session } = await visit.ask('getSession', { params: { id } })
  const filters = filtersIn(ctx, ['cursor'])
  showPage(
    ctx,
    <SessionPage
      {...frameOf(visit, options)}
      session={session}
      mayEnd={await mayEnd(visit, session)}
      events={await eventsOf(visit, { session: id, ...filters })}
      filters={filters}
      done={doneIn(ctx, text.done)}
    />,
  )
}

/** A deleted account has no roles any more. */
async function mayEnd(visit: Visit, session: SessionDetails): Promise<boolean> {
  if (!visit.may(endScope)) return false
  const { account_id: accountId, account_email: email } = session
  if (email === null) return true
  const { body } = await visit.ask('getAccount', { params: { id: accountId } })
  return visit.mayAct({ kind: 'sessions', accountId, roles: body.roles })
}

/** Null for an operator who may not read the ledger. */
async function eventsOf(visit: Visit, params: Filters): Promise<Page<EventDocument> | null> {
  if (!visit.may('parley:audit.read')) return null
  const { body } = await visit.ask('listAuditEvents', { params })
  return body
}

type SessionProps = ConsoleFrameProps & {
  readonly session: SessionDetails
  readonly mayEnd: boolean
  readonly events: Page<EventDocument> | null
  /** Filters of the list of events. */
  readonly filters: Filters
  readonly done: string | null
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
  signIn: 'Sign-in',
  state: 'State',
  why: 'Ended because',
  ended: 'Ended',
  ends: 'Ends, if nothing happens',
  account: 'Account',
  signedIn: 'Signed in',
  factors: 'With',
  strength: 'Strength',
  begun: 'Begun',
  firstClient: 'First application',
  policy: 'Policy',
  where: 'Where',
  device: 'Device',
  deviceSince: 'Known to the account since',
  begunIn: 'Begun in',
  lastUsed: 'Last used',
  lastIn: 'Last used in',
  browser: 'Browser, in its own words',
  sameDevice: 'All on this device',
  sameNetwork: 'All of this network',
  elsewhere: 'Also seen from',
  nowhere: 'Nothing else was noted. Its policy says what is.',
  changes: {
    network: 'network',
    browser: 'browser',
    device: 'another device',
    parallel: 'two places at once:',
  },
  actions: { note: '', reauthenticate: ' (had to sign in again)', end: ' (ended for it)' },
  failure: 'refused',
  by: 'by',
  from: 'from',
  itself: 'the person',
}

function SessionPage(props: SessionProps): VNode {
  const { session, mayEnd, events, filters, done } = props
  return (
    <ConsoleFrame
      {...props}
      path={sessionsPath}
      title={text.title(nameOf(session))}
      lead={<code>{session.id}</code>}
      done={done}
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

type SessionOnly = { readonly session: SessionDetails }

type SignInProps = SessionOnly & { readonly areas: readonly Area[] }

function SignInCard({ session, areas }: SignInProps): VNode {
  return (
    <section class="card">
      <h2>{text.signIn}</h2>
      <Facts>
        <Fact name={text.state}>
          <SessionBadge state={session.state} />
        </Fact>
        <End session={session} />
        <Fact name={text.account}>
          <Account session={session} areas={areas} />
        </Fact>
        <Fact name={text.signedIn}>
          <Moment at={session.auth_time} />
        </Fact>
        <Fact name={text.factors}>{factorsOf(session)}</Fact>
        <Fact name={text.strength}>{strengthOf(session)}</Fact>
        <Fact name={text.firstClient}>
          {session.first_client_id && <code>{session.first_client_id}</code>}
        </Fact>
        <Fact name={text.policy}>{session.policy}</Fact>
      </Facts>
    </section>
  )
}

/** Links to the account for operators who may see accounts, unless the account was deleted. */
function Account({ session, areas }: SignInProps): VNode {
  const { account_id: id, account_email: email } = session
  const isOpen = email !== null && areas.some(({ path }) => path === accountsPath)
  return isOpen ? <a href={accountPath({ id })}>{email}</a> : <code>{id}</code>
}

function End({ session }: SessionOnly): VNode {
  if (session.ended_at === null) {
    return (
      <Fact name={text.ends}>
        <Moment at={session.expires_at} />
      </Fact>
    )
  }
  return (
    <>
      <Fact name={text.why}>{reasonOf(session)}</Fact>
      <Fact name={text.ended}>
        <Moment at={session.ended_at} />
      </Fact>
    </>
  )
}

function WhereCard({ session }: SessionOnly): VNode {
  const { device, network, last_network: last } = session
  return (
    <section class="card">
      <h2>{text.where}</h2>
      <Facts>
        <Fact name={text.device}>
          {deviceOf(session)}
          {device && <Same filter={{ device: device.id }} words={text.sameDevice} />}
        </Fact>
        <Fact name={text.deviceSince}>{device && <Moment at={device.first_seen_at} />}</Fact>
        <Fact name={text.begunIn}>
          {network && (
            <>
              {placed(network, session.place)}
              <Same filter={{ network }} words={text.sameNetwork} />
            </>
          )}
        </Fact>
        <Fact name={text.begun}>
          <Moment at={session.created_at} />
        </Fact>
        <Fact name={text.lastIn}>{last && placed(last, session.last_place)}</Fact>
        <Fact name={text.lastUsed}>
          <Moment at={session.last_seen_at} />
        </Fact>
        <Fact name={text.browser}>{session.user_agent}</Fact>
        <Fact name={text.elsewhere}>
          <Changes changes={session.changes} />
        </Fact>
      </Facts>
    </section>
  )
}

function placed(network: string, place: string | null): string {
  return place === null ? network : `${network} (${place})`
}

type SameProps = { readonly filter: Readonly<Record<string, string>>; readonly words: string }

function Same({ filter, words }: SameProps): VNode {
  return (
    <p class="aside">
      <a href={addressOf(sessionsPath, filter)}>{words}</a>
    </p>
  )
}

function Changes({ changes }: Pick<SessionDetails, 'changes'>): VNode {
  if (changes.length === 0) return <span class="aside">{text.nowhere}</span>
  return (
    <ul>
      {changes.map((change) => (
        <li key={`${change.what} ${change.after} ${change.grant_id}`}>{wordsOf(change)}</li>
      ))}
    </ul>
  )
}

function wordsOf({ what, after, action }: SessionChange): string {
  return `${text.changes[what]}${after === null ? '' : ` ${after}`}${text.actions[action]}`
}

function Timeline({ events }: { readonly events: readonly EventDocument[] }): VNode {
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
            <Moment at={event.occurred_at} /> {text.by} <EventActor event={event} />
            {event.network !== null && ` ${text.from} ${event.network}`}
          </p>
          <p>{meaningOf(event.type)}</p>
          <EventDetails details={event.details} />
        </li>
      ))}
    </ol>
  )
}

function EventActor({ event }: { readonly event: EventDocument }): VNode {
  const { actor, account_id: account } = event
  if (actor.kind === 'account' && actor.id === account) return <>{text.itself}</>
  return (
    <>
      {kindOf(event)} {actor.id !== null && <bdi>{actor.id}</bdi>}
    </>
  )
}

function EventDetails({ details }: Pick<EventDocument, 'details'>): VNode | null {
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
