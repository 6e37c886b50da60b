/** One revocation: the receipt, who knows of it by now, and how far the marking has come. */

import type { VNode } from 'preact'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { revocationPath, revocationsPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import {
  actorOf,
  countsOf,
  namedIn,
  type ShownRevocation,
  SweepBadge,
  titleOf,
} from './revocation.tsx'

type RevocationProps = ConsoleFrameProps & {
  readonly revocation: ShownRevocation
  /** The email of the operator who made it, where it is known. */
  readonly operatorEmail: string | null
  /** Whether every verifier knows of it by now. */
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

export function RevocationPage(props: RevocationProps): VNode {
  const { revocation, isNew } = props
  return (
    <ConsoleFrame
      {...props}
      path={revocationsPath}
      title={titleOf(revocation.scope.kind)}
      done={isNew ? toldOf(revocation) : null}
    >
      <div class="cards">
        <Known {...props} />
        <Progress revocation={revocation} />
      </div>
      <Receipt {...props} />
    </ConsoleFrame>
  )
}

function toldOf({ scope, swept_at: swept }: ShownRevocation): string {
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
        {namedIn(scope).map(([name, value]) => (
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
