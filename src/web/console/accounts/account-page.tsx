/** One account in the console, and what can be done with it. */

import type { VNode } from 'preact'
import type { Fault } from '../../ui/fields.tsx'
import { accountPath, accountsPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { LifecycleButtons } from '../lifecycle.tsx'
import type { AccountInFull, AccountRights } from './account.tsx'
import { Factors, Limits, More, Tier, Who } from './account-cards.tsx'

type AccountProps = ConsoleFrameProps &
  AccountRights & {
    readonly account: AccountInFull
    readonly etag: string
    /** The names of the policies, each of which is a tier. */
    readonly tiers: readonly string[]
    readonly done: string | null
    readonly fault: Fault | null
  }

const text = {
  guest: 'A visitor without credentials',
  operator:
    'This is an operator of this server: only who may change operators can change the account.',
}

export function AccountPage(props: AccountProps): VNode {
  const { account, mayWrite, mayHelp, isGuarded, fault } = props
  return (
    <ConsoleFrame
      {...props}
      path={accountsPath}
      title={account.email ?? text.guest}
      lead={isGuarded ? text.operator : undefined}
      fault={fault !== null && fault.field !== 'tier' ? fault.message : null}
    >
      {mayWrite && (
        <LifecycleButtons path={accountPath(account)} disabledAt={account.disabled_at} />
      )}
      <div class="cards">
        <Who account={account} />
        <Factors account={account} mayHelp={mayHelp} />
        <Limits {...props} />
        {mayWrite && <Tier {...props} />}
        <More account={account} />
      </div>
    </ConsoleFrame>
  )
}
