/** Holds the benchmarks to files that exist: they import what is built by its path, which no compiler checks. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { filesOf, type ProjectFile } from './files.ts'
import { projectRoot } from './tree.ts'

function missingIn(files: readonly ProjectFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/\bbuilt\('([^']+)\.js'\)/g)]
      .filter(([, name]) => !['ts', 'tsx'].some((end) => isSource(`${name}.${end}`)))
      .map(([, name]) => `${path}: ${name}`),
  )
}

function isSource(path: string): boolean {
  return existsSync(join(projectRoot, 'src', path))
}

test('a broken path is detected', () => {
  const text = "await import(built('store/nowhere.js')); await import(built('store/database.js'))"
  expect(missingIn([{ path: 'bench/planted.ts', text }])).toEqual([
    'bench/planted.ts: store/nowhere',
  ])
})

test('every file that a benchmark imports exists', () => {
  const files = filesOf('bench')
  expect(files.some(({ text }) => text.includes("built('"))).toBe(true)
  expect(missingIn(files)).toEqual([])
})
