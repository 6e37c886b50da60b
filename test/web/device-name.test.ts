/** The name of a device, from any user agent. */

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { deviceName } from '../../src/base/user-agent.ts'

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64'
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15'
const ipad = 'Mozilla/5.0 (iPad; CPU OS 15_0 like Mac OS X) AppleWebKit/605.1.15'
const android = `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${webkit}`
const chrome = 'Chrome/130.0.0.0'

describe('the name of a device', () => {
  test.each([
    [`${windows}; rv:130.0) Gecko/20100101 Firefox/130.0`, 'Firefox on Windows'],
    [`${windows}) ${webkit} ${chrome} Safari/537.36 Edg/130.0.0.0`, 'Edge on Windows'],
    [`${iphone} Version/18.0 Mobile/15E148 Safari/604.1`, 'Safari on iPhone'],
    [`${iphone} CriOS/130.0.0.0 Mobile/15E148 Safari/604.1`, 'Chrome on iPhone'],
    [`${ipad} Version/15.0 Mobile/15E148 Safari/604.1`, 'Safari on iPad'],
    [`${android} ${chrome} Mobile Safari/537.36`, 'Chrome on Android'],
    [
      `${android} SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36`,
      'Samsung Internet on Android',
    ],
    [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} ${chrome} Safari/537.36`, 'Chrome on Linux'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15',
      'Safari on macOS',
    ],
    ['Mozilla/5.0 (X11; FreeBSD amd64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox'],
    ['IPHONE Safari/604.1', 'Safari on iPhone'],
  ])('of %s is %s', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name)
  })

  test.each([null, '', ' ', 'node', 'curl/8.5.0', '<b>x</b>/1 '])(
    'is unknown for %j',
    (userAgent) => {
      expect(deviceName(userAgent)).toBe('Unknown device')
    },
  )

  test.each([
    ['Your own phone, keep it/1.0 (iPhone; iOS 17.0)', 'iPhone'],
    ['Your own phone, keep it/1.0 (x)', 'Unknown device'],
    ['constructor/1.0 (Windows)', 'Unknown device'],
    ['<script>alert(1)</script>/1.0 (Windows NT 10.0)', 'Windows'],
  ])('never says the words of the sender: %s', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name)
  })

  test('uses only the first 512 characters', () => {
    const late = `${'x'.repeat(512)} (Windows NT 10.0) Firefox/130.0`
    expect(deviceName(late)).toBe('Unknown device')
    expect(deviceName(late.slice(100))).toBe('Firefox on Windows')
    expect(deviceName('('.repeat(1_000_000))).toBe('Unknown device')
  })

  test('is short plain text for any input', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), pieces())
    fc.assert(
      fc.property(text, (userAgent) => {
        expect(deviceName(userAgent)).toMatch(/^[A-Za-z][\w .-]{1,60}$/)
      }),
    )
  })
})

/** Texts close to the patterns: broken versions, several systems at once. */
function pieces(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    ...['Windows ', 'windows phone ', 'NT ', '6.1', 'Mac OS X ', '10_15_7', 'iPhone', 'iPad'],
    ...['os ', 'Android ', 'like android', 'Roku/', 'CrOS', 'tizen/', 'webOS', 'bb10', 'bada/'],
    ...['PlayStation 4', 'Linux', 'version/', 'Safari/', 'Chrome/', 'Firefox/', 'Edg/', 'OPR/'],
    ...[
      'SamsungBrowser/',
      'MSIE ',
      'trident/',
      'rv:',
      '(',
      ')',
      '/',
      '.',
      '-1',
      ' ',
      '99999999999',
    ],
  )
  return fc.array(piece, { maxLength: 25 }).map((each) => each.join(''))
}
