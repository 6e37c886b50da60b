/** One operator in the words of the console, and the roles to choose from. */

import type { VNode } from 'preact'
import {
  isLess,
  isOperatorRole,
  type OperatorRole,
  operatorRoles,
  roleWords,
} from '../../../model/operator-role.ts'
import { Choices } from '../../ui/choices.tsx'
import { Badge } from '../../ui/facts.tsx'
import type { Fault } from '../../ui/fields.tsx'

/** As the admin API answers it. */
export type ShownOperator = {
  readonly account_id: string
  readonly email: string
  readonly name: string
  readonly role: OperatorRole
  readonly created_at: string
  readonly disabled_at: string | null
}

/** As much of an account as these pages need. */
export type ShownAccount = {
  readonly id: string
  readonly email: string | null
  readonly name: string
  readonly roles: readonly string[]
  readonly created_at: string
  readonly disabled_at: string | null
}

const text = {
  role: 'Role',
  none: {
    title: 'no role',
    words: 'No operator any more: the account stays, the console is closed to it.',
  },
  disabled: 'account disabled',
}

/** An account has one role; of several the last counts. */
export function roleOf({ roles }: Pick<ShownAccount, 'roles'>): OperatorRole | null {
  return roles.findLast(isOperatorRole) ?? null
}

export function roleTitle(role: OperatorRole | null): string {
  return role ?? text.none.title
}

export function roleMeaning(role: OperatorRole | null): string {
  return role === null ? text.none.words : roleWords[role]
}

/** What must be typed before the role is set; null for what gives something, and not everything. */
export function typedFor(account: ShownAccount, role: OperatorRole | null): string | null {
  const isGrave = role === 'owner' || isLess(role, roleOf(account))
  return isGrave ? (account.email ?? account.id) : null
}

type RoleFieldProps = {
  readonly chosen: string
  /** Whether the role can be taken away here. */
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
