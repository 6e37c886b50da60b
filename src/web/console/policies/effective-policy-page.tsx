/** What holds for one account, setting by setting, and whose policy says so. */

import type { VNode } from 'preact'
import type { ExplainedPolicy } from '../../../model/explained-policy.ts'
import type { Policy } from '../../../model/policy.ts'
import { settings } from '../../../model/policy-document.ts'
import type { Reason } from '../../../model/tighten.ts'
import { Fact, Facts } from '../../ui/facts.tsx'
import { type Fault, TextField, Toolbar } from '../../ui/fields.tsx'
import { Table } from '../../ui/table.tsx'
import { effectivePolicyPath, policiesPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { labelOf, valueWords } from './policy-text.ts'

export type Explanation = {
  readonly account: string
  readonly explained: ExplainedPolicy
  /** The values as a policy. */
  readonly policy: Policy
}

type EffectiveProps = ConsoleFrameProps & {
  readonly account: string
  readonly client: string
  readonly fault: Fault | null
  /** Null before anybody was asked about. */
  readonly found: Explanation | null
}

const text = {
  title: 'What holds for somebody',
  lead: 'The account’s tier picks its policy; a client’s own policy makes what is done through it stricter, and nothing looser.',
  account: 'Account (email or id)',
  client: 'Through which client (id)',
  explain: 'Explain',
  heads: ['Setting', 'Value', 'By'],
  table: 'Settings that hold',
  whose: 'Account',
  ofAccount: 'Its policy',
  ofClient: 'The client’s policy',
}

export function EffectivePolicyPage(props: EffectiveProps): VNode {
  const { account, client, fault, found } = props
  const isBeside = fault?.field === 'account' || fault?.field === 'client'
  const about = fault === null || isBeside ? null : fault.message
  return (
    <ConsoleFrame {...props} path={policiesPath} title={text.title} lead={text.lead} fault={about}>
      <Toolbar action={effectivePolicyPath} button={text.explain}>
        <TextField name="account" label={text.account} value={account} fault={fault} required />
        <TextField name="client" label={text.client} value={client} fault={fault} />
      </Toolbar>
      {found !== null && <Found {...found} />}
    </ConsoleFrame>
  )
}

function Found({ account, explained, policy }: Explanation): VNode {
  const { account_policy: own, client_policy: ofClient } = explained
  const names: Record<Reason, string> = { account: own, client: ofClient ?? own }
  return (
    <>
      <section class="card">
        <Facts>
          <Fact name={text.whose}>
            <bdi>{account}</bdi>
          </Fact>
          <Fact name={text.ofAccount}>
            <a href={`${policiesPath}/${own}`}>{own}</a>
          </Fact>
          <Fact name={text.ofClient}>
            {ofClient && <a href={`${policiesPath}/${ofClient}`}>{ofClient}</a>}
          </Fact>
        </Facts>
      </section>
      <Table label={text.table} heads={text.heads}>
        {settings.map(([setting, name]) => {
          const reason = explained.settings[name]?.reason ?? 'account'
          return (
            <tr key={name}>
              <th scope="row">{labelOf(setting)}</th>
              <td>{valueWords(policy, setting)}</td>
              <td>
                the {reason}’s policy, {names[reason]}
              </td>
            </tr>
          )
        })}
      </Table>
    </>
  )
}
