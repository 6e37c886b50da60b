/** The form of a policy: its fields, the policy as their values, and the values as a policy again. */

import type { Context } from 'koa'
import type { VNode } from 'preact'
import { durationText, parseDuration } from '../../../model/duration.ts'
import type { Policy, PolicySetting } from '../../../model/policy.ts'
import { faultsOf } from '../../../model/policy-faults.ts'
import { documentOf, nameOf, settings, withSetting } from '../../../model/policy-settings.ts'
import { defaultPolicy } from '../../../model/presets.ts'
import {
  fromRulesDocument,
  mostRules,
  type ScopeRule,
  type ScopeRulesDocument,
} from '../../../model/scope-rules.ts'
import { field } from '../../middleware/guards.ts'
import { CheckField, type Fault, SelectField, TextField } from '../../ui/fields.tsx'
import { Inline } from '../../ui/prose.tsx'
import { acrChoices, fieldOf, groups, hintOf, labelOf } from './settings.ts'

export type PolicyForm = {
  /** Keyed by the names that settings have in documents. */
  readonly texts: Readonly<Record<string, string>>
  readonly rules: readonly RuleRow[]
}

/** The rule of one scope; a row without a scope is empty. */
type RuleRow = { readonly scope: string; readonly acr: string; readonly after: string }

const scopeRules = 'scope_rules'

export function formOf(policy: Policy): PolicyForm {
  const texts = settings.map(([setting, name]) => {
    return [name, textOf(documentOf(policy, setting), fieldOf(setting).kind)] as const
  })
  const rules = Object.entries(policy.scopeRules).map(([scope, rule]) => rowOf(scope, rule))
  return { texts: Object.fromEntries(texts), rules }
}

function textOf(value: ReturnType<typeof documentOf>, kind: string): string {
  if (value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return kind === 'duration' ? durationText(Number(value)) : String(value)
}

function rowOf(
  scope: string,
  { requireAcr, reauthenticateAfterSeconds: after }: ScopeRule,
): RuleRow {
  return { scope, acr: requireAcr ?? 'none', after: after === null ? '' : durationText(after) }
}

/** The form as posted: a browser does not send a box that is not ticked. */
export function formIn(ctx: Context): PolicyForm {
  const texts = settings.map(([setting, name]) => {
    const typed = field(ctx, name).trim()
    return [name, fieldOf(setting).kind === 'check' && typed === '' ? 'no' : typed] as const
  })
  const rowNumbers = Array.from({ length: mostRules }, (_, row) => row)
  const rows = rowNumbers.map((row) => ({
    scope: field(ctx, `scope_${row}`).trim(),
    acr: field(ctx, `scope_acr_${row}`) || 'none',
    after: field(ctx, `scope_after_${row}`).trim(),
  }))
  return { texts: Object.fromEntries(texts), rules: rows.filter((row) => !isEmpty(row)) }
}

function isEmpty({ scope, acr, after }: RuleRow): boolean {
  return scope === '' && acr === 'none' && after === ''
}

export type FormPolicy = { readonly policy: Policy; readonly faults: readonly Fault[] }

/** Reports the fields that cannot be read; only when all can, the rules that the policy breaks. */
export function policyIn(name: string, form: PolicyForm): FormPolicy {
  const unreadable = [...unreadableIn(form), ...form.rules.flatMap(ruleFaults)]
  const rules = JSON.stringify(rulesIn(form.rules))
  const texts = Object.entries({ ...form.texts, [scopeRules]: rules })
  const policy = texts.reduce<Policy>(
    (read, [setting, text]) => withSetting(read, setting, text) ?? read,
    { ...defaultPolicy, name },
  )
  return { policy, faults: unreadable.length > 0 ? unreadable : brokenRules(policy) }
}

function brokenRules(policy: Policy): Fault[] {
  return faultsOf(policy).map(({ setting, rule }) => ({
    field: nameOf(setting),
    message: `${rule[0]?.toUpperCase()}${rule.slice(1)}.`,
  }))
}

function unreadableIn({ texts }: PolicyForm): Fault[] {
  return settings
    .filter(([setting]) => fieldOf(setting).kind !== 'rules')
    .filter(([, name]) => withSetting(defaultPolicy, name, texts[name] ?? '') === null)
    .map(([setting, name]) => ({ field: name, message: expected(setting, name) }))
}

const span = 'A time such as 30m, 12h or 14d'

function expected(setting: PolicySetting, name: string): string {
  if (fieldOf(setting).kind === 'number') return 'A whole number.'
  if (fieldOf(setting).kind !== 'duration') return 'One of these.'
  const isOptional = withSetting(defaultPolicy, name, 'none') !== null
  return isOptional ? `${span}, or none.` : `${span}.`
}

function ruleFaults({ scope, after }: RuleRow, place: number): Fault[] {
  const isScope = fromRulesDocument({ [scope]: {} }) !== null
  const isTime = after === '' || parseDuration(after) !== null
  return [
    ...(isScope ? [] : [{ field: `scope_${place}`, message: 'The name of a scope, in one word.' }]),
    ...(isTime ? [] : [{ field: `scope_after_${place}`, message: `${span}.` }]),
  ]
}

/** When two rows name the same scope, the later one counts. */
function rulesIn(rows: readonly RuleRow[]): ScopeRulesDocument {
  const rules = rows.map(({ scope, acr, after }) => {
    const seconds = after === '' ? null : parseDuration(after)
    return [
      scope,
      {
        ...(acr === 'none' ? {} : { require_acr: acr }),
        ...(seconds === null ? {} : { reauthenticate_after: seconds }),
      },
    ] as const
  })
  return Object.fromEntries(rules)
}

type FieldsProps = { readonly form: PolicyForm; readonly faults: readonly Fault[] }

export function PolicyFields(props: FieldsProps): VNode {
  return (
    <>
      {groups.map(([title, settings]) => (
        <fieldset key={title} class="card group">
          <legend>
            <h2>{title}</h2>
          </legend>
          <div class="form-fields">
            {settings.map((setting) => (
              <SettingField key={setting} setting={setting} {...props} />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  )
}

type SettingProps = FieldsProps & { readonly setting: PolicySetting }

function SettingField({ setting, form, faults }: SettingProps): VNode {
  const name = nameOf(setting)
  const field = fieldOf(setting)
  const shared = {
    name,
    label: labelOf(setting),
    value: form.texts[name] ?? '',
    hint: <Inline text={hintOf(setting)} />,
    fault: faults.find((fault) => fault.field === name) ?? null,
  }
  switch (field.kind) {
    case 'rules':
      return <RuleFields form={form} faults={faults} />
    case 'check':
      return <CheckField {...shared} value="yes" checked={shared.value === 'yes'} />
    case 'choice':
      return <SelectField {...shared} choices={field.choices} />
    case 'number':
      return <TextField {...shared} type="number" required />
    case 'duration':
      return <TextField {...shared} required />
  }
}

const text = {
  scope: 'Scope',
  acr: 'Weakest sign-in',
  after: 'Not older than',
  how: 'Empty a row to take its rule away. There is room for more once these are tried or saved.',
}

const emptyRow: RuleRow = { scope: '', acr: 'none', after: '' }

function RuleFields({ form, faults }: FieldsProps): VNode {
  const rows = [...form.rules, emptyRow, emptyRow].slice(0, mostRules)
  const fault = faults.find(({ field }) => field === nameOf('scopeRules'))
  return (
    <fieldset class="group rules">
      <legend>{labelOf('scopeRules')}</legend>
      <p class="hint">
        <Inline text={hintOf('scopeRules')} /> {text.how}
      </p>
      {fault && <p class="fault">{fault.message}</p>}
      {rows.map((row, place) => (
        <RuleInputs key={place} row={row} place={place} faults={faults} />
      ))}
    </fieldset>
  )
}

type RuleProps = {
  readonly row: RuleRow
  readonly place: number
  readonly faults: readonly Fault[]
}

function RuleInputs({ row, place, faults }: RuleProps): VNode {
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
