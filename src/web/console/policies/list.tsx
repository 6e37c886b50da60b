/** The console's list of policies, each in one line, and the ways to a new one and to the effective policy. */

import type { VNode } from 'preact'
import { readPolicy } from '../../../contract/policy.ts'
import type { Policy } from '../../../model/policy.ts'
import type { PolicyOrigin } from '../../../model/policy-change.ts'
import { policySentence } from '../../../model/policy-words.ts'
import { SelectField, TextField, Toolbar } from '../../ui/fields.tsx'
import { showPage } from '../../ui/show-page.ts'
import { Table } from '../../ui/table.tsx'
import { effectivePolicyPath, newPolicyPath, policiesPath, policyPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, doneIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { OriginBadge, writeScope } from './policy.tsx'

export function policyListRoutes({ get }: ConsoleRouter): void {
  get(policiesPath, list)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { body } = await visit.ask('listPolicies')
  const policies = body.items.map((item) => {
    return { policy: readPolicy(item.name, item), origin: item.origin }
  })
  showPage(
    ctx,
    <PoliciesPage
      {...frameOf(visit, options)}
      policies={policies}
      mayWrite={visit.may(writeScope)}
      done={doneIn(ctx, text.done)}
    />,
  )
}

type ListedPolicy = { readonly policy: Policy; readonly origin: PolicyOrigin }

type PoliciesProps = ConsoleFrameProps & {
  readonly policies: readonly ListedPolicy[]
  readonly mayWrite: boolean
  readonly done: string | null
}

const text = {
  done: { removed: 'The policy is gone.' },
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

function PoliciesPage(props: PoliciesProps): VNode {
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
