/** The difference between two policies, and whether each change is stricter or looser. Pure. */

import { strongerAcr } from './acr.ts'
import { canonicalJson } from './canonical.ts'
import { bindings, type Policy, type PolicySetting } from './policy.ts'
import { documentOf, settings } from './policy-settings.ts'
import { findPreset } from './presets.ts'
import { type ScopeRules, sooner, stricterRules } from './scope-rules.ts'

/** The settings whose value differs, in their usual order. */
export function changedSettings(former: Policy, policy: Policy): readonly PolicySetting[] {
  return settings
    .map(([setting]) => setting)
    .filter((setting) => !isSame(documentOf(former, setting), documentOf(policy, setting)))
}

/** `edited`: has the name of a preset and differs from it. */
export type PolicyOrigin = 'preset' | 'edited' | 'own'

export function originOf(policy: Policy): PolicyOrigin {
  const preset = findPreset(policy.name)
  if (preset === null) return 'own'
  return changedSettings(preset, policy).length === 0 ? 'preset' : 'edited'
}

/** `other`: neither value is stricter than the other. */
export type Direction = 'stricter' | 'looser' | 'other'

export type PolicyChange = { readonly setting: PolicySetting; readonly direction: Direction }

export function changesOf(former: Policy, policy: Policy): readonly PolicyChange[] {
  return changedSettings(former, policy).map((setting) => {
    return { setting, direction: directionOf(setting, former, policy) }
  })
}

type Step = (from: Policy, to: Policy) => Direction

function directionOf(setting: PolicySetting, from: Policy, to: Policy): Direction {
  return steps[setting]?.(from, to) ?? 'other'
}

type Named<Kind> = {
  [Name in PolicySetting]: Policy[Name] extends Kind ? Name : never
}[PolicySetting]

/** A smaller number is stricter; null stands for no limit. */
const less =
  (setting: Named<number | null>): Step =>
  (from, to) =>
    stricterIf(sooner(from[setting], to[setting]) === to[setting])

const off =
  (setting: Named<boolean>): Step =>
  (_, to) =>
    stricterIf(!to[setting])

const bound =
  (setting: 'bindNetwork' | 'bindBrowser' | 'bindDevice' | 'onParallelUse'): Step =>
  (from, to) =>
    stricterIf(bindings.indexOf(to[setting]) > bindings.indexOf(from[setting]))

const steps: Partial<Readonly<Record<PolicySetting, Step>>> = {
  signIn: off('signIn'),
  idleSeconds: less('idleSeconds'),
  absoluteSeconds: less('absoluteSeconds'),
  sliding: off('sliding'),
  refreshCountsAsActivity: off('refreshCountsAsActivity'),
  remember: off('remember'),
  maxSessions: less('maxSessions'),
  limitScope: (_, to) => stricterIf(to.limitScope === 'account'),
  bindNetwork: bound('bindNetwork'),
  bindBrowser: bound('bindBrowser'),
  bindDevice: bound('bindDevice'),
  onParallelUse: bound('onParallelUse'),
  requireAcr: (from, to) =>
    stricterIf(strongerAcr(from.requireAcr, to.requireAcr) === to.requireAcr),
  reauthenticateAfterSeconds: less('reauthenticateAfterSeconds'),
  scopeRules: (from, to) => rulesDirection(from.scopeRules, to.scopeRules),
  offlineAccess: off('offlineAccess'),
  accessTokenSeconds: less('accessTokenSeconds'),
  reconnectGraceSeconds: less('reconnectGraceSeconds'),
  refreshIdleSeconds: less('refreshIdleSeconds'),
  refreshAbsoluteSeconds: less('refreshAbsoluteSeconds'),
  onRefreshReuse: (_, to) => stricterIf(to.onRefreshReuse === 'session'),
}

/** `other` if one scope becomes stricter and another looser. */
function rulesDirection(from: ScopeRules, to: ScopeRules): Direction {
  const both = stricterRules(from, to)
  if (isSame(both, to)) return 'stricter'
  return isSame(both, from) ? 'looser' : 'other'
}

function stricterIf(isStricter: boolean): Direction {
  return isStricter ? 'stricter' : 'looser'
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b)
}
