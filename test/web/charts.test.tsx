/** Charts draw empty data, a huge spike and gaps, and describe them in words. */

import { describe, expect, test } from '@jest/globals'
import { Bars, Lines, type Point } from '../../src/web/ui/chart.tsx'
import { lookIn } from '../../src/web/ui/look.ts'
import { renderPage } from '../../src/web/ui/render.ts'
import { tagsOf } from './markup.ts'

const at = (index: number) => new Date(Date.UTC(2026, 10, 28, index)).toISOString()
const points = (...values: (number | null)[]): Point[] =>
  values.map((value, index) => ({ at: at(index), value }))

const shared = {
  id: 'x',
  title: 'Sign-ins',
  figure: '5',
  aside: 'at most 3 an hour',
  note: 'People who signed in.',
  description: '5 in the last 24 hours, at most 3 an hour.',
}

function barsOf(...values: (number | null)[]) {
  const html = renderPage(<Bars {...shared} points={points(...values)} />, lookIn('en'))
  const rects = tagsOf(html).filter(({ name }) => name === 'rect')
  const bars = rects.filter(({ attributes }) => attributes.get('class')?.startsWith('bar'))
  return { html, bars: bars.map(({ attributes }) => attributes) }
}

describe('bars', () => {
  test('are as tall as their counts; the highest fills the height', () => {
    const { bars } = barsOf(1, 4, 2, 0)
    expect(bars.map((bar) => [bar.get('x'), bar.get('y'), bar.get('height')])).toEqual([
      ['1', '75', '25'],
      ['11', '0', '100'],
      ['21', '50', '50'],
    ])
  })

  test('have a scale: the highest count, its half and zero', () => {
    const { html } = barsOf(1, 4, 2, 0)
    expect(html).toContain(
      '<ul class="scale" aria-label="Scale"><li>4</li><li>2</li><li>0</li></ul>',
    )
    expect(html).toContain('<path class="grid-line" d="M0 0H40M0 50H40"')
    expect(barsOf(0, 0).html).toContain('<ul class="scale" aria-label="Scale"><li>0</li></ul>')
  })

  test('are missing without counts, and the baseline is drawn', () => {
    const { html, bars } = barsOf(0, 0, null)
    expect(bars).toEqual([])
    expect(html).toContain('<path class="ground" d="M0 100H30"')
    expect(html).toContain('chart-empty')
    expect(html).not.toMatch(/NaN|Infinity/)
  })

  test('are still visible beside a huge one', () => {
    const { bars } = barsOf(1, 9_000_000, 3, 0)
    expect(bars.map((bar) => Number(bar.get('height')))).toEqual([3, 100, 3])
  })

  test('have their own style for the running step', () => {
    const { bars } = barsOf(1, 1)
    expect(bars.map((bar) => bar.get('class'))).toEqual(['bar', 'bar bar-unfinished'])
  })

  test('give their figures as a description and on hover', () => {
    const { html } = barsOf(1, 1_204, null)
    expect(html).toContain('role="img" aria-labelledby="x-title x-description"')
    expect(html).toContain('<title id="x-title">Sign-ins</title>')
    expect(html).toContain(`<desc id="x-description">${shared.description}</desc>`)
    expect(html).toContain('>2026-11-28 01:00:00 UTC: 1,204</title>')
    expect(html).toContain('>2026-11-28 02:00:00 UTC: –</title>')
  })
})

describe('lines', () => {
  const pathsOf = (values: (number | null)[], others: (number | null)[]) => {
    const page = <Lines {...shared} points={points(...values)} other={points(...others)} />
    const tags = tagsOf(renderPage(page, lookIn('en')))
    const of = (kind: string) =>
      tags.find(({ attributes }) => attributes.get('class') === kind)?.attributes.get('d')
    return { line: of('line'), area: of('area'), other: of('line line-other') }
  }

  test('go step by step, both on one scale', () => {
    const { line, area, other } = pathsOf([10, 5], [2, 2])
    expect(line).toBe('M0 0V0H10V50H20')
    expect(area).toBe('M0 0V0H10V50H20V100H0Z')
    expect(other).toBe('M0 80V80H10V80H20')
  })

  test('break at unknown values, and draw a single step', () => {
    const { line } = pathsOf([null, 4, null, 4, 4], [])
    expect(line).toBe('M10 0V0H20M30 0V0H40V0H50')
  })

  test('are missing without values', () => {
    expect(pathsOf([null, null], [])).toEqual({ line: '', area: '', other: '' })
  })
})
