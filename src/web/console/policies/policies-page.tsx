/** The console's list of policies, each in one line, and the ways to a new one and to an explanation. */

import type { VNode } from 'preact'
import type { Policy } from '../../../model/policy.ts'
import type { PolicyOrigin } from '../../../model/policy-change.ts'
import { policySentence } from '../../../model/policy-words.ts'
import { SelectField, TextField, Toolbar } from '../../ui/fields.tsx'
import { Table } from '../../ui/table.tsx'
import { effectivePolicyPath, newPolicyPath, policiesPath, policyPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { OriginBadge } from './policy-badge.tsx'

export type ListedPolicy = { readonly policy: Policy; readonly origin: PolicyOrigin }

type PoliciesProps = ConsoleFrameProps & {
  readonly policies: readonly ListedPolicy[]
  readonly mayWrite: boolean
  readonly done: string | null
}

const text = {
  title: 'Policies',
  lead: 'The rules that sessions live under. The account’s tier picks one by its name; a client’s own can only be stricter.',
  heads: ['Name', 'Rules'],
  newTitle: 'A policy of your own',
  newLead: 'It begins as a copy, and touches nobody before it is saved.',
  from: 'Like',
  begin: 'Begin',
  explain: 'What holds for somebody',
  explainLead: 'Every setting of one account, and whose policy says so.',
  account: 'Account (email or id)',
  client: 'Through which client (id)',
  explainButton: 'Explain',
}

export function PoliciesPage(props: PoliciesProps): VNode {
  const { policies, mayWrite } = props
  return (
    <ConsoleFrame {...props} path={policiesPath} title={text.title} lead={text.lead}>
      <Table label={text.title} heads={text.heads}>
        {policies.map((listed) => (
          <Row key={listed.policy.name} {...listed} />
        ))}
      </Table>
      <div class="cards">
        {mayWrite && <Begin policies={policies} />}
        <Explain />
      </div>
    </ConsoleFrame>
  )
}

function Row({ policy, origin }: ListedPolicy): VNode {
  return (
    <tr>
      <th scope="row">
        <a href={policyPath(policy)}>{policy.name}</a> <OriginBadge origin={origin} />
      </th>
      <td>{policySentence(policy)}</td>
    </tr>
  )
}

function Begin({ policies }: Pick<PoliciesProps, 'policies'>): VNode {
  const choices = policies.map(({ policy: { name } }) => [name, name] as const)
  return (
    <section class="card">
      <h2>{text.newTitle}</h2>
      <p>{text.newLead}</p>
      <Toolbar action={newPolicyPath} button={text.begin}>
        <SelectField name="from" label={text.from} value="default" choices={choices} />
      </Toolbar>
    </section>
  )
}

function Explain(): VNode {
  return (
    <section class="card">
      <h2>{text.explain}</h2>
      <p>{text.explainLead}</p>
      <Toolbar action={effectivePolicyPath} button={text.explainButton}>
        <TextField name="account" label={text.account} value="" required />
        <TextField name="client" label={text.client} value="" />
      </Toolbar>
    </section>
  )
}
