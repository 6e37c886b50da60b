/** What single scopes ask of a sign-in, as rows to fill in, with room for more below. */

import type { VNode } from 'preact'
import { nameOf } from '../../../model/policy-document.ts'
import { mostRules } from '../../../model/scope-rules.ts'
import { type Fault, SelectField, TextField } from '../../ui/fields.tsx'
import { Inline } from '../../ui/prose.tsx'
import type { PolicyForm, RuleRow } from './policy.ts'
import { acrChoices, hintOf, labelOf } from './policy-text.ts'

type RulesProps = { readonly form: PolicyForm; readonly faults: readonly Fault[] }

const text = {
  scope: 'Scope',
  acr: 'Weakest sign-in',
  after: 'Not older than',
  how: 'Empty a row to take its rule away. There is room for more once these are tried or saved.',
}

const empty: RuleRow = { scope: '', acr: 'none', after: '' }

export function RuleFields({ form, faults }: RulesProps): VNode {
  const rows = [...form.rules, empty, empty].slice(0, mostRules)
  const fault = faults.find(({ field }) => field === nameOf('scopeRules'))
  return (
    <fieldset class="group rules">
      <legend>{labelOf('scopeRules')}</legend>
      <p class="hint">
        <Inline text={hintOf('scopeRules')} /> {text.how}
      </p>
      {fault && <p class="fault">{fault.message}</p>}
      {rows.map((row, place) => (
        <Row key={place} row={row} place={place} faults={faults} />
      ))}
    </fieldset>
  )
}

type RowProps = {
  readonly row: RuleRow
  readonly place: number
  readonly faults: readonly Fault[]
}

function Row({ row, place, faults }: RowProps): VNode {
  const shared = (name: string) => ({
    name,
    fault: faults.find(({ field }) => field === name) ?? null,
  })
  const numbered = (label: string) => (
    <>
      {label} <span class="spoken">{place + 1}</span>
    </>
  )
  return (
    <div class="form-row">
      <TextField {...shared(`scope_${place}`)} label={numbered(text.scope)} value={row.scope} />
      <SelectField
        {...shared(`scope_acr_${place}`)}
        label={numbered(text.acr)}
        value={row.acr}
        choices={acrChoices}
      />
      <TextField
        {...shared(`scope_after_${place}`)}
        label={numbered(text.after)}
        value={row.after}
      />
    </div>
  )
}
