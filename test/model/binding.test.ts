/** The rules for another network, browser or device, and for two users of one cookie. */

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { browserFamily } from '../../src/base/user-agent.ts'
import {
  type BindingRules,
  changesOf,
  isParallel,
  networkOf,
  placeOf,
  strictestOf,
} from '../../src/model/binding.ts'
import { bindings } from '../../src/model/policy.ts'
import { chrome, chromeUpdated, firefox } from '../support/whereabouts.ts'

const strict: BindingRules = {
  bindNetwork: 'reauthenticate',
  bindBrowser: 'end',
  bindDevice: 'note',
}
const begun = { network: '203.0.113.7', browser: 'Chrome on Windows', device: 'aa' }

describe('a network', () => {
  test.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:85a3::8a2e:370:7334', '2001:db8:85a3::/48'],
    ['2001:DB8:85A3:0:0:8a2e:0370:7334', '2001:db8:85a3::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['64:ff9b::198.51.100.4', '64:ff9b:0::/48'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  test.each([
    '',
    '203.0.113',
    '203.0.113.256',
    '1.2.3.4.5',
    'localhost',
    '2001:db8',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    'fe80::1%eth0',
  ])('is unknown for "%s"', (text) => expect(networkOf(text)).toBeNull())

  test('is the same for every address that shares its first 24 or 48 bits, and for no other', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(255), (address, last) => {
        const neighbour = address.replace(/\d+$/, String(last))
        expect(networkOf(neighbour)).toBe(networkOf(address))
        expect(networkOf(address)).toBe(address.replace(/\d+$/, '0/24'))
      }),
    )
    fc.assert(fc.property(fc.ipV6(), (address) => expect(networkOf(address)).not.toBeNull()))
  })

  test('of IPv6 is never the same as one of IPv4: nothing links them', () => {
    expect(networkOf('2001:db8::1')).not.toBe(networkOf('203.0.113.7'))
  })
})

describe('a browser', () => {
  test('stays the same through its updates and differs by name or system', () => {
    expect(browserFamily(chromeUpdated)).toBe(browserFamily(chrome))
    expect(browserFamily(firefox)).not.toBe(browserFamily(chrome))
    const mac = chrome.replace('Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7')
    expect(browserFamily(mac)).not.toBe(browserFamily(chrome))
  })

  test('that is unknown counts by its product, whatever its version', () => {
    expect(browserFamily('MyBank/7.2 CFNetwork/1490 Darwin/23.2.0')).toBe('MyBank')
    expect(browserFamily('MyBank/8.0 CFNetwork/1550 Darwin/24.0.0')).toBe('MyBank')
    expect(browserFamily('node')).toBe('node')
    expect([browserFamily(null), browserFamily(' ')]).toEqual([null, null])
  })

  test('any text is recorded without failing, within bounds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), (text) => {
        expect((browserFamily(text) ?? '').length).toBeLessThanOrEqual(600)
      }),
    )
  })
})

describe('a change', () => {
  test('needs a different prefix, family or device', () => {
    expect(changesOf(begun, { ...begun, network: '203.0.113.250' }, strict)).toEqual([])
  })

  test('names what changed, both values and the consequence', () => {
    const now = { network: '198.51.100.4', browser: 'Firefox on Windows', device: 'aa' }
    expect(changesOf(begun, now, strict)).toEqual([
      { what: 'network', before: '203.0.113.7', after: '198.51.100.4', action: 'reauthenticate' },
      { what: 'browser', before: 'Chrome on Windows', after: 'Firefox on Windows', action: 'end' },
    ])
  })

  test('includes a known value that is missing now; an unknown value binds nothing', () => {
    const nothing = { network: null, browser: null, device: null }
    expect(changesOf(begun, nothing, strict).map(({ what }) => what)).toEqual([
      'network',
      'browser',
      'device',
    ])
    expect(changesOf(nothing, begun, strict)).toEqual([])
    expect(changesOf(nothing, nothing, strict)).toEqual([])
  })

  test('has no consequence if the policy is off', () => {
    const off = { bindNetwork: 'off', bindBrowser: 'off', bindDevice: 'off' } as const
    expect(changesOf(begun, { network: null, browser: null, device: null }, off)).toEqual([])
  })

  test('of several values has the strictest consequence', () => {
    expect(strictestOf([])).toBe('off')
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...bindings)), (actions) => {
        const rank = actions.map((action) => bindings.indexOf(action))
        expect(bindings.indexOf(strictestOf(actions))).toBe(Math.max(0, ...rank))
      }),
    )
  })
})

describe('two users of one cookie', () => {
  const here = placeOf({ network: '203.0.113.7', browser: 'Chrome on Windows' })
  const there = placeOf({ network: '198.51.100.4', browser: 'Chrome on Windows' })
  const other = placeOf({ network: '198.51.100.4', browser: 'Firefox on Windows' })

  test('are detected when it returns to where it was seconds before', () => {
    expect(isParallel(here, { place: there, formerPlace: here, formerSecondsAgo: 10 })).toBe(true)
    expect(isParallel(there, { place: other, formerPlace: there, formerSecondsAgo: 0 })).toBe(true)
  })

  test.each([
    ['a first use', here, { place: null, formerPlace: null, formerSecondsAgo: null }],
    [
      'a second use from one place',
      here,
      { place: here, formerPlace: null, formerSecondsAgo: null },
    ],
    ['one move', there, { place: here, formerPlace: null, formerSecondsAgo: null }],
    ['one who is back later', here, { place: there, formerPlace: here, formerSecondsAgo: 10.1 }],
    [
      'one who goes on to a third place',
      other,
      { place: there, formerPlace: here, formerSecondsAgo: 1 },
    ],
    ['one who stays after a move', there, { place: there, formerPlace: here, formerSecondsAgo: 1 }],
  ])('are not %s', (_, place, uses) => {
    expect(isParallel(place, uses)).toBe(false)
  })
})
