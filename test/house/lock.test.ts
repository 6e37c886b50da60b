/** Holds package.json and package-lock.json to what lets `npm ci` pass on any machine. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import {
  lockSchema,
  looseVersions,
  manifestSchema,
  missingOptionals,
  undecidedScripts,
  unportableEntries,
} from './lock.ts'
import { projectRoot } from './tree.ts'

const parse = (name: string): unknown => JSON.parse(readFileSync(join(projectRoot, name), 'utf8'))

describe('the rules detect a planted breach:', () => {
  const lock = lockSchema.parse({
    packages: {
      '': { hasInstallScript: true, optionalDependencies: { 'root-lost': '1.0.0' } },
      'node_modules/a': {
        integrity: 'sha',
        optionalDependencies: { near: '1', far: '1', lost: '1' },
      },
      'node_modules/a/node_modules/near': { integrity: 'sha', hasInstallScript: true },
      'node_modules/far': { resolved: 'https://registry.example/far.tgz', integrity: 'sha' },
      'node_modules/@s/b': { optionalDependencies: { near: '1', far: '1' } },
    },
  })

  test('an optional dependency without an entry of its own', () => {
    expect(missingOptionals(lock)).toEqual([
      'package.json wants root-lost',
      'node_modules/a wants lost',
      'node_modules/@s/b wants near',
    ])
  })

  test('a version range', () => {
    const manifest = manifestSchema.parse({
      dependencies: { a: '1.2.3', b: '^1.2.3', c: 'latest' },
      devDependencies: { d: '1.2.3-beta.4', e: '1.x' },
      optionalDependencies: { f: '>=1.0.0' },
      overrides: { g: '~1.0.0', h: { i: '*' } },
    })
    expect(looseVersions(manifest)).toEqual([
      'b ^1.2.3',
      'c latest',
      'e 1.x',
      'f >=1.0.0',
      'g ~1.0.0',
      'i *',
    ])
  })

  test('an install script without a decision, and a decision without a script', () => {
    const manifest = manifestSchema.parse({ allowScripts: { '@s/gone@1.0.0': true } })
    expect(undecidedScripts(lock, manifest)).toEqual(['near is undecided', '@s/gone has no script'])
  })

  test('an address of one registry, and an entry without its hash', () => {
    expect(unportableEntries(lock)).toEqual(['node_modules/far', 'node_modules/@s/b'])
  })
})

describe('package.json and the lock keep the rules', () => {
  const lock = lockSchema.parse(parse('package-lock.json'))
  const manifest = manifestSchema.parse(parse('package.json'))

  test('every optional dependency has its own entry', () => {
    expect(missingOptionals(lock)).toEqual([])
  })

  test('every version is exact', () => {
    expect(looseVersions(manifest)).toEqual([])
  })

  test('every install script has a decision', () => {
    expect(undecidedScripts(lock, manifest)).toEqual([])
  })

  test('the lock names hashes and no registry', () => {
    expect(unportableEntries(lock)).toEqual([])
  })
})
