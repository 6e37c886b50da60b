/**
 * Lists the source files that only one file imports, a neighbour in the same folder: each is merged
 * into that neighbour, or has its reason here. Run by `npm run rooms`.
 */

import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { filesOf, type ProjectFile } from './files.ts'

/** Files, or folders with a slash at the end, and why their files stand by themselves. */
const reasons: Readonly<Record<string, string>> = {
  'src/i18n/': 'the texts of one area in one language; all of a language are too long for one file',
}

function reasonFor(path: string): string | undefined {
  return Object.keys(reasons).find(
    (key) => path === key || (key.endsWith('/') && path.startsWith(key)),
  )
}

const importing = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g

/** Each file with the only one that imports it, where both are in one folder. */
function singleImporters(files: readonly ProjectFile[]): ReadonlyMap<string, string> {
  const importers = new Map<string, Set<string>>()
  for (const { path, text } of files) {
    for (const [, imported = ''] of text.matchAll(importing)) {
      const target = join(dirname(path), imported)
      importers.set(target, (importers.get(target) ?? new Set()).add(path))
    }
  }
  const single = [...importers].flatMap(([path, by]) => {
    const [importer = ''] = by
    return by.size === 1 && dirname(importer) === dirname(path) ? [[path, importer] as const] : []
  })
  return new Map(single.sort())
}

function main(): void {
  const found = singleImporters(filesOf('src').filter(({ path }) => /\.tsx?$/.test(path)))
  const unexplained = [...found].filter(([path]) => reasonFor(path) === undefined)
  const stale = Object.keys(reasons).filter(
    (key) => ![...found.keys()].some((path) => reasonFor(path) === key),
  )
  for (const [path, importer] of unexplained) {
    process.stdout.write(`${path}: only ${importer} imports it; merge them, or give a reason\n`)
  }
  for (const path of stale) {
    process.stdout.write(`${path}: has a reason and needs none\n`)
  }
  process.exitCode = unexplained.length + stale.length === 0 ? 0 : 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
