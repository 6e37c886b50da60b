/** One operator: choosing another role for them. */

import type { VNode } from 'preact'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { operatorPath, operatorsPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { DisabledBadge, RoleBadge, RoleField, roleOf, type ShownAccount } from './operator.tsx'

type OperatorProps = ConsoleFrameProps & { readonly account: ShownAccount }

const text = {
  who: 'Who it is',
  email: 'Email',
  name: 'Name',
  id: 'Account',
  role: 'Role now',
  since: 'Account since',
  change: 'Another role',
  next: 'Go on',
}

export function OperatorPage(props: OperatorProps): VNode {
  const { account } = props
  return (
    <ConsoleFrame {...props} path={operatorsPath} title={account.email ?? account.id}>
      <div class="cards">
        <WhoItIs account={account} />
        <section class="card">
          <h2>{text.change}</h2>
          <form class="stack" action={`${operatorPath({ account_id: account.id })}/role`}>
            <RoleField chosen={roleOf(account) ?? ''} mayTake={roleOf(account) !== null} />
            <p class="actions">
              <button class="button primary" type="submit">
                {text.next}
              </button>
            </p>
          </form>
        </section>
      </div>
    </ConsoleFrame>
  )
}

export function WhoItIs({ account }: { readonly account: ShownAccount }): VNode {
  return (
    <section class="card">
      <h2>{text.who}</h2>
      <Facts>
        <Fact name={text.email}>
          <bdi>{account.email}</bdi>
        </Fact>
        <Fact name={text.name}>
          <bdi>{account.name}</bdi>
        </Fact>
        <Fact name={text.role}>
          <RoleBadge role={roleOf(account)} /> <DisabledBadge at={account.disabled_at} />
        </Fact>
        <Fact name={text.since}>
          <Moment at={account.created_at} />
        </Fact>
        <Fact name={text.id}>
          <code>{account.id}</code>
        </Fact>
      </Facts>
    </section>
  )
}
