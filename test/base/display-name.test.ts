/** The rule for every text that people read as a name. */

import { describe, expect, test } from '@jest/globals'
import { readDisplayName } from '../../src/base/display-name.ts'

const read = (text: string, brandName = 'Parley') => readDisplayName(text, { most: 100, brandName })

const ruleOf = (text: string, brandName?: string) => {
  const answer = read(text, brandName)
  return 'fault' in answer ? answer.fault.rule : null
}

test('a name is stored composed, and without blanks around it', () => {
  expect(read(' Zoe\u0308 ')).toEqual({ name: 'Zo\u00eb' })
})

test.each([
  'Photo App',
  "O'Brien & Sons, Ltd.",
  '山田 太郎',
  'علی\u200cرضا',
  'क्\u200dष',
  '葛\u{E0100}飾',
  '👩\u200d💻 Team',
  '❤\uFE0F Shop',
  '1\uFE0F\u20E3 First',
  'Nguyễn Thị Hường',
  'น้ำผึ้ง',
  'בְּרֵאשִׁ֖ית',
  'x'.repeat(100),
  '👋'.repeat(100),
])('%j is a name', (name) => {
  expect(read(name)).toEqual({ name })
})

test.each([
  ['control', ['a\r\nb', 'a\u0000b', 'a\u0085b', 'a\u2028b', 'a\u2029b', 'a\tb', 'a\ud800b']],
  ['direction', ['a\u202eb', 'a\u2066b', 'a\u200fb', 'a\u061cb']],
  [
    'invisible',
    ['\u200b', 'a\u200bb', 'a\u00adb', 'a\u200db', 'a\u2060b', '\u3164', '\u2800', 'a\u{E0041}b'],
  ],
  ['invisible', ['a\ue000b', 'a\uffffb', 'a\uFE0Fb']],
  ['invisible', ['App 1\uFE0F', '#\uFE0F']],
  [
    'marks',
    ['\u0338', '\u0301a', 'a \u20e3', `Z${'\u0334'.repeat(5)}`, `\u00e9${'\u0301'.repeat(4)}`],
  ],
  ['blank', ['', '   ', '\u3000']],
  ['length', ['x'.repeat(101), '👋'.repeat(101)]],
] as const)('%s: %j', (rule, names) => {
  expect(names.map((name) => ruleOf(name))).toEqual(names.map(() => rule))
})

describe('nobody has the name of the service', () => {
  test.each([
    'Parley',
    'PARLEY',
    ' parley ',
    'P a r l e y',
    'P.A.R.L.E.Y.',
    'Pàrley',
    'Ｐａｒｌｅｙ',
    'Рarlеy',
    'Ρarley',
    'ParIey',
    'Par1ey',
    'Par|ey',
    'ᴘᴀʀʟᴇʏ',
    '𝐏𝐚𝐫𝐥𝐞𝐲',
    'ꓑarley',
    '\u{1F17F}\u{1F170}\u{1F181}\u{1F17B}\u{1F174}\u{1F188}',
    '\u{1F15F}arley',
    '\u{1F1F5}arley',
    'Parl\u212Ey',
  ])('or one that looks like it: %s', (name) => {
    expect(ruleOf(name)).toBe('brand')
  })

  test('but a name that contains it is its own', () => {
    for (const name of ['Parley Photos', 'Parle', 'Barley']) expect(ruleOf(name)).toBeNull()
  })

  test('whatever the service is called', () => {
    expect(ruleOf('ACME', 'Acme')).toBe('brand')
    expect(ruleOf('Парли', 'Парли')).toBe('brand')
    expect(ruleOf('Modem', 'Modern')).toBe('brand')
    expect(ruleOf('Parley', 'Acme')).toBeNull()
    expect(ruleOf('Parley', '')).toBeNull()
  })
})
