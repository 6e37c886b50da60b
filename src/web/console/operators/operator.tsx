/** An operator in the console: the documents, the roles, and the facts about the account. */

import type { VNode } from 'preact'
import type { AccountDocument } from '../../../contract/documents.ts'
import {
  isOperatorRole,
  type OperatorRole,
  operatorRoles,
  roleWords,
} from '../../../model/operator-role.ts'
import { Choices } from '../../ui/choices.tsx'
import { Badge, Fact, Facts, Moment } from '../../ui/facts.tsx'
import type { Fault } from '../../ui/fields.tsx'
import type { ConsoleRequest } from '../request.ts'

export const writeScope = 'parley:operators.write'

/** The account that the path names, with the ETag that a change must send back. */
export async function readAccount({ ctx, visit }: ConsoleRequest) {
  const { id } = ctx['params']
  const { body, headers } = await visit.ask('getAccount', { params: { id } })
  return { account: body, match: headers?.['ETag'] ?? '' }
}

const text = {
  role: 'Role',
  none: {
    title: 'no role',
    words: 'No operator any more: the account stays, the console is closed to it.',
  },
  disabled: 'account disabled',
  who: 'Who it is',
  email: 'Email',
  name: 'Name',
  id: 'Account',
  roleNow: 'Role now',
  since: 'Account since',
}

/** An account has one role; if it has several, the last one counts. */
export function roleOf({ roles }: Pick<AccountDocument, 'roles'>): OperatorRole | null {
  return roles.findLast(isOperatorRole) ?? null
}

export function roleTitle(role: OperatorRole | null): string {
  return role ?? text.none.title
}

export function roleMeaning(role: OperatorRole | null): string {
  return role === null ? text.none.words : roleWords[role]
}

type RoleFieldProps = {
  readonly chosen: string
  /** Whether “no role” is a choice. */
  readonly mayTake: boolean
  readonly fault?: Fault | null
}

export function RoleField({ chosen, mayTake, fault = null }: RoleFieldProps): VNode {
  const roles = operatorRoles.map((role) => ({
    value: role,
    title: role,
    words: roleWords[role],
  }))
  const choices = mayTake ? [...roles, { value: 'none', ...text.none }] : roles
  return (
    <Choices name="role" legend={text.role} choices={choices} chosen={[chosen]} fault={fault} />
  )
}

export function RoleBadge({ role }: { readonly role: OperatorRole | null }): VNode {
  return <Badge mood={role === 'owner' ? 'good' : 'quiet'}>{roleTitle(role)}</Badge>
}

export function DisabledBadge({ at }: { readonly at: string | null }): VNode | null {
  return at === null ? null : <Badge mood="bad">{text.disabled}</Badge>
}

export function AccountCard({ account }: { readonly account: AccountDocument }): VNode {
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
        <Fact name={text.roleNow}>
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
