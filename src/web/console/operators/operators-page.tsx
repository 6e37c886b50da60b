/** Who operates this server, with which role, what each role may do, and making somebody one. */

import type { VNode } from 'preact'
import { operatorRoles, roleWords, scopesAddedBy } from '../../../model/operator-role.ts'
import { Moment } from '../../ui/facts.tsx'
import { type Fault, TextField } from '../../ui/fields.tsx'
import { Table } from '../../ui/table.tsx'
import { operatorPath, operatorsPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { DisabledBadge, RoleBadge, RoleField, type ShownOperator } from './operator.tsx'

export type OperatorsProps = ConsoleFrameProps & {
  readonly operators: readonly ShownOperator[]
  /** Of who looks at it. */
  readonly ownId: string
  readonly isChanged: boolean
  readonly given: { readonly email: string; readonly role: string }
  readonly fault: Fault | null
  /** What each scope lets its holder do. */
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

export function OperatorsPage(props: OperatorsProps): VNode {
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

function Add({ given, fault }: OperatorsProps): VNode {
  return (
    <section class="card">
      <h2>{text.add}</h2>
      <form class="stack" method="post" action={operatorsPath}>
        <TextField
          name="email"
          type="email"
          label={text.email}
          hint={text.emailHint}
          value={given.email}
          fault={fault}
          required
        />
        <RoleField chosen={given.role} mayTake={false} fault={fault} />
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
