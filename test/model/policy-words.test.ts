/** The wording of policies: in one line, setting by setting, and for changes. */

import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { durationText, durationWords, parseDuration } from '../../src/model/duration.ts'
import type { Policy } from '../../src/model/policy.ts'
import { changesOf } from '../../src/model/policy-change.ts'
import { settings, withSetting } from '../../src/model/policy-settings.ts'
import { meanings, policySentence } from '../../src/model/policy-words.ts'
import { defaultPolicy, findPreset } from '../../src/model/presets.ts'

test.each([
  ['default', '30 min idle, 12 h in all, at most 10 at once, the oldest goes'],
  ['streaming', '14 d idle, 90 d in all, remembered, at most 2 at once, one more has to choose'],
  ['banking', '5 min idle, 15 min in all, never extended, at most 1 at once, the oldest goes'],
  ['service', 'nobody signs in, tokens live 5 min'],
])('the policy %s in one line', (name, sentence) => {
  expect(policySentence(findPreset(name) ?? defaultPolicy)).toBe(sentence)
})

test('docs/policies.md describes every setting, and no other', async () => {
  const page = await readFile(new URL('../../docs/policies.md', import.meta.url), 'utf8')
  const [, table = ''] = page.split('| setting | meaning |\n|---|---|\n')
  const written = table.split('\n\n')[0]?.trim().split('\n')
  expect(written).toEqual(
    settings.map(([setting, name]) => `| \`${name}\` | ${meanings[setting]} |`),
  )
})

test.each([
  ['30m', 1800],
  ['30 min', 1800],
  ['1h30m', 5400],
  ['1 h 30 min', 5400],
  ['14d', 1_209_600],
  ['90', 90],
  ['0', 0],
  ['2H', 7200],
])('%j is a duration', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds)
})

test.each(['', 'soon', '-1', '1.5h', '30 minutes and more', 'h', '1y', '9'.repeat(12), '1h x'])(
  '%j is not a duration',
  (text) => {
    expect(parseDuration(text)).toBeNull()
  },
)

test('a duration is printed as it was written, and can be typed as it is printed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), (seconds) => {
      expect(parseDuration(durationText(seconds))).toBe(seconds)
      expect(parseDuration(durationWords(seconds))).toBe(seconds)
    }),
  )
})

const rule = (seconds: number) => ({ requireAcr: null, reauthenticateAfterSeconds: seconds })

test.each<[Partial<Policy>, Partial<Policy>, string]>([
  [{ idleSeconds: 1800 }, { idleSeconds: 900 }, 'stricter'],
  [{ idleSeconds: null }, { idleSeconds: 900 }, 'stricter'],
  [{ maxSessions: 2 }, { maxSessions: 3 }, 'looser'],
  [{ sliding: true }, { sliding: false }, 'stricter'],
  [{ bindNetwork: 'end' }, { bindNetwork: 'note' }, 'looser'],
  [{ requireAcr: null }, { requireAcr: 'mfa' }, 'stricter'],
  [{ onLimit: 'refuse' }, { onLimit: 'evict_idle' }, 'other'],
  [{ limitScope: 'account' }, { limitScope: 'client' }, 'looser'],
  [{ onRefreshReuse: 'family' }, { onRefreshReuse: 'session' }, 'stricter'],
  [{ warnBeforeSeconds: 60 }, { warnBeforeSeconds: null }, 'other'],
  [{ scopeRules: {} }, { scopeRules: { pay: rule(60) } }, 'stricter'],
  [{ scopeRules: { pay: rule(60) } }, { scopeRules: { pay: rule(90) } }, 'looser'],
  [{ scopeRules: { pay: rule(60) } }, { scopeRules: { read: rule(60) } }, 'other'],
])('from %j to %j is %s', (from, to, direction) => {
  const changes = changesOf({ ...defaultPolicy, ...from }, { ...defaultPolicy, ...to })
  expect(changes.map((change) => change.direction)).toEqual([direction])
  const [opposite] = changesOf({ ...defaultPolicy, ...to }, { ...defaultPolicy, ...from })
  const opposites = { stricter: 'looser', looser: 'stricter', other: 'other' }
  expect(opposite?.direction).toBe(Object(opposites)[direction])
})

test('a different order is not a change', () => {
  const [one, two] = [
    { a: rule(60), b: rule(90) },
    { b: rule(90), a: rule(60) },
  ]
  const changes = changesOf(
    { ...defaultPolicy, scopeRules: one },
    { ...defaultPolicy, scopeRules: two },
  )
  expect(changes).toEqual([])
})

test('every setting that is a duration can be typed as one', () => {
  expect(withSetting(defaultPolicy, 'idle_timeout', '1h30m')?.idleSeconds).toBe(5400)
  expect(withSetting(defaultPolicy, 'max_sessions', '30m')).toBeNull()
})
