/** Changing an operator's role. A change that gives everything or takes something is typed to confirm. */

import type { VNode } from 'preact'
import type { AccountDocument } from '../../../contract/documents.ts'
import { isLess, isOperatorRole, type OperatorRole } from '../../../model/operator-role.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { operatorPath, operatorsPath, overviewPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope, typedFault } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import {
  AccountCard,
  readAccount,
  roleMeaning,
  roleOf,
  roleTitle,
  writeScope,
} from './operator.tsx'

const path = `${operatorsPath}/:id/role`

export function roleRoutes({ form, act }: ConsoleRouter): void {
  form(path, 'setRole', confirm)
  act({ path: path, operationId: 'setRole' }, change)
}

async function confirm(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  requireScope(visit, writeScope)
  const role = roleIn([ctx.query['role'] ?? ''].flat()[0] ?? '')
  if (role === undefined) return seeOther(ctx, operatorPath({ account_id: ctx['params'].id }))
  await showConfirmation(request, role, null)
}

/** Null for no role; undefined for text that is neither. */
function roleIn(text: string): OperatorRole | null | undefined {
  if (text === 'none') return null
  return isOperatorRole(text) ? text : undefined
}

/** Changes the version that the operator saw: the form carries its ETag. */
async function change(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const role = roleIn(field(ctx, 'role'))
  if (role === undefined) return seeOther(ctx, operatorPath({ account_id: ctx['params'].id }))
  const { account } = await readAccount(request)
  const word = typedFor(account, role)
  const mistyped = word === null ? null : typedFault(ctx, word)
  if (mistyped !== null) return showConfirmation(request, role, mistyped)
  const { fault } = await attempt(() =>
    visit.ask('setRole', {
      params: { id: account.id },
      body: { role },
      headers: { 'if-match': field(ctx, 'match') },
    }),
  )
  if (fault !== null) return showConfirmation(request, role, fault)
  const isOwn = account.id === visit.session.accountId
  // An operator who changed their own role may not be able to open the list any more.
  seeOther(ctx, isOwn ? overviewPath : `${operatorsPath}?told=changed`)
}

async function showConfirmation(
  request: ConsoleRequest,
  role: OperatorRole | null,
  fault: Fault | null,
): Promise<void> {
  const { ctx, visit, options } = request
  const { account, match } = await readAccount(request)
  const isOwn = account.id === visit.session.accountId
  const props = { account, match, role, isOwn, fault }
  showPage(ctx, <RolePage {...frameOf(visit, options)} {...props} />)
}

type RoleProps = ConsoleFrameProps & {
  readonly account: AccountDocument
  /** Null to take the role away. */
  readonly role: OperatorRole | null
  readonly isOwn: boolean
  /** The ETag of the account as the operator saw it. */
  readonly match: string
  readonly fault: Fault | null
}

const text = {
  give: (role: string) => `Make this account ${role}`,
  take: 'Take the role away',
  own: 'This is you. What you lose is closed to you at once, and only an owner can give it back.',
  same: 'It has this role already: nothing would change.',
}

function RolePage(props: RoleProps): VNode {
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
      <AccountCard account={account} />
    </ConfirmPage>
  )
}

/** The word to type before the role changes; null if the role only gives something. */
function typedFor(account: AccountDocument, role: OperatorRole | null): string | null {
  const isGrave = role === 'owner' || isLess(role, roleOf(account))
  return isGrave ? (account.email ?? account.id) : null
}

/** The detail of the admin API begins in lower case. */
function asSentence({ field, message }: Fault): Fault {
  return { field, message: `${message.charAt(0).toUpperCase()}${message.slice(1)}` }
}

function leadOf({ account, role }: RoleProps): string {
  return role === roleOf(account) ? text.same : roleMeaning(role)
}
