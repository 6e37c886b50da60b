/** Proves the rules on the syntax tree by planted breaches, then holds the sources to them. */

import { expect, test } from '@jest/globals'
import { filesOf } from './files.ts'
import { breachesOf } from './syntax.ts'

const sources = filesOf('src').filter(({ path }) => /\.tsx?$/.test(path))

const inside = (body: string) => `export async function f(a: number[]) {\n${body}\n}`

test('an import inside a type is detected anywhere', () => {
  const hidden = [
    "export const a: import('./b.ts').B = 1",
    "export function f(a: Array<import('./b.ts').B>) { return a }",
    "export type L = typeof import('./l.ts')",
    "export const f = (a: { b: { c: import('./b.ts').B } }) => a",
    "export class A { b: Map<string, import('./b.ts').B> = new Map() }",
  ]
  for (const text of hidden) {
    expect(breachesOf('planted.ts', text)).toEqual(['planted.ts:1 hides an import inside a type'])
  }
  expect(breachesOf('planted.ts', "export const f = () => import('./b.ts')")).toEqual([])
})

test('a third level of nesting is detected, and an else-if ladder does not count as one', () => {
  const third = inside('for (const b of a) {\n if (b) {\n while (b) {\n f([])\n }\n }\n }')
  const hidden = inside('run({ x: [async () => {\n if (1) for (;;) switch (2) {}\n }] })')
  const ladder = inside(
    'for (const b of a) {\n if (b) f([])\n else if (a) f([])\n else if (b) f([])\n }',
  )

  expect(breachesOf('é.ts', third)).toContain('é.ts:4 is nested 3 levels deep')
  expect(breachesOf('hidden.ts', hidden)).toContain('hidden.ts:3 is nested 3 levels deep')
  expect(breachesOf('ladder.ts', ladder)).toEqual([])
})

test('no source nests deeper than two levels or hides an import inside a type', () => {
  expect(sources.flatMap(({ path, text }) => breachesOf(path, text))).toEqual([])
})

test('every source begins with a sentence about what it owns', () => {
  const silent = sources.filter(({ text }) => !/^(#!.*\n)?\/\*\*[\s*]*\p{Lu}/u.test(text))
  expect(silent.map(({ path }) => path)).toEqual([])
})
