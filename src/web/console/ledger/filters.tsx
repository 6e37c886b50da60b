/** What narrows the ledger: the form above a list of events, or above what is followed. */

import type { VNode } from 'preact'
import { eventTypes } from '../../../model/event.ts'
import { type Fault, SelectField, TextField, Toolbar } from '../../ui/fields.tsx'
import type { Filters } from '../../ui/pages.ts'
import { withZone } from '../moment.ts'

const text = { more: 'More filters' }

/** In the order of the form; the names are those of the admin API. */
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

const narrowing = Object.keys(labels)

/** A period is one of the past; who follows sees what comes. */
const ofPeriod: readonly string[] = ['from', 'to']

export const searchFilters: readonly string[] = narrowing
export const tailFilters: readonly string[] = narrowing.filter((name) => !ofPeriod.includes(name))

type Props = {
  readonly action: string
  readonly names: readonly string[]
  readonly filters: Filters
  readonly fault: Fault | null
}

const first: readonly string[] = ['type', 'severity', 'account', 'network']

export function LedgerFilters({ action, names, filters, fault }: Props): VNode {
  const shown = names.filter((name) => first.includes(name))
  const more = names.filter((name) => !first.includes(name))
  const isMore = more.some((name) => filters[name] !== undefined || fault?.field === name)
  return (
    <Toolbar action={action}>
      {shown.map((name) => (
        <FilterField key={name} name={name} filters={filters} fault={fault} />
      ))}
      <details class="more" open={isMore}>
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
  const ofField = choices[name]
  if (ofField !== undefined) return <SelectField {...common} choices={ofField} />
  if (ofPeriod.includes(name)) return <TextField {...common} type="datetime-local" />
  const placeholder = Object.entries(placeholders).find(([one]) => one === name)?.[1] ?? ''
  return <TextField {...common} placeholder={placeholder} />
}

/** For the admin API. */
export function momentsIn(filters: Filters): Filters {
  const request = Object.entries(filters).map(([name, value]) => [
    name,
    ofPeriod.includes(name) ? withZone(value) : value,
  ])
  return Object.fromEntries(request)
}
