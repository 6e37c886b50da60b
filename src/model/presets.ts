/** The built-in policies. Each is also a tier of the same name. */

import type { Policy } from './policy.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

export const defaultPolicy: Policy = {
  name: 'default',
  signIn: true,
  idleSeconds: 30 * minute,
  absoluteSeconds: 12 * hour,
  sliding: true,
  refreshCountsAsActivity: true,
  remember: false,
  maxSessions: 10,
  onLimit: 'evict_oldest',
  limitScope: 'account',
  bindNetwork: 'note',
  bindBrowser: 'note',
  bindDevice: 'off',
  onParallelUse: 'note',
  requireAcr: null,
  reauthenticateAfterSeconds: null,
  scopeRules: {},
  offlineAccess: true,
  warnBeforeSeconds: 2 * minute,
  accessTokenSeconds: 5 * minute,
  reconnectGraceSeconds: 30,
  refreshIdleSeconds: 14 * day,
  refreshAbsoluteSeconds: 90 * day,
  onRefreshReuse: 'family',
}

const commerce: Policy = {
  ...defaultPolicy,
  name: 'commerce',
  absoluteSeconds: 8 * hour,
  refreshIdleSeconds: day,
  refreshAbsoluteSeconds: day,
}

const streaming: Policy = {
  ...defaultPolicy,
  name: 'streaming',
  idleSeconds: 14 * day,
  absoluteSeconds: 90 * day,
  remember: true,
  maxSessions: 2,
  onLimit: 'ask',
  bindBrowser: 'off',
  bindDevice: 'note',
  warnBeforeSeconds: null,
  accessTokenSeconds: 10 * minute,
}

const gaming: Policy = {
  ...defaultPolicy,
  name: 'gaming',
  idleSeconds: hour,
  absoluteSeconds: day,
  maxSessions: 1,
  bindBrowser: 'off',
  warnBeforeSeconds: null,
  reconnectGraceSeconds: 120,
  refreshIdleSeconds: hour,
  refreshAbsoluteSeconds: day,
}

/**
 * Nothing outlives the session, and moving money needs a fresh sign-in. Its age limit is shorter than
 * the idle timeout: both count from the sign-in, so otherwise it would never apply.
 */
const banking: Policy = {
  ...defaultPolicy,
  name: 'banking',
  idleSeconds: 5 * minute,
  absoluteSeconds: 15 * minute,
  sliding: false,
  maxSessions: 1,
  bindNetwork: 'reauthenticate',
  bindBrowser: 'end',
  bindDevice: 'end',
  onParallelUse: 'end',
  scopeRules: { 'transfers:write': { requireAcr: null, reauthenticateAfterSeconds: 2 * minute } },
  offlineAccess: false,
  accessTokenSeconds: 2 * minute,
  reconnectGraceSeconds: 0,
  refreshIdleSeconds: 15 * minute,
  refreshAbsoluteSeconds: 15 * minute,
  onRefreshReuse: 'session',
}

/** For machines: a client gets tokens for itself, and no person signs in. */
const service: Policy = { ...defaultPolicy, name: 'service', signIn: false }

const social: Policy = {
  ...defaultPolicy,
  name: 'social',
  idleSeconds: 30 * day,
  absoluteSeconds: 365 * day,
  remember: true,
  maxSessions: 20,
  onLimit: 'evict_idle',
  bindNetwork: 'off',
  bindBrowser: 'off',
  bindDevice: 'note',
  warnBeforeSeconds: null,
  accessTokenSeconds: 10 * minute,
  refreshIdleSeconds: 30 * day,
  refreshAbsoluteSeconds: 365 * day,
}

export const presets: readonly Policy[] = [
  defaultPolicy,
  commerce,
  streaming,
  { ...streaming, name: 'basic', maxSessions: 1 },
  { ...streaming, name: 'standard' },
  { ...streaming, name: 'premium', maxSessions: 4 },
  gaming,
  banking,
  social,
  service,
]

export function findPreset(name: string): Policy | null {
  return presets.find((preset) => preset.name === name) ?? null
}
