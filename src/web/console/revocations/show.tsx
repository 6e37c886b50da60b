/** The page of one revocation: the receipt, where it applies by now, and how far the sweep is. */

import type { VNode } from 'preact'
import { now } from '../../../base/clock.ts'
import type { RevocationDocument } from '../../../contract/documents.ts'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { showPage } from '../../ui/show-page.ts'
import { revocationPath, revocationsPath } from '../addresses.ts'
import { findAccount } from '../find-account.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import type { ConsoleRequest } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { actorOf, countsOf, factsOf, SweepBadge, titleOf } from './revocation.tsx'

export function revocationRoutes({ get }: ConsoleRouter): void {
  get(`${revocationsPath}/:id`, showRevocation)
}

async function showRevocation({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  const { body } = await visit.ask('getRevocation', { params: { id } })
  const { actor, effective_by: by } = body
  const isPerson = actor.kind === 'operator' && actor.id !== null
  const operator = isPerson ? await findAccount(visit, actor.id) : null
  showPage(
    ctx,
    <RevocationPage
      {...frameOf(visit, options)}
      revocation={body}
      operatorEmail={operator?.email ?? null}
      isEffective={by !== null && new Date(by) <= now()}
      isNew={ctx.query['told'] === 'revoked'}
    />,
  )
}

type RevocationProps = ConsoleFrameProps & {
  readonly revocation: RevocationDocument
  /** Null unless an operator made it whose account still exists. */
  readonly operatorEmail: string | null
  /** Whether every verifier refuses by now. */
  readonly isEffective: boolean
  readonly isNew: boolean
}

const text = {
  done: 'It is revoked.',
  begun: 'It has begun.',
  receipt: 'Receipt',
  id: 'Its id, as in the ledger',
  before: 'Issued by',
  reason: 'Reason',
  actor: 'Made by',
  at: 'Made',
  known: 'Who knows of it',
  here: 'This server, on every node: it refuses since',
  verifiers: 'Every verifier that follows the feed',
  since: 'refuses since',
  by: 'refuses by',
  asItGoes: 'refuses each as it is marked.',
  eachHere: 'Each is dead as it is marked, on every node.',
  told: 'Applications are told by back-channel logout as their sessions are marked:',
  notices: 'their notices',
  progress: 'How far it has come',
  state: 'Marking',
  ended: 'Ended so far',
  endedAll: 'Ended',
  sweptAt: 'Done',
  why: 'What it hit is dead already. Session after session is marked and told now.',
  whyOfSearched:
    'Session after session is ended, the newest first. This page does not change by itself.',
  again: 'Look again',
}

function RevocationPage(props: RevocationProps): VNode {
  const { revocation, isNew } = props
  return (
    <ConsoleFrame
      {...props}
      path={revocationsPath}
      title={titleOf(revocation.scope.kind)}
      done={isNew ? doneSentence(revocation) : null}
    >
      <div class="cards">
        <Known {...props} />
        <Progress revocation={revocation} />
      </div>
      <Receipt {...props} />
    </ConsoleFrame>
  )
}

function doneSentence({ scope, swept_at: swept }: RevocationDocument): string {
  return scope.kind === 'sessions' && swept === null ? text.begun : text.done
}

function Known({ revocation, isEffective }: RevocationProps): VNode {
  const { created_at: at, effective_by: by, scope } = revocation
  return (
    <section class="card">
      <h2>{text.known}</h2>
      {scope.kind === 'sessions' ? (
        <p>{text.eachHere}</p>
      ) : (
        <p>
          {text.here} <Moment at={at} />.
        </p>
      )}
      <p>
        {text.verifiers}{' '}
        {by === null ? (
          text.asItGoes
        ) : (
          <>
            {isEffective ? text.since : text.by} <Moment at={by} />.
          </>
        )}
      </p>
      <p>
        {text.told} <a href="/console/notices">{text.notices}</a>.
      </p>
    </section>
  )
}

function Progress({ revocation }: Pick<RevocationProps, 'revocation'>): VNode {
  const { id, swept_at: swept, scope } = revocation
  return (
    <section class="card">
      <h2>{text.progress}</h2>
      <Facts>
        <Fact name={text.state}>
          <SweepBadge swept_at={swept} />
        </Fact>
        <Fact name={swept === null ? text.ended : text.endedAll}>{countsOf(revocation)}</Fact>
        {swept !== null && (
          <Fact name={text.sweptAt}>
            <Moment at={swept} />
          </Fact>
        )}
      </Facts>
      {swept === null && (
        <>
          <p>{scope.kind === 'sessions' ? text.whyOfSearched : text.why}</p>
          <p>
            <a class="button small" href={revocationPath({ id })}>
              {text.again}
            </a>
          </p>
        </>
      )}
    </section>
  )
}

function Receipt({ revocation, operatorEmail }: RevocationProps): VNode {
  const { id, scope, before, reason, actor, created_at: at } = revocation
  return (
    <section class="card">
      <h2>{text.receipt}</h2>
      <Facts>
        {factsOf(scope).map(([name, value]) => (
          <Fact key={name} name={name}>
            <code>{value}</code>
          </Fact>
        ))}
        <Fact name={text.before}>
          <Moment at={before} />
        </Fact>
        <Fact name={text.reason}>
          <bdi>{reason}</bdi>
        </Fact>
        <Fact name={text.actor}>
          {actorOf(revocation)}, <bdi>{operatorEmail ?? actor.id}</bdi>
        </Fact>
        <Fact name={text.at}>
          <Moment at={at} />
        </Fact>
        <Fact name={text.id}>
          <code>{id}</code>
        </Fact>
      </Facts>
    </section>
  )
}
