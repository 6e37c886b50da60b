/** Combines an account's policy with a client's stricter one, and says which decided each setting. Pure. */

import { strongerAcr } from './acr.ts'
import { type Binding, bindings, type Policy, type PolicySetting } from './policy.ts'
import { sooner, stricterRules } from './scope-rules.ts'

/** Whose policy decided the value of a setting. */
export type Reason = 'account' | 'client'

export type EffectivePolicy = {
  readonly policy: Policy
  readonly reasonOf: (setting: PolicySetting) => Reason
}

/**
 * The account's policy, tightened and never loosened for one client. Settings of the session as a
 * whole (its ends, its limit, its cookie) stay the account's.
 */
export function tighten(account: Policy, client: Policy | null): EffectivePolicy {
  const own = client ?? account
  const least = (setting: Times) => Math.min(account[setting], own[setting])
  const strictest = (setting: Bindings) => stricterBinding(account[setting], own[setting])
  const policy: Policy = {
    ...account,
    signIn: account.signIn && own.signIn,
    bindNetwork: strictest('bindNetwork'),
    bindBrowser: strictest('bindBrowser'),
    bindDevice: strictest('bindDevice'),
    onParallelUse: strictest('onParallelUse'),
    requireAcr: strongerAcr(account.requireAcr, own.requireAcr),
    reauthenticateAfterSeconds: sooner(
      account.reauthenticateAfterSeconds,
      own.reauthenticateAfterSeconds,
    ),
    scopeRules: stricterRules(account.scopeRules, own.scopeRules),
    offlineAccess: account.offlineAccess && own.offlineAccess,
    accessTokenSeconds: least('accessTokenSeconds'),
    reconnectGraceSeconds: least('reconnectGraceSeconds'),
    refreshIdleSeconds: least('refreshIdleSeconds'),
    refreshAbsoluteSeconds: least('refreshAbsoluteSeconds'),
    onRefreshReuse: own.onRefreshReuse === 'session' ? 'session' : account.onRefreshReuse,
  }
  const isSame = (setting: PolicySetting) =>
    JSON.stringify(policy[setting]) === JSON.stringify(account[setting])
  return { policy, reasonOf: (setting) => (isSame(setting) ? 'account' : 'client') }
}

type Times =
  | 'accessTokenSeconds'
  | 'reconnectGraceSeconds'
  | 'refreshIdleSeconds'
  | 'refreshAbsoluteSeconds'

type Bindings = 'bindNetwork' | 'bindBrowser' | 'bindDevice' | 'onParallelUse'

function stricterBinding(a: Binding, b: Binding): Binding {
  return bindings.indexOf(a) >= bindings.indexOf(b) ? a : b
}
