/** The rules of sessions: what may be set, what is stricter, who gives way. */

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { toPolicySettings } from '../../src/contract/policy.ts'
import { acrValues } from '../../src/model/acr.ts'
import { bindings, decideLimit, type Policy } from '../../src/model/policy.ts'
import { faultsOf } from '../../src/model/policy-faults.ts'
import { settings, withSetting } from '../../src/model/policy-settings.ts'
import { defaultPolicy, presets } from '../../src/model/presets.ts'
import { fromRulesDocument } from '../../src/model/scope-rules.ts'
import { tighten } from '../../src/model/tighten.ts'

test.each(presets.map((preset) => [preset.name, preset] as const))(
  'the preset %s is valid',
  (_, preset) => {
    expect(faultsOf(preset)).toEqual([])
  },
)

test.each([
  ['without any end', { idleSeconds: null, absoluteSeconds: null }, 'absoluteSeconds'],
  ['idle longer than in all', { idleSeconds: 7200, absoluteSeconds: 3600 }, 'idleSeconds'],
  ['with no session allowed', { maxSessions: 0 }, 'maxSessions'],
  [
    'with a grace longer than an access token',
    { reconnectGraceSeconds: 301 },
    'reconnectGraceSeconds',
  ],
  ['with access tokens of more than an hour', { accessTokenSeconds: 3601 }, 'accessTokenSeconds'],
  ['warning longer than it idles', { warnBeforeSeconds: 1800 }, 'warnBeforeSeconds'],
  [
    'with a scope that asks each second',
    { scopeRules: { pay: { requireAcr: null, reauthenticateAfterSeconds: 1 } } },
    'scopeRules',
  ],
  ['with half a second', { idleSeconds: 30.5 }, 'idleSeconds'],
  ['refreshing idle longer than in all', { refreshIdleSeconds: 86_400 * 91 }, 'refreshIdleSeconds'],
])('a policy %s is refused with the setting and the rule', (_, over, setting) => {
  const faults = faultsOf({ ...defaultPolicy, ...over })
  expect(faults.map((fault) => fault.setting)).toContain(setting)
  expect(faults.every(({ rule }) => rule.length > 10)).toBe(true)
})

const seconds = fc.integer({ min: 60, max: 86_400 })
const anyAcr = fc.constantFrom(...acrValues, null)
const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  name: fc.constantFrom('one', 'two'),
  signIn: fc.boolean(),
  limitScope: fc.constantFrom('account', 'client'),
  bindNetwork: fc.constantFrom(...bindings),
  bindBrowser: fc.constantFrom(...bindings),
  bindDevice: fc.constantFrom(...bindings),
  onParallelUse: fc.constantFrom(...bindings),
  requireAcr: anyAcr,
  reauthenticateAfterSeconds: fc.option(seconds),
  scopeRules: fc.dictionary(
    fc.constantFrom('transfers:write', 'statements:read'),
    fc.record({ requireAcr: anyAcr, reauthenticateAfterSeconds: fc.option(seconds) }),
    { noNullPrototype: true },
  ),
  offlineAccess: fc.boolean(),
  idleSeconds: fc.option(seconds),
  absoluteSeconds: seconds,
  sliding: fc.boolean(),
  refreshCountsAsActivity: fc.boolean(),
  remember: fc.boolean(),
  maxSessions: fc.integer({ min: 1, max: 20 }),
  onLimit: fc.constantFrom('evict_oldest', 'evict_idle', 'refuse', 'ask'),
  warnBeforeSeconds: fc.option(seconds),
  accessTokenSeconds: seconds,
  reconnectGraceSeconds: seconds,
  refreshIdleSeconds: seconds,
  refreshAbsoluteSeconds: seconds,
  onRefreshReuse: fc.constantFrom('family', 'session'),
})

test("a client's policy can only tighten a time, and takes no value of its own invention", () => {
  fc.assert(
    fc.property(
      anyPolicy,
      anyPolicy,
      fc.constantFrom(...settings),
      (account, client, [setting]) => {
        if (setting === 'scopeRules') return
        const is = tighten(account, client).policy[setting]
        expect([account[setting], client[setting]]).toContainEqual(is)
        expect(
          typeof is === 'number' && is > Number(account[setting] ?? Number.POSITIVE_INFINITY),
        ).toBe(false)
      },
    ),
  )
})

test('each setting names its origin, and a session that ends by reuse stays so', () => {
  fc.assert(
    fc.property(
      anyPolicy,
      anyPolicy,
      fc.constantFrom(...settings),
      (account, client, [setting]) => {
        const { policy, reasonOf } = tighten(account, client)
        const isOwn = JSON.stringify(policy[setting]) === JSON.stringify(account[setting])
        expect(reasonOf(setting)).toBe(isOwn ? 'account' : 'client')
        expect([account.onRefreshReuse, policy.onRefreshReuse]).not.toEqual(['session', 'family'])
      },
    ),
  )
})

test('a scope gets the stricter of both policies, and never less than one of them', () => {
  const rule = (requireAcr: 'pwd' | 'mfa' | null, reauthenticateAfterSeconds: number | null) => ({
    requireAcr,
    reauthenticateAfterSeconds,
  })
  const account = { ...defaultPolicy, scopeRules: { pay: rule('mfa', null), read: rule(null, 60) } }
  const client = { ...defaultPolicy, scopeRules: { pay: rule('pwd', 300), send: rule(null, 90) } }
  expect(tighten(account, client).policy.scopeRules).toEqual({
    pay: rule('mfa', 300),
    read: rule(null, 60),
    send: rule(null, 90),
  })
})

test.each([
  ['no object', []],
  ['a scope with a space', { 'a b': {} }],
  ['an unknown strength', { pay: { require_acr: 'strong' } }],
  ['a time that is no number', { pay: { reauthenticate_after: '60' } }],
  ['an unknown word', { pay: { require_mfa: true } }],
])('scope rules with %s are refused', (_, document) => {
  expect(fromRulesDocument(document)).toBeNull()
})

test('a client without a policy of its own changes nothing', () => {
  fc.assert(
    fc.property(anyPolicy, (account) => {
      expect(tighten(account, null).policy).toEqual(account)
    }),
  )
})

test('after every decision either there is room for one more, or nobody was evicted', () => {
  const sessions = fc.array(
    fc.record({ id: fc.uuid(), idleSince: fc.date({ noInvalidDate: true }) }),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(sessions, anyPolicy, (live, policy) => {
      const decision = decideLimit(live, policy)
      if (live.length < policy.maxSessions) expect(decision.kind).toBe('allow')
      else if (policy.onLimit === 'refuse' || policy.onLimit === 'ask') {
        expect(decision.kind).toBe(policy.onLimit)
      } else {
        expect(decision.kind === 'evict' && live.length - decision.ids.length).toBe(
          policy.maxSessions - 1,
        )
      }
    }),
  )
})

test('evict_oldest takes the first of the list, evict_idle the one unused for longest', () => {
  const live = [
    { id: 'oldest', idleSince: new Date(3000) },
    { id: 'idlest', idleSince: new Date(1000) },
    { id: 'newest', idleSince: new Date(2000) },
  ]
  const policy = { ...defaultPolicy, maxSessions: 3 }
  expect(decideLimit(live, policy)).toEqual({ kind: 'evict', ids: ['oldest'] })
  expect(decideLimit(live, { ...policy, onLimit: 'evict_idle' })).toEqual({
    kind: 'evict',
    ids: ['idlest'],
  })
})

test('every setting is written and read back under its external name, and nonsense is refused', () => {
  fc.assert(
    fc.property(anyPolicy, (policy) => {
      const values = toPolicySettings(policy)
      const read = Object.entries(values).reduce<Policy | null>(
        (one, [name, value]) => one && withSetting(one, name, textOf(value)),
        { ...defaultPolicy, name: policy.name },
      )
      expect(read).toEqual(policy)
    }),
  )
  for (const text of ['', '-1', '1.5', '1e3', 'maybe', '99999999999', ' 1']) {
    for (const [, name] of settings) expect(withSetting(defaultPolicy, name, text)).toBeNull()
  }
  expect(withSetting(defaultPolicy, 'no_such_setting', '1')).toBeNull()
})

function textOf(value: unknown): string {
  if (value === null) return 'none'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
