/** The settings of a policy: their public names, their public values, and how their text is parsed. Policies and the ledger name them too, so they stand below the contract. */

import { acrValues } from './acr.ts'
import { parseDuration } from './duration.ts'
import {
  bindings,
  limitScopes,
  onLimits,
  onRefreshReuses,
  type Policy,
  type PolicySetting,
} from './policy.ts'
import { fromRulesDocument, type ScopeRulesDocument, toRulesDocument } from './scope-rules.ts'

type Value = Policy[PolicySetting]
type Parse = (text: string) => Value | undefined

const yesOrNo: Parse = (text) => ({ yes: true, true: true, no: false, false: false })[text]

const number: Parse = (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)

const seconds: Parse = (text) => parseDuration(text) ?? undefined

const oneOf = (words: readonly Value[]): Parse => {
  return (text) => words.find((known) => known === text)
}

const orNone = (parse: Parse): Parse => {
  return (text) => (text === 'none' ? null : parse(text))
}

const rules: Parse = (text) => fromRulesDocument(jsonOf(text)) ?? undefined

/** The public name of each setting (documents, flags, columns, messages) and its parser. */
export const settings: readonly (readonly [setting: PolicySetting, name: string, parse: Parse])[] =
  [
    ['signIn', 'sign_in', yesOrNo],
    ['idleSeconds', 'idle_timeout', orNone(seconds)],
    ['absoluteSeconds', 'absolute_timeout', orNone(seconds)],
    ['sliding', 'sliding', yesOrNo],
    ['refreshCountsAsActivity', 'refresh_counts_as_activity', yesOrNo],
    ['remember', 'remember', yesOrNo],
    ['maxSessions', 'max_sessions', number],
    ['onLimit', 'on_limit', oneOf(onLimits)],
    ['limitScope', 'limit_scope', oneOf(limitScopes)],
    ['bindNetwork', 'bind_network', oneOf(bindings)],
    ['bindBrowser', 'bind_browser', oneOf(bindings)],
    ['bindDevice', 'bind_device', oneOf(bindings)],
    ['onParallelUse', 'on_parallel_use', oneOf(bindings)],
    ['requireAcr', 'require_acr', orNone(oneOf(acrValues))],
    ['reauthenticateAfterSeconds', 'reauthenticate_after', orNone(seconds)],
    ['scopeRules', 'scope_rules', rules],
    ['offlineAccess', 'offline_access', yesOrNo],
    ['warnBeforeSeconds', 'warn_before', orNone(seconds)],
    ['accessTokenSeconds', 'access_token_ttl', seconds],
    ['reconnectGraceSeconds', 'reconnect_grace', seconds],
    ['refreshIdleSeconds', 'refresh_idle_timeout', seconds],
    ['refreshAbsoluteSeconds', 'refresh_absolute_timeout', seconds],
    ['onRefreshReuse', 'on_refresh_reuse', oneOf(onRefreshReuses)],
  ]

export function nameOf(setting: PolicySetting): string {
  return settings.find(([known]) => known === setting)?.[1] ?? setting
}

type DocumentValue = string | number | boolean | null | ScopeRulesDocument

/** The value of one setting in a document. */
export function documentOf(policy: Policy, setting: PolicySetting): DocumentValue {
  return setting === 'scopeRules' ? toRulesDocument(policy.scopeRules) : policy[setting]
}

/** The policy with the setting `name` set to `text`; null if the text is not a valid value. */
export function withSetting(policy: Policy, name: string, text: string): Policy | null {
  const [setting, , parse] = settings.find(([, known]) => known === name) ?? []
  const value = parse?.(text)
  return setting === undefined || value === undefined ? null : { ...policy, [setting]: value }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
