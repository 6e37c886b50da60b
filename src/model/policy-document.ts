/** A policy as people write and read it: the settings' names outside, and how text becomes one. */

import {
  type OnLimit,
  type OnRefreshReuse,
  onLimits,
  onRefreshReuses,
  type Policy,
  type PolicySetting,
} from './policy.ts'
import { defaultPolicy } from './presets.ts'

/** The name of each setting in documents, flags, columns and messages. */
export const settings: readonly (readonly [setting: PolicySetting, name: string])[] = [
  ['idleSeconds', 'idle_timeout'],
  ['absoluteSeconds', 'absolute_timeout'],
  ['sliding', 'sliding'],
  ['refreshCountsAsActivity', 'refresh_counts_as_activity'],
  ['remember', 'remember'],
  ['maxSessions', 'max_sessions'],
  ['onLimit', 'on_limit'],
  ['warnBeforeSeconds', 'warn_before'],
  ['accessTokenSeconds', 'access_token_ttl'],
  ['reconnectGraceSeconds', 'reconnect_grace'],
  ['refreshIdleSeconds', 'refresh_idle_timeout'],
  ['refreshAbsoluteSeconds', 'refresh_absolute_timeout'],
  ['onRefreshReuse', 'on_refresh_reuse'],
]

export function nameOf(setting: PolicySetting): string {
  return settings.find(([known]) => known === setting)?.[1] ?? setting
}

type Value = Policy[PolicySetting]

export type PolicyDocument = Readonly<Record<string, Value | string>>

export function toDocument(policy: Policy): PolicyDocument {
  const values = settings.map(([setting, name]) => [name, policy[setting]] as const)
  return { name: policy.name, ...Object.fromEntries(values) }
}

/** `text` as the value of the setting called `name`; null when it cannot be one. */
export function withSetting(policy: Policy, name: string, text: string): Policy | null {
  const [setting] = settings.find(([, known]) => known === name) ?? []
  const value = setting === undefined ? undefined : parse(setting, text)
  return setting === undefined || value === undefined ? null : { ...policy, [setting]: value }
}

function parse(setting: PolicySetting, text: string): Value | undefined {
  switch (setting) {
    case 'onLimit':
      return onLimits.find((known): known is OnLimit => known === text)
    case 'onRefreshReuse':
      return onRefreshReuses.find((known): known is OnRefreshReuse => known === text)
    case 'sliding':
    case 'refreshCountsAsActivity':
    case 'remember':
      return { yes: true, true: true, no: false, false: false }[text]
    case 'idleSeconds':
    case 'absoluteSeconds':
    case 'warnBeforeSeconds':
      return text === 'none' ? null : wholeNumber(text)
    default:
      return wholeNumber(text)
  }
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** A whole document, its shape already checked by the contract. */
export function fromDocument(name: string, document: Readonly<Record<string, unknown>>): Policy {
  const texts = settings.map(([, setting]) => [setting, textOf(document[setting])] as const)
  return texts.reduce<Policy>(
    (policy, [setting, text]) => withSetting(policy, setting, text) ?? policy,
    { ...defaultPolicy, name },
  )
}

function textOf(value: unknown): string {
  return value === null ? 'none' : String(value)
}
