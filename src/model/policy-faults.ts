/** The validation of a policy: each invalid setting, and the rule it breaks. */

import { durationWords } from './duration.ts'
import { firstDueSeconds, longestTokenSeconds, type Policy, type PolicySetting } from './policy.ts'

/** An invalid setting, and the rule it breaks. */
export type PolicyFault = { readonly setting: PolicySetting; readonly rule: string }

const year = 366 * 86_400

const ranges = [
  ['idleSeconds', 30, year],
  ['absoluteSeconds', 60, year],
  ['maxSessions', 1, 1000],
  ['reauthenticateAfterSeconds', 30, year],
  ['warnBeforeSeconds', 10, 86_400],
  ['accessTokenSeconds', 30, longestTokenSeconds],
  ['reconnectGraceSeconds', 0, 3600],
  ['refreshIdleSeconds', 60, year],
  ['refreshAbsoluteSeconds', 60, year],
] as const

const contradictions: readonly (PolicyFault & { readonly breaks: (policy: Policy) => boolean })[] =
  [
    {
      setting: 'absoluteSeconds',
      rule: 'a session must end: set an idle end, an absolute end or both',
      breaks: ({ idleSeconds, absoluteSeconds }) =>
        idleSeconds === null && absoluteSeconds === null,
    },
    {
      setting: 'idleSeconds',
      rule: 'not longer than the absolute end',
      breaks: ({ idleSeconds, absoluteSeconds }) =>
        idleSeconds !== null && absoluteSeconds !== null && idleSeconds > absoluteSeconds,
    },
    {
      setting: 'warnBeforeSeconds',
      rule: 'shorter than the time until the first end',
      breaks: (policy) => (policy.warnBeforeSeconds ?? 0) >= firstDueSeconds(policy),
    },
    {
      setting: 'refreshIdleSeconds',
      rule: 'not longer than the absolute end of refreshing',
      breaks: ({ refreshIdleSeconds, refreshAbsoluteSeconds }) =>
        refreshIdleSeconds > refreshAbsoluteSeconds,
    },
    {
      setting: 'reconnectGraceSeconds',
      rule: 'not longer than an access token lives',
      breaks: ({ reconnectGraceSeconds, accessTokenSeconds }) =>
        reconnectGraceSeconds > accessTokenSeconds,
    },
    {
      setting: 'scopeRules',
      rule: 'reauthenticate_after of a scope: from 30 s to 366 d, in whole seconds',
      breaks: ({ scopeRules }) =>
        Object.values(scopeRules).some(
          ({ reauthenticateAfterSeconds: after }) => !isWithin(after, 30, year),
        ),
    },
  ]

/** Every fault, not just the first; empty for a valid policy. */
export function faultsOf(policy: Policy): readonly PolicyFault[] {
  const outOfRange = ranges
    .filter(([setting, least, most]) => !isWithin(policy[setting], least, most))
    .map(([setting, least, most]) => ({ setting, rule: rangeRule(setting, least, most) }))
  const contradicting = contradictions
    .filter(({ breaks }) => breaks(policy))
    .map(({ setting, rule }) => ({ setting, rule }))
  return [...outOfRange, ...contradicting]
}

function rangeRule(setting: PolicySetting, least: number, most: number): string {
  if (!setting.endsWith('Seconds')) return `a whole number from ${least} to ${most}`
  return `from ${durationWords(least)} to ${durationWords(most)}, in whole seconds`
}

function isWithin(value: number | null, least: number, most: number): boolean {
  return value === null || (Number.isInteger(value) && value >= least && value <= most)
}
