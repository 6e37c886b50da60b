/** What a revocation would reach, before it is made. */

import type { VNode } from 'preact'
import type { RevocationScope } from '../../../model/revocation.ts'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import type { Fault } from '../../ui/fields.tsx'
import { addressOf, type Filters } from '../../ui/pages.ts'
import { revocationsPath } from '../addresses.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { titleOf } from './revocation.tsx'

/** As the admin API counts it. */
export type Reach = {
  readonly sessions: number
  readonly accounts: number
  readonly clients: number
  readonly grants: number
  readonly clients_told: number
}

export type ReachProps = ConsoleFrameProps & {
  readonly kind: RevocationScope['kind']
  /** What it names, in words a person knows it by. */
  readonly about: readonly (readonly [name: string, value: string])[]
  /** Null for now. */
  readonly before: string | null
  readonly reason: string
  /** Null where so much is hit that it cannot be counted while somebody waits. */
  readonly reach: Reach | null
  /** Whether whoever asks is hit as well. */
  readonly isOwn: boolean
  readonly mayRevoke: boolean
  /** What must be typed; null where nothing must. */
  readonly word: string | null
  /** As it was asked, to come back to the form or to go on. */
  readonly given: Filters
  /** That it is done once, however often it is sent. */
  readonly once: string
  readonly fault: Fault | null
}

const text = {
  lead: 'This is what it would reach now. Nothing is done yet.',
  button: 'Revoke',
  about: 'What is revoked',
  learns: 'Who learns of it',
  before: 'Issued by',
  now: 'the moment you confirm',
  reason: 'Reason',
  sessions: 'Sessions',
  accounts: 'Accounts',
  grants: 'Grants',
  clients: 'Applications',
  token: 'One access token. What it belongs to goes on, and gets another one.',
  uncounted: 'So many that they cannot be counted while you wait. Revoking takes no longer for it.',
  told: (clients: number, told: number) =>
    clients === 0
      ? 'No application loses anything.'
      : `${told} of ${clients} ${clients === 1 ? 'application is' : 'applications are'} told by back-channel logout, for each session. Whoever verifies tokens by the feed refuses them within a second; whoever asks here is refused at once.`,
  own: 'You are among them: you sign in again afterwards.',
  ownBefore: 'If you signed in by then you are among them, and sign in again afterwards.',
  onlySee: 'Your role sees this, and revokes nothing. An operator can.',
}

export function ReachPage(props: ReachProps): VNode {
  const { kind, given, once, mayRevoke, word } = props
  const title = titleOf(kind)
  const framed = { ...props, path: revocationsPath, title, lead: text.lead }
  if (!mayRevoke) {
    return (
      <ConsoleFrame {...framed} fault={null}>
        <WhatAndReach {...props} />
        <p class="notice">{text.onlySee}</p>
      </ConsoleFrame>
    )
  }
  return (
    <ConfirmPage
      {...framed}
      action={revocationsPath}
      hidden={{ ...given, once }}
      typed={word}
      reason={null}
      button={text.button}
      back={addressOf(`${revocationsPath}/new`, given)}
    >
      <WhatAndReach {...props} />
    </ConfirmPage>
  )
}

function WhatAndReach(props: ReachProps): VNode {
  const { kind, reach, isOwn, before } = props
  return (
    <>
      {kind !== 'token' && reach !== null && <Figures {...reach} />}
      <div class="cards">
        <What {...props} />
        <section class="card">
          <h2>{text.learns}</h2>
          <p>{tellingOf(props)}</p>
          {isOwn && <p class="notice warn">{before === null ? text.own : text.ownBefore}</p>}
        </section>
      </div>
    </>
  )
}

function What({ about, before, reason }: ReachProps): VNode {
  return (
    <section class="card">
      <h2>{text.about}</h2>
      <Facts>
        {about.map(([name, value]) => (
          <Fact key={name} name={name}>
            <bdi>{value}</bdi>
          </Fact>
        ))}
        <Fact name={text.before}>{before === null ? text.now : <Moment at={before} />}</Fact>
        <Fact name={text.reason}>
          <bdi>{reason}</bdi>
        </Fact>
      </Facts>
    </section>
  )
}

function tellingOf({ kind, reach }: ReachProps): string {
  if (kind === 'token') return text.token
  return reach === null ? text.uncounted : text.told(reach.clients, reach.clients_told)
}

function Figures({ sessions, accounts, grants, clients }: Reach): VNode {
  const figures = [
    [text.sessions, sessions],
    [text.accounts, accounts],
    [text.grants, grants],
    [text.clients, clients],
  ] as const
  return (
    <dl class="figures">
      {figures.map(([name, count]) => (
        <div key={name} class="figure">
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  )
}
