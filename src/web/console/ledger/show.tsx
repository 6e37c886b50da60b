/** The page of one event: all its fields, its details, the block that seals it, and its proof. */

import type { VNode } from 'preact'
import type { SealedEvent } from '../../../contract/documents.ts'
import { deviceOf } from '../../../model/event-document.ts'
import { Card } from '../../ui/card.tsx'
import { Badge, Fact, Facts, Moment } from '../../ui/facts.tsx'
import { addressOf } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import {
  accountsPath,
  blocksPath,
  clientsPath,
  eventPath,
  ledgerPath,
  sessionsPath,
  verificationPath,
} from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { areaOfActor, Id, kindOf, meaningOf, SeverityBadge } from './event.tsx'
import { Failure } from './rows.tsx'

export function eventRoutes({ get }: ConsoleRouter): void {
  get(`${ledgerPath}/:id`, showEvent)
  get(`${ledgerPath}/:id/proof`, downloadProof)
}

async function showEvent({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  const { body } = await visit.ask('getAuditEvent', { params: { id } })
  showPage(ctx, <EventPage {...frameOf(visit, options)} event={body} />)
}

async function downloadProof({ ctx, visit }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  const options = filtersIn(ctx, ['personal'])
  const { body } = await visit.ask('proveAuditEvent', { params: { id, ...options } })
  ctx.attachment(`proof-${id}.json`)
  ctx.type = 'application/json'
  ctx.body = `${JSON.stringify(body, null, 2)}\n`
}

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
  details: 'Details',
  noDetails: 'There are none.',
  proof: 'Proof',
  block: 'Block',
  sealed: 'Sealed',
  state: 'State',
  intact: 'as it was sealed',
  changed: 'not as it was sealed',
  unsealed: 'It is not sealed yet, which takes a second or two. Reload this page for its proof.',
  verify: 'Verify its block',
  prove: 'Download the proof',
  provePersonal: 'With personal fields',
  proveHow: 'Anyone checks it by parley audit check-proof, with nothing but the public keys.',
}

function EventPage(props: EventProps): VNode {
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
        <Proof event={event} />
      </div>
      <Details event={event} />
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
          {account && <Id id={account} area={accountsPath} areas={areas} />}
        </Fact>
        <Fact name={text.session}>
          {session && <Id id={session} area={sessionsPath} areas={areas} />}
        </Fact>
        <Fact name={text.client}>
          {client && <Id id={client} area={clientsPath} areas={areas} />}
        </Fact>
        <Fact name={text.grant}>{grant && <code>{grant}</code>}</Fact>
      </Facts>
    </Card>
  )
}

function Details({ event }: Pick<EventProps, 'event'>): VNode {
  // The device is shown beside the actor.
  const entries = Object.entries(event.details).filter(([name]) => name !== 'device')
  entries.sort(([one], [other]) => placeOf(one) - placeOf(other))
  return (
    <Card title={text.details}>
      {entries.length === 0 ? (
        <p>{text.noDetails}</p>
      ) : (
        <Facts>
          {entries.map(([name, value]) => (
            <Fact key={name} name={name}>
              <Detail value={value} />
            </Fact>
          ))}
        </Facts>
      )}
    </Card>
  )
}

/** Come last, in this order. */
const last: readonly string[] = ['before', 'after']

function placeOf(name: string): number {
  return last.indexOf(name)
}

/** Text that holds JSON is laid out in lines. */
function Detail({ value }: { readonly value: unknown }): VNode {
  const json = typeof value === 'string' ? formatJson(value) : null
  if (json !== null) return <code class="code">{json}</code>
  return <bdi>{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>
}

function formatJson(text: string): string | null {
  if (!/^[{[]/.test(text)) return null
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return null
  }
}

function Proof({ event }: Pick<EventProps, 'event'>): VNode {
  const { seal } = event
  if (seal === null) {
    return (
      <Card title={text.proof}>
        <p>{text.unsealed}</p>
      </Card>
    )
  }
  const { block, intact, sealed_at: at } = seal
  return (
    <Card title={text.proof}>
      <Facts>
        <Fact name={text.state}>
          <Badge mood={intact ? 'good' : 'bad'}>{intact ? text.intact : text.changed}</Badge>
        </Fact>
        <Fact name={text.block}>
          <a href={`${blocksPath}/${block}`}>{block}</a>
        </Fact>
        <Fact name={text.sealed}>
          <Moment at={at} />
        </Fact>
      </Facts>
      {intact ? <Downloads event={event} /> : <VerifyBlock block={block} />}
    </Card>
  )
}

function Downloads({ event }: Pick<EventProps, 'event'>): VNode {
  const path = `${eventPath(event)}/proof`
  return (
    <>
      <p class="actions even">
        <a class="button" href={path} download>
          {text.prove}
        </a>
        <a class="button" href={addressOf(path, { personal: 'true' })} download>
          {text.provePersonal}
        </a>
      </p>
      <p class="hint">{text.proveHow}</p>
    </>
  )
}

function VerifyBlock({ block }: { readonly block: number }): VNode {
  const query = { to: String(block), blocks: '1' }
  return (
    <p class="actions">
      <a class="button primary" href={addressOf(verificationPath, query)}>
        {text.verify}
      </a>
    </p>
  )
}
