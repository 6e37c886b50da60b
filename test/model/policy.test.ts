/** The rules of sessions: what may be set, what is stricter, who gives way. */

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decideLimit, faultsOf, type Policy, tighten } from '../../src/model/policy.ts'
import { settings, toDocument, withSetting } from '../../src/model/policy-document.ts'
import { defaultPolicy, presets } from '../../src/model/presets.ts'

test.each(presets.map((preset) => [preset.name, preset] as const))(
  'the preset %s can be used as it is',
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
  ['with half a second', { idleSeconds: 30.5 }, 'idleSeconds'],
  ['refreshing idle longer than in all', { refreshIdleSeconds: 86_400 * 91 }, 'refreshIdleSeconds'],
])('a policy %s is refused with the setting and the rule', (_, over, setting) => {
  const faults = faultsOf({ ...defaultPolicy, ...over })
  expect(faults.map((fault) => fault.setting)).toContain(setting)
  expect(faults.every(({ rule }) => rule.length > 10)).toBe(true)
})

const seconds = fc.integer({ min: 60, max: 86_400 })
const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  name: fc.constantFrom('one', 'two'),
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

test("a client's policy only ever tightens a time, and takes no value of its own making", () => {
  fc.assert(
    fc.property(
      anyPolicy,
      anyPolicy,
      fc.constantFrom(...settings),
      (account, client, [setting]) => {
        const is = tighten(account, client).policy[setting]
        expect([account[setting], client[setting]]).toContainEqual(is)
        expect(typeof is === 'number' && is > Number(account[setting])).toBe(false)
      },
    ),
  )
})

test('each setting says whose it is, and a session that ends by reuse stays so', () => {
  fc.assert(
    fc.property(
      anyPolicy,
      anyPolicy,
      fc.constantFrom(...settings),
      (account, client, [setting]) => {
        const { policy, reasons } = tighten(account, client)
        expect(reasons[setting]).toBe(policy[setting] === account[setting] ? 'account' : 'client')
        expect([account.onRefreshReuse, policy.onRefreshReuse]).not.toEqual(['session', 'family'])
      },
    ),
  )
})

test('without a policy of its own a client changes nothing', () => {
  fc.assert(
    fc.property(anyPolicy, (account) => {
      expect(tighten(account, null).policy).toEqual(account)
    }),
  )
})

test('after every decision there is room for one more, or nobody was put out', () => {
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

test('evict_oldest takes the first of the list, evict_idle the one longest without use', () => {
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

test('every setting is written and read back under its outside name, and nonsense is none', () => {
  fc.assert(
    fc.property(anyPolicy, (policy) => {
      let read: Policy | null = { ...defaultPolicy, name: policy.name }
      for (const [name, value] of Object.entries(toDocument(policy))) {
        if (name !== 'name' && read) read = withSetting(read, name, String(value ?? 'none'))
      }
      expect(read).toEqual(policy)
    }),
  )
  for (const text of ['', '-1', '1.5', '1e3', 'maybe', '99999999999', ' 1']) {
    for (const [, name] of settings) expect(withSetting(defaultPolicy, name, text)).toBeNull()
  }
  expect(withSetting(defaultPolicy, 'no_such_setting', '1')).toBeNull()
})
