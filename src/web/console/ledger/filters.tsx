/** The filters of the ledger: their form, above a search or the live tail, and the query for the admin API. */

import type { VNode } from 'preact'
import { DomainError } from '../../../base/errors.ts'
import { eventTypes } from '../../../model/event.ts'
import { type Fault, SelectField, TextField, Toolbar } from '../../ui/fields.tsx'
import type { Filters } from '../../ui/pages.ts'
import { findAccount } from '../find-account.ts'
import { withZone } from '../moment.ts'
import type { Visit } from '../visit.ts'

const text = { more: 'More filters' }

/** In the order of the form; the keys are the admin API's names. */
const labels = {
  type: 'Type',
  severity: 'Severity',
  account: 'Account',
  network: 'Network',
  outcome: 'Outcome',
  actor: 'Done by',
  session: 'Session',
  client: 'Client',
  device: 'Device',
  from: 'From (UTC)',
  to: 'Before (UTC)',
} as const

type FilterName = keyof typeof labels

const names = Object.keys(labels)

/** Only a search has them: the tail shows events from now on. */
const periodNames: readonly string[] = ['from', 'to']

export const searchFilters: readonly string[] = names
export const tailFilters: readonly string[] = names.filter((name) => !periodNames.includes(name))

type Props = {
  readonly action: string
  readonly names: readonly string[]
  readonly filters: Filters
  readonly fault: Fault | null
}

const firstNames: readonly string[] = ['type', 'severity', 'account', 'network']

export function LedgerFilters({ action, names, filters, fault }: Props): VNode {
  const first = names.filter((name) => firstNames.includes(name))
  const more = names.filter((name) => !firstNames.includes(name))
  const isOpen = more.some((name) => filters[name] !== undefined || fault?.field === name)
  return (
    <Toolbar action={action}>
      {first.map((name) => (
        <FilterField key={name} name={name} filters={filters} fault={fault} />
      ))}
      <details class="more" open={isOpen}>
        <summary>{text.more}</summary>
        <div>
          {more.map((name) => (
            <FilterField key={name} name={name} filters={filters} fault={fault} />
          ))}
        </div>
      </details>
    </Toolbar>
  )
}

const choices: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  type: [['', 'any type'], ...Object.keys(eventTypes).map((type) => [type, type] as const)],
  severity: [
    ['', 'any severity'],
    ['alert', 'alert: someone should look'],
    ['warning', 'warning: worth counting'],
    ['notice', 'notice: an act of power'],
    ['info', 'info'],
  ],
  outcome: [
    ['', 'any outcome'],
    ['success', 'success'],
    ['failure', 'failure'],
  ],
}

const placeholders: Partial<Readonly<Record<FilterName, string>>> = {
  account: 'email or id',
  network: '203.0.113.0/24',
  actor: 'id of an account, client, key',
  session: 'id',
  client: 'id',
  device: 'id',
}

type FieldProps = Pick<Props, 'filters' | 'fault'> & { readonly name: string }

function FilterField({ name, filters, fault }: FieldProps): VNode {
  const label = Object.entries(labels).find(([one]) => one === name)?.[1] ?? name
  const common = { name, label, value: filters[name] ?? '', fault }
  const options = choices[name]
  if (options !== undefined) return <SelectField {...common} choices={options} />
  if (periodNames.includes(name)) return <TextField {...common} type="datetime-local" />
  const placeholder = Object.entries(placeholders).find(([one]) => one === name)?.[1] ?? ''
  return <TextField {...common} placeholder={placeholder} />
}

/** The filters as the admin API takes them, an email as the id of its account. */
export async function eventQuery(visit: Visit, filters: Filters): Promise<Filters> {
  const { account } = filters
  const query = withMoments(filters)
  if (account === undefined || !account.includes('@')) return query
  const found = await findAccount(visit, account)
  if (found !== null) return { ...query, account: found.id }
  throw new DomainError(
    'request_invalid',
    'account: nobody has this email; by its id it is found even when it is gone',
  )
}

function withMoments(filters: Filters): Filters {
  const values = Object.entries(filters).map(([name, value]) => [
    name,
    periodNames.includes(name) ? withZone(value) : value,
  ])
  return Object.fromEntries(values)
}
