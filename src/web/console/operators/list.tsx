/** The operators, the meaning of each role, and the form that makes an account an operator. */

import type { VNode } from 'preact'
import type { AccountDocument, OperatorDocument } from '../../../contract/documents.ts'
import {
  isOperatorRole,
  operatorRoles,
  roleWords,
  scopesAddedBy,
} from '../../../model/operator-role.ts'
import { scopeWords } from '../../admin-api/document.ts'
import { field } from '../../middleware/guards.ts'
import { Moment } from '../../ui/facts.tsx'
import { type Fault, TextField } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { Table } from '../../ui/table.tsx'
import { operatorPath, operatorsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { DisabledBadge, RoleBadge, RoleField, roleOf, writeScope } from './operator.tsx'

export function operatorListRoutes({ get, post }: ConsoleRouter): void {
  get(operatorsPath, list)
  post(operatorsPath, find)
}

type OperatorForm = { readonly email: string; readonly role: string }

function list(request: ConsoleRequest): Promise<void> {
  return showList(request, { email: '', role: 'viewer' }, null)
}

async function showList(
  { ctx, visit, options }: ConsoleRequest,
  form: OperatorForm,
  fault: Fault | null,
): Promise<void> {
  const { body } = await visit.ask('listOperators')
  showPage(
    ctx,
    <OperatorsPage
      {...frameOf(visit, options)}
      operators={body.items}
      ownId={visit.session.accountId}
      isChanged={ctx.query['told'] === 'changed'}
      form={form}
      fault={fault}
      scopeWords={scopeWords()}
    />,
  )
}

/** Finds the account by email in a POST, so that the email stays out of addresses and logs. */
async function find(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  requireScope(visit, writeScope)
  const form = { email: field(ctx, 'email').trim(), role: field(ctx, 'role') }
  const params = { email: form.email }
  const { value, fault } = await attempt(() => visit.ask('listAccounts', { params }))
  const account = value?.body.items[0]
  const wrong = fault ?? (account === undefined ? nobody : wrongRole(form.role, account))
  if (account === undefined || wrong !== null) return showList(request, form, wrong)
  seeOther(ctx, `${operatorPath({ account_id: account.id })}/role?role=${form.role}`)
}

const nobody: Fault = {
  field: 'email',
  message:
    'No account has this address. Make one first, under Accounts or by parley account create.',
}

function wrongRole(role: string, account: AccountDocument): Fault | null {
  if (!isOperatorRole(role)) return { field: 'role', message: 'Choose one of these.' }
  if (roleOf(account) !== role) return null
  return { field: 'role', message: 'This account has this role already.' }
}

type OperatorsProps = ConsoleFrameProps & {
  readonly operators: readonly OperatorDocument[]
  /** Account id of the signed-in operator. */
  readonly ownId: string
  readonly isChanged: boolean
  readonly form: OperatorForm
  readonly fault: Fault | null
  /** The meaning of each scope. */
  readonly scopeWords: Readonly<Record<string, string>>
}

const text = {
  title: 'Operators',
  lead: 'Who can open this console and ask the admin API as themselves. A role holds from the next click on.',
  changed: 'The role was changed.',
  single:
    'There is one owner. Make somebody else one, too: else nobody can give roles when this account is out of reach.',
  heads: ['Who', 'Role', 'Account since'],
  you: 'you',
  add: 'Make an operator',
  email: 'Email of their account',
  emailHint: 'Somebody who has an account here already.',
  next: 'Go on',
  roles: 'What each role may do',
}

function OperatorsPage(props: OperatorsProps): VNode {
  const { operators, isChanged } = props
  const owners = operators.filter((one) => one.role === 'owner' && one.disabled_at === null)
  return (
    <ConsoleFrame
      {...props}
      path={operatorsPath}
      title={text.title}
      lead={text.lead}
      done={isChanged ? text.changed : null}
      fault={props.fault?.field === null ? props.fault.message : null}
    >
      {owners.length === 1 && <p class="notice warn">{text.single}</p>}
      <Operators {...props} />
      <div class="cards uneven">
        <Add {...props} />
        <Roles {...props} />
      </div>
    </ConsoleFrame>
  )
}

function Operators({ operators, ownId }: OperatorsProps): VNode {
  return (
    <Table label={text.title} heads={text.heads}>
      {operators.map((one) => (
        <tr key={one.account_id}>
          <th scope="row">
            <a href={operatorPath(one)}>
              <bdi>{one.email}</bdi>
            </a>
            <span class="aside">
              {one.name} {one.account_id === ownId && `(${text.you})`}
            </span>
          </th>
          <td>
            <RoleBadge role={one.role} /> <DisabledBadge at={one.disabled_at} />
          </td>
          <td class="tight">
            <Moment at={one.created_at} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Add({ form, fault }: OperatorsProps): VNode {
  return (
    <section class="card">
      <h2>{text.add}</h2>
      <form class="stack" method="post" action={operatorsPath}>
        <TextField
          name="email"
          type="email"
          label={text.email}
          hint={text.emailHint}
          value={form.email}
          fault={fault}
          required
        />
        <RoleField chosen={form.role} mayTake={false} fault={fault} />
        <p class="actions">
          <button class="button primary" type="submit">
            {text.next}
          </button>
        </p>
      </form>
    </section>
  )
}

function Roles({ scopeWords }: OperatorsProps): VNode {
  return (
    <section class="card">
      <h2>{text.roles}</h2>
      {operatorRoles.map((role) => (
        <section key={role} class="role">
          <h3>{role}</h3>
          <p>{roleWords[role]}</p>
          <ul>
            {scopesAddedBy(role).map(
              (scope) => scopeWords[scope] && <li key={scope}>{scopeWords[scope]}</li>,
            )}
          </ul>
        </section>
      ))}
    </section>
  )
}
