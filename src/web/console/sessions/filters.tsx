/** The filters of a search for sessions: their form, the query for the admin API, and their words. */

import type { VNode } from 'preact'
import { type Fault, SelectField, TextField, Toolbar } from '../../ui/fields.tsx'
import type { Filters } from '../../ui/pages.ts'
import { sessionsPath } from '../addresses.ts'
import { withZone } from '../moment.ts'
import { reasonChoices, stateChoices, strengthChoices } from './session.tsx'

const text = { more: 'More filters' }

/** In the order of the form; the keys are the admin API's names. */
const labels = {
  account: 'Account',
  client_id: 'Client',
  state: 'State',
  network: 'Network',
  device: 'Device',
  acr: 'Strength',
  policy: 'Policy',
  end_reason: 'Ended because',
  created_from: 'Begun from (UTC)',
  created_to: 'Begun before (UTC)',
  seen_from: 'Last used from (UTC)',
  seen_to: 'Last used before (UTC)',
} as const

type FilterName = keyof typeof labels

export const filterNames: readonly string[] = Object.keys(labels)

type Props = { readonly filters: Filters; readonly fault: Fault | null }

export function SessionFilters({ filters, fault }: Props): VNode {
  const isOpen = moreNames.some((name) => filters[name] !== undefined || fault?.field === name)
  return (
    <Toolbar action={sessionsPath}>
      {firstNames.map((name) => (
        <FilterField key={name} name={name} filters={filters} fault={fault} />
      ))}
      <details class="more" open={isOpen}>
        <summary>{text.more}</summary>
        <div>
          {moreNames.map((name) => (
            <FilterField key={name} name={name} filters={filters} fault={fault} />
          ))}
        </div>
      </details>
    </Toolbar>
  )
}

const firstNames: readonly FilterName[] = ['account', 'client_id', 'state', 'network']

const moreNames: readonly FilterName[] = [
  'device',
  'acr',
  'policy',
  'end_reason',
  'created_from',
  'created_to',
  'seen_from',
  'seen_to',
]

const choices = { state: stateChoices, acr: strengthChoices, end_reason: reasonChoices } as const

const placeholders: Partial<Readonly<Record<FilterName, string>>> = {
  account: 'email or id',
  client_id: 'id',
  network: '203.0.113.0/24',
  device: 'id',
}

function FilterField({ name, filters, fault }: Props & { readonly name: FilterName }): VNode {
  const common = { name, label: labels[name], value: filters[name] ?? '', fault }
  if (name === 'state' || name === 'acr' || name === 'end_reason') {
    return <SelectField {...common} choices={choices[name]} />
  }
  if (!isMoment(name)) return <TextField {...common} placeholder={placeholders[name] ?? ''} />
  return <TextField {...common} type="datetime-local" />
}

function isMoment(name: string): boolean {
  return /_(from|to)$/.test(name)
}

/** The filters as the admin API takes them. */
export function sessionQuery(filters: Filters): Filters {
  const query = Object.entries(filters).map(([name, value]) => [
    name,
    isMoment(name) ? withZone(value) : value,
  ])
  return Object.fromEntries(query)
}

export function describeFilters(
  filters: Filters,
): readonly (readonly [label: string, value: string])[] {
  const names = Object.entries(labels)
  return names.flatMap(([name, label]) => {
    const value = filters[name]
    if (value === undefined) return []
    const words = isMoment(name) ? value.replace('T', ' ').replace(/(:00\.000)?Z$/, '') : value
    return [[label, words] as const]
  })
}
