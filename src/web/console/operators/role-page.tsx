/** The page before a role is given or taken: what it means, for whom, and whether it is oneself. */

import type { VNode } from 'preact'
import { isLess, type OperatorRole } from '../../../model/operator-role.ts'
import type { Fault } from '../../ui/fields.tsx'
import { operatorPath, operatorsPath } from '../addresses.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import type { ConsoleFrameProps } from '../frame.tsx'
import { roleMeaning, roleOf, roleTitle, type ShownAccount, typedFor } from './operator.tsx'
import { WhoItIs } from './operator-page.tsx'

type RoleProps = ConsoleFrameProps & {
  readonly account: ShownAccount
  /** Null to take the role away. */
  readonly role: OperatorRole | null
  readonly isOwn: boolean
  /** Which account this is about, as it was read. */
  readonly match: string
  readonly fault: Fault | null
}

const text = {
  give: (role: string) => `Make this account ${role}`,
  take: 'Take the role away',
  own: 'This is you. What you lose is closed to you at once, and only an owner can give it back.',
  same: 'It has this role already: nothing would change.',
}

/** What gives everything or takes anything is confirmed by typing. */
export function RolePage(props: RoleProps): VNode {
  const { account, role, isOwn, match, fault } = props
  const before = roleOf(account)
  const takes = isLess(role, before)
  const title = role === null ? text.take : text.give(roleTitle(role))
  return (
    <ConfirmPage
      {...props}
      fault={fault && asSentence(fault)}
      path={operatorsPath}
      title={title}
      lead={leadOf(props)}
      action={`${operatorPath({ account_id: account.id })}/role`}
      hidden={{ role: role ?? 'none', match }}
      typed={typedFor(account, role)}
      reason={null}
      button={title}
      isDangerous={takes}
      back={operatorsPath}
    >
      {takes && isOwn && <p class="notice warn">{text.own}</p>}
      <WhoItIs account={account} />
    </ConfirmPage>
  )
}

/** The admin API begins small what it says of all of it. */
function asSentence({ field, message }: Fault): Fault {
  return { field, message: `${message.charAt(0).toUpperCase()}${message.slice(1)}` }
}

function leadOf({ account, role }: RoleProps): string {
  return role === roleOf(account) ? text.same : roleMeaning(role)
}
