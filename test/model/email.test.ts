/** The one spelling of an email address, and the one that people read. */

import { expect, test } from '@jest/globals'
import { showEmail } from '../../src/base/email-domain.ts'
import { isEmail, normaliseEmail } from '../../src/model/account.ts'

const canonical = 'example@xn--mnchen-3ya.example'

test.each([
  'example@münchen.example',
  ' Example@MÜNCHEN.example ',
  'example@mu\u0308nchen.example',
  'EXAMPLE@XN--MNCHEN-3YA.EXAMPLE',
  'example@münchen\u3002example',
  'ｅｘａｍｐｌｅ＠münchen．example',
])('%j is one address, however it is spelt', (spelling) => {
  expect([normaliseEmail(spelling), isEmail(normaliseEmail(spelling))]).toEqual([canonical, true])
})

test.each([
  ['a.b@example.com', 'ab@example.com'],
  ['ab+c@example.com', 'ab@example.com'],
  ['ab@faß.example', 'ab@fass.example'],
  ['böb@example.com', 'bob@example.com'],
])('%s and %s are two mailboxes', (one, other) => {
  expect(normaliseEmail(one)).not.toBe(normaliseEmail(other))
})

test.each(['a@0x7f.1', 'a@a%41.com', 'a@sub_domain.example', 'a@-odd-.example'])(
  'the ASCII domain of %s stays as it is',
  (email) => {
    expect(normaliseEmail(email)).toBe(email)
  },
)

test.each([
  'a@mün%41chen.example',
  'a@mün/chen.example',
  'a@mün#chen.example',
  'a@münchen',
  'a@mün chen.example',
  'a@ü.1',
])('%j is no address, because its domain can be none', (email) => {
  expect(isEmail(normaliseEmail(email))).toBe(false)
})

test('the one spelling is its own', () => {
  for (const text of [canonical, 'İ@İ.example', 'ſ@ſ.example', 'Σ@ΑΣ.example', 'ß@ẞ.example']) {
    expect(normaliseEmail(normaliseEmail(text))).toBe(normaliseEmail(text))
  }
})

test.each([
  [canonical, 'example@münchen.example'],
  ['a@xn--r8jz45g.jp', 'a@例え.jp'],
  ['a@example.com', 'a@example.com'],
  // A Cyrillic а in a Latin word.
  [normaliseEmail('a@pаypal.example'), 'a@xn--pypal-4ve.example'],
  ['a@xn--.example', 'a@xn--.example'],
  ['Guest', 'Guest'],
  ['', ''],
])('%s is shown as %s', (email, readable) => {
  expect(showEmail(email)).toBe(readable)
})
