/** An account in the cards of its page: who it is, how its person signs in, and how often at once. */

import type { VNode } from 'preact'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { type Fault, SelectField } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { addressOf } from '../../ui/pages.ts'
import {
  accountPath,
  effectivePolicyPath,
  ledgerPath,
  newRevocationPath,
  sessionsPath,
} from '../addresses.ts'
import { AccountBadge, type AccountInFull, type AccountRights } from './account.tsx'

const text = {
  who: 'The person',
  id: 'Account id (sub)',
  name: 'Name',
  email: 'Email',
  verified: 'Email verified',
  notYet: 'not yet',
  state: 'State',
  since: 'Disabled since',
  role: 'Role here',
  created: 'Created',
  factors: 'How they sign in',
  password: 'Password, last changed',
  none: 'Not at all: nobody can sign in to it.',
  reset: 'Mail a link to choose a new password',
  resetHint:
    'To the address above, and to nobody else. Nothing changes until it is used; then every session of the account ends.',
  limits: 'Sessions',
  open: 'Open now',
  most: 'Allowed at once',
  perClient: 'for each application',
  onLimit: 'With one more',
  policy: 'By the policy',
  another: 'Another tier',
  tier: 'Tier',
  tierHint: 'It picks the policy of the sessions that begin from now on.',
  setTier: 'Change the tier',
  more: 'See also',
  allSessions: 'Their sessions',
  ledger: 'What happened with the account',
  holds: 'What holds for their sessions, and why',
  revoke: 'Revoke everything of the account',
}

const onLimit = {
  evict_oldest: 'the oldest ends',
  evict_idle: 'the one that was idle longest ends',
  refuse: 'it is refused',
  ask: 'the person is asked which shall end',
} as const

type Shown = Readonly<{ account: AccountInFull }>

export function Who({ account }: Shown): VNode {
  const { email_verified_at: verified, disabled_at: disabled } = account
  return (
    <section class="card">
      <h2>{text.who}</h2>
      <Facts>
        <Fact name={text.name}>
          <bdi>{account.name}</bdi>
        </Fact>
        <Fact name={text.email}>{account.email && <bdi>{account.email}</bdi>}</Fact>
        {account.email !== null && (
          <Fact name={text.verified}>
            {verified === null ? text.notYet : <Moment at={verified} />}
          </Fact>
        )}
        <Fact name={text.state}>
          <AccountBadge disabled_at={disabled} />
        </Fact>
        {disabled !== null && (
          <Fact name={text.since}>
            <Moment at={disabled} />
          </Fact>
        )}
        <Fact name={text.role}>{account.roles.join(', ')}</Fact>
        <Fact name={text.created}>
          <Moment at={account.created_at} />
        </Fact>
        <Fact name={text.id}>
          <code>{account.id}</code>
        </Fact>
      </Facts>
    </section>
  )
}

export function Factors({ account, mayHelp }: Shown & Pick<AccountRights, 'mayHelp'>): VNode {
  const { factors, disabled_at: disabled } = account
  return (
    <section class="card">
      <h2>{text.factors}</h2>
      {factors.length === 0 && <p>{text.none}</p>}
      {factors.length > 0 && (
        <Facts>
          {factors.map(({ kind, changed_at: at }) => (
            <Fact key={kind} name={text.password}>
              <Moment at={at} />
            </Fact>
          ))}
        </Facts>
      )}
      {mayHelp && disabled === null && (
        <form class="field" method="post" action={`${accountPath(account)}/reset`}>
          <button class="button" type="submit">
            {text.reset}
          </button>
          <p class="hint">{text.resetHint}</p>
        </form>
      )}
    </section>
  )
}

export function Limits({ account }: Shown): VNode {
  const { limits, open_sessions: open } = account
  const per = limits.limit_scope === 'client' ? ` ${text.perClient}` : ''
  return (
    <section class="card">
      <h2>{text.limits}</h2>
      <Facts>
        <Fact name={text.open}>{open}</Fact>
        <Fact name={text.most}>{`${limits.max_sessions}${per}`}</Fact>
        <Fact name={text.onLimit}>{onLimit[limits.on_limit]}</Fact>
        <Fact name={text.policy}>{limits.policy}</Fact>
      </Facts>
    </section>
  )
}

export type TierProps = Shown & {
  /** Which version of the account the form is of. */
  readonly etag: string
  /** The names of the policies, each of which is a tier. */
  readonly tiers: readonly string[]
  readonly fault: Fault | null
}

export function Tier({ account, etag, tiers, fault }: TierProps): VNode {
  return (
    <section class="card">
      <h2>{text.another}</h2>
      <form class="stack" method="post" action={`${accountPath(account)}/tier`}>
        <HiddenFields hidden={{ etag }} />
        <SelectField
          name="tier"
          label={text.tier}
          value={account.tier}
          choices={tiers.map((name) => [name, name] as const)}
          hint={text.tierHint}
          fault={fault}
        />
        <p>
          <button class="button" type="submit">
            {text.setTier}
          </button>
        </p>
      </form>
    </section>
  )
}

export function More({ account }: Shown): VNode {
  const { id } = account
  return (
    <section class="card">
      <h2>{text.more}</h2>
      <ul class="places">
        <li>
          <a href={addressOf(sessionsPath, { account: id })}>{text.allSessions}</a>
        </li>
        <li>
          <a href={addressOf(ledgerPath, { account: id })}>{text.ledger}</a>
        </li>
        <li>
          <a href={addressOf(effectivePolicyPath, { account: id })}>{text.holds}</a>
        </li>
        <li>
          <a href={newRevocationPath('account', { account_id: id })}>{text.revoke}</a>
        </li>
      </ul>
    </section>
  )
}
