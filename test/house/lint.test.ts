/** Proves that biome.json catches what STYLE asks of it, by planting one breach of each rule. */

import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { projectRoot, type Tree, withTree } from './tree.ts'

const biome = join(projectRoot, 'node_modules/.bin/biome')
const plugin = 'test/house/time-and-settings.grit'

const report = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), location: z.object({ path: z.string() }) }),
  ),
})

/** Biome ends with 1 when it found something, so only its report tells. */
function lint(folder: string): Promise<string[]> {
  const options = ['lint', '--reporter=json', '--max-diagnostics=none', '.']
  return new Promise((resolve) => {
    execFile(process.execPath, [biome, ...options], { cwd: folder }, (_error, stdout) => {
      const found = report.parse(JSON.parse(stdout)).diagnostics
      resolve(found.map(({ category, location }) => `${category} in ${location.path}`))
    })
  })
}

async function lintTree(tree: Tree): Promise<string[]> {
  const rules = {
    'biome.json': await readFile(join(projectRoot, 'biome.json'), 'utf8'),
    [plugin]: await readFile(join(projectRoot, plugin), 'utf8'),
    'package.json': '{ "name": "fixture", "type": "module" }',
  }
  return withTree({ ...rules, ...tree }, lint)
}

const clock = 'plugin'
const steps = (count: number) => Array.from({ length: count }, (_, i) => `  run(${i})`).join('\n')
const tangle =
  'export function tangle(a: number): number {\n  if (a) { if (a > 1) { if (a > 2) { if (a > 3) return 1 } } }\n  return 0\n}'

const breaches: readonly { rule: string; name: string; text: string }[] = [
  { rule: clock, name: 'now', text: 'export const a = new Date()' },
  { rule: clock, name: 'now-bare', text: 'export const a = new Date' },
  { rule: clock, name: 'now-text', text: 'export const a = Date()' },
  { rule: clock, name: 'now-taken', text: 'export const { now } = Date' },
  { rule: clock, name: 'now-global', text: 'export const a = globalThis.Date.now()' },
  { rule: clock, name: 'env-taken', text: 'export const { env } = process' },
  { rule: clock, name: 'env-global', text: 'export const a = globalThis.process.env' },
  {
    rule: clock,
    name: 'chance-star',
    text: "import * as c from 'node:crypto'\nexport const a = c.randomUUID()",
  },
  { rule: 'lint/style/noProcessEnv', name: 'env', text: "export const a = process.env['HOME']" },
  {
    rule: 'lint/style/noRestrictedImports',
    name: 'env-imported',
    text: "import { env } from 'node:process'\nexport const a = env",
  },
  {
    rule: 'lint/style/noRestrictedImports',
    name: 'chance-imported',
    text: "import { randomBytes } from 'node:crypto'\nexport const a = randomBytes(1)",
  },
  {
    rule: 'lint/style/noRestrictedGlobals',
    name: 'chance-global',
    text: 'export const a = crypto.randomUUID()',
  },
  {
    rule: 'lint/nursery/noJsRestrictedProperties',
    name: 'milliseconds',
    text: 'export const a = Date.now()',
  },
  {
    rule: 'lint/nursery/noJsRestrictedProperties',
    name: 'chance',
    text: 'export const a = Math.random()',
  },
  { rule: 'lint/style/noDefaultExport', name: 'nameless', text: 'export default 1' },
  { rule: 'lint/style/noEnum', name: 'enumeration', text: 'export enum A { B }' },
  { rule: 'lint/suspicious/noExplicitAny', name: 'anything', text: 'export const a: any = 1' },
  { rule: 'lint/style/noNonNullAssertion', name: 'surely', text: 'export const a = [1][0]!' },
  {
    rule: 'lint/nursery/noUnsafeTypeAssertion',
    name: 'believe-me',
    text: 'export const f = (a: unknown) => a as string',
  },
  { rule: 'lint/complexity/noExcessiveCognitiveComplexity', name: 'tangle', text: tangle },
  {
    rule: 'lint/complexity/noExcessiveLinesPerFunction',
    name: 'long-function',
    text: `export function long(run: (i: number) => void): void {\n${steps(41)}\n}`,
  },
  {
    rule: 'lint/complexity/useMaxParams',
    name: 'four',
    text: 'export const f = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d]',
  },
  {
    rule: 'lint/style/noExcessiveLinesPerFile',
    name: 'long-file',
    text: `${Array.from({ length: 401 }, (_, i) => `export const a${i} = ${i}`).join('\n')}\n`,
  },
  {
    rule: 'lint/nursery/useExhaustiveSwitchCases',
    name: 'half',
    text: "export function f(a: 'x' | 'y'): number {\n  switch (a) {\n    case 'x':\n      return 1\n  }\n  return 0\n}",
  },
  {
    rule: 'lint/nursery/noFloatingPromises',
    name: 'adrift',
    text: 'async function a(): Promise<void> {}\nexport function b(): void {\n  a()\n}',
  },
  { rule: 'lint/correctness/noUnusedVariables', name: 'unused', text: 'const a = 1\nexport {}' },
  {
    rule: 'lint/correctness/noUnusedImports',
    name: 'unused-import',
    text: "import { join } from 'node:path'\nexport const a = 1",
  },
  {
    rule: 'lint/performance/noBarrelFile',
    name: 'barrel',
    text: "export { a } from './now.ts'",
  },
  {
    rule: 'lint/correctness/noUndeclaredDependencies',
    name: 'undeclared',
    text: "import { a } from 'left-out'\nexport const b = a",
  },
  {
    rule: 'lint/correctness/useImportExtensions',
    name: 'no-ending',
    text: "import { a } from './now'\nexport const b = a",
  },
  { rule: 'lint/style/useFilenamingConvention', name: 'camelCase', text: 'export const a = 1' },
]

test('one planted breach of every rule is caught', async () => {
  const planted = breaches.map(({ name, text }) => [`src/sessions/${name}.ts`, text])
  const caught = await lintTree(Object.fromEntries(planted))

  expect(caught).toEqual(
    expect.arrayContaining(breaches.map(({ rule, name }) => `${rule} in src/sessions/${name}.ts`)),
  )
})

test('time, chance and settings are read only where they belong', async () => {
  const time =
    'export const now = (): Date => new Date()\nexport const ms = (): number => Date.now()'
  const chance = "import { randomBytes } from 'node:crypto'\nexport const a = randomBytes(1)"
  const settings = 'export const settings = process.env'

  expect(
    await lintTree({
      'src/base/clock.ts': time,
      'src/base/crypto.ts': chance,
      'src/main.ts': settings,
      'src/demo/clock.ts': time,
    }),
  ).toEqual([])
  const elsewhere = await lintTree({
    'src/store/clock.ts': time,
    'src/store/crypto.ts': chance,
    'src/config/config.ts': settings,
  })
  expect(elsewhere).toEqual(
    expect.arrayContaining([
      'plugin in src/store/clock.ts',
      'lint/nursery/noJsRestrictedProperties in src/store/clock.ts',
      'lint/style/noRestrictedImports in src/store/crypto.ts',
      'lint/style/noProcessEnv in src/config/config.ts',
    ]),
  )
})
