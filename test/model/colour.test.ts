/** One colour becomes tones that everyone can read. */

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { contrast, grounds, readable, tonesOf } from '../../src/model/colour.ts'
import { stylesheet } from '../../src/web/ui/stylesheet.ts'

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`)

describe('contrast', () => {
  test.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#ff0000', '#ffffff', 4],
  ])('of %s and %s is %d, in either order', (one, other, expected) => {
    expect(contrast(one, other)).toBeCloseTo(expected, 1)
    expect(contrast(other, one)).toBe(contrast(one, other))
  })
})

describe('the tones of a colour', () => {
  test('are readable on every background, light and dark, whatever the colour is', () => {
    fc.assert(
      fc.property(colour, (given) => {
        const tones = tonesOf(given)
        for (const mode of ['light', 'dark'] as const) {
          const { accent, accentDeep, onAccent, wash } = tones[mode]
          const { paper, sheet } = grounds[mode]
          for (const ground of [paper, sheet, wash, onAccent]) {
            expect(contrast(accent, ground)).toBeGreaterThanOrEqual(readable)
          }
          expect(contrast(accentDeep, onAccent)).toBeGreaterThanOrEqual(readable)
        }
      }),
    )
  })

  test('are the colour itself where it is readable', () => {
    expect(tonesOf('#0d6350').light.accent).toBe('#0d6350')
    expect(tonesOf('#ffe08a').dark.accent).toBe('#ffe08a')
    expect(tonesOf('#ffe08a').light.accent).not.toBe('#ffe08a')
  })

  test('are computed from the backgrounds in the stylesheet', () => {
    for (const { paper, sheet } of Object.values(grounds)) {
      expect(stylesheet).toContain(`--paper: ${paper};\n--sheet: ${sheet};`)
    }
  })
})
