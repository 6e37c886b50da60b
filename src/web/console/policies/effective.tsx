/** The effective policy of one account, setting by setting, and which policy sets each value. */

import type { VNode } from 'preact'
import { type ExplainedPolicy, readPolicy } from '../../../contract/policy.ts'
import type { Policy } from '../../../model/policy.ts'
import { settings } from '../../../model/policy-settings.ts'
import type { Reason } from '../../../model/tighten.ts'
import { Fact, Facts } from '../../ui/facts.tsx'
import { type Fault, TextField, Toolbar } from '../../ui/fields.tsx'
import { showPage } from '../../ui/show-page.ts'
import { Table } from '../../ui/table.tsx'
import { effectivePolicyPath, policiesPath, policyPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { findAccount } from '../find-account.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import { labelOf, valueWords } from './settings.ts'

export function effectivePolicyRoutes({ get }: ConsoleRouter): void {
  get(effectivePolicyPath, explain)
}

type Query = { readonly account: string; readonly client: string }

async function explain({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { account = '', client = '' } = filtersIn(ctx, ['account', 'client'])
  const query = { account: account.trim(), client: client.trim() }
  const found = query.account === '' ? null : await explanationOf(visit, query)
  const explanation = found !== null && 'explained' in found ? found : null
  const fault = found !== null && 'message' in found ? found : null
  showPage(
    ctx,
    <EffectivePolicyPage
      {...frameOf(visit, options)}
      {...query}
      found={explanation}
      fault={fault}
    />,
  )
}

async function explanationOf(
  visit: Visit,
  { account, client }: Query,
): Promise<Explanation | Fault> {
  const found = await findAccount(visit, account)
  if (found === null) return { field: 'account', message: 'No account has this email or id.' }
  const params = { id: found.id, ...(client === '' ? {} : { client_id: client }) }
  const explainPolicy = () => visit.ask('explainPolicy', { params })
  const { value, fault } = await attempt(explainPolicy, ['not_found'])
  if (fault !== null) return { field: 'client', message: 'No enabled client has this id.' }
  const explained = value.body
  const values = Object.entries(explained.settings).map(([name, { value }]) => [name, value])
  const policy = readPolicy(explained.account_policy, Object.fromEntries(values))
  return { account: found.email ?? found.id, explained, policy }
}

type Explanation = {
  readonly account: string
  readonly explained: ExplainedPolicy
  /** The values as a policy. */
  readonly policy: Policy
}

type EffectiveProps = ConsoleFrameProps & {
  readonly account: string
  readonly client: string
  readonly fault: Fault | null
  /** Null until an account is chosen. */
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

function EffectivePolicyPage(props: EffectiveProps): VNode {
  const { account, client, fault, found } = props
  const isBesideField = fault?.field === 'account' || fault?.field === 'client'
  const message = fault === null || isBesideField ? null : fault.message
  return (
    <ConsoleFrame
      {...props}
      path={policiesPath}
      title={text.title}
      lead={text.lead}
      fault={message}
    >
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
            <a href={policyPath({ name: own })}>{own}</a>
          </Fact>
          <Fact name={text.ofClient}>
            {ofClient && <a href={policyPath({ name: ofClient })}>{ofClient}</a>}
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
