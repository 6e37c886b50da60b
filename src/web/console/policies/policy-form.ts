/** A policy as the fields of a form, and what was typed there as a policy again. It asks nobody. */

import type { Context } from 'koa'
import { durationText, parseDuration } from '../../../model/duration.ts'
import type { Policy, PolicySetting } from '../../../model/policy.ts'
import { documentOf, nameOf, settings, withSetting } from '../../../model/policy-document.ts'
import { faultsOf } from '../../../model/policy-faults.ts'
import { defaultPolicy } from '../../../model/presets.ts'
import {
  fromRulesDocument,
  mostRules,
  type ScopeRule,
  type ScopeRulesDocument,
} from '../../../model/scope-rules.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import type { PolicyForm, RuleRow } from './policy.ts'
import { fieldOf } from './policy-text.ts'

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

/** As it was posted: a box that is not ticked is not sent. */
export function formIn(ctx: Context): PolicyForm {
  const texts = settings.map(([setting, name]) => {
    const typed = field(ctx, name).trim()
    return [name, fieldOf(setting).kind === 'check' && typed === '' ? 'no' : typed] as const
  })
  const places = Array.from({ length: mostRules }, (_, place) => place)
  const rows = places.map((place) => ({
    scope: field(ctx, `scope_${place}`).trim(),
    acr: field(ctx, `scope_acr_${place}`) || 'none',
    after: field(ctx, `scope_after_${place}`).trim(),
  }))
  return { texts: Object.fromEntries(texts), rules: rows.filter((row) => !isEmpty(row)) }
}

function isEmpty({ scope, acr, after }: RuleRow): boolean {
  return scope === '' && acr === 'none' && after === ''
}

export type Typed = { readonly policy: Policy; readonly faults: readonly Fault[] }

/** All that is wrong with it: what cannot be read, or else the rules that it breaks. */
export function policyIn(name: string, form: PolicyForm): Typed {
  const unread = [...unreadIn(form), ...form.rules.flatMap(ruleFaults)]
  const rules = JSON.stringify(rulesIn(form.rules))
  const texts = Object.entries({ ...form.texts, [scopeRules]: rules })
  const policy = texts.reduce<Policy>(
    (made, [setting, text]) => withSetting(made, setting, text) ?? made,
    { ...defaultPolicy, name },
  )
  return { policy, faults: unread.length > 0 ? unread : broken(policy) }
}

function broken(policy: Policy): Fault[] {
  return faultsOf(policy).map(({ setting, rule }) => ({
    field: nameOf(setting),
    message: `${rule[0]?.toUpperCase()}${rule.slice(1)}.`,
  }))
}

function unreadIn({ texts }: PolicyForm): Fault[] {
  return settings
    .filter(([setting]) => fieldOf(setting).kind !== 'rules')
    .filter(([, name]) => withSetting(defaultPolicy, name, texts[name] ?? '') === null)
    .map(([setting, name]) => ({ field: name, message: unreadable(setting, name) }))
}

const span = 'A time such as 30m, 12h or 14d'

function unreadable(setting: PolicySetting, name: string): string {
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

/** Of two rows for one scope the later one counts. */
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
