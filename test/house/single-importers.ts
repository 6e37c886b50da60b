/**
 * Lists the source files that only one file imports, a neighbour in the same folder: each is merged
 * into that neighbour, or has its reason here. Run by `npm run rooms`.
 */

import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { filesOf, type ProjectFile } from './files.ts'

/** Files that are lists, each of what has a file of its own for everyone to find. */
const lists: Readonly<Record<string, string>> = {
  'src/cli/program.ts': 'one command a file',
  'src/demo/routes.ts': 'one page or verb a file',
  'src/jobs/start.ts': 'one job a file',
  'src/model/event-format.ts': 'one export format a file',
  'src/oidc/adapter.ts': 'one adapter a model of the library',
  'src/oidc/provider.ts': "one part of the library's configuration a file",
  'src/web/admin-api/api.ts': 'one resource a file',
  'src/web/server.ts': 'one group of routes a file',
}

/** Files, or folders with a slash at the end, that are a noun or a verb of their own. */
const reasons: Readonly<Record<string, string>> = {
  'src/accounts/find-for-sign-in.ts': 'verb: the one read of every password attempt',
  'src/clients/key-set.ts': "noun: a client's public keys and the rules for them",
  'src/cli/development.ts': 'noun: everything that only development has',
  'src/cli/node.ts': 'noun: one serving process',
  'src/cli/program.ts': 'noun: the list of commands',
  'src/config/explanations.ts': 'noun: what an operator sees of each setting',
  'src/config/settings.ts': 'noun: the schema of the settings',
  'src/demo/claims.ts': 'noun: the claims of a token in words',
  'src/demo/routes.ts': "noun: the demo's addresses",
  'src/demo/session-dialog.tsx': 'noun: the dialog that warns before the end',
  'src/demo/token-card.tsx': 'noun: a token on the page',
  'src/i18n/':
    'noun: the texts of one area in one language; a whole language is too long for one file',
  'src/mail/render.tsx': 'verb: a letter as text and HTML',
  'src/web/sign-in/choose-account.tsx':
    'noun: the page that offers whoever is signed in, and another account',
  'src/oidc/elevation.ts': 'noun: the scopes that a sign-in raises for a time',
  'src/oidc/finish-sign-in.ts': 'verb: from a proved password to a session',
  'src/store/migration-history.ts': 'noun: the table of applied migrations',
  'src/verifier/follow.ts': 'verb: following the feed',
  'src/verifier/judge.ts': 'verb: a token against the known revocations and their age',
  'src/web/admin-api/ledger-tail.ts': 'noun: the ledger as server-sent events',
  'src/sessions/without-spared.ts': 'verb: leaves out the operators whom a search may not end',
  'src/web/console/clients/sample-module.ts': 'noun: the code that an application copies',
  'src/web/console/overview/attention.tsx': 'noun: what needs attention',
  'src/web/console/overview/charts.tsx': 'noun: the charts',
  'src/web/console/policies/form.tsx': 'noun: the form of a policy',
  'src/web/reference/contents.ts': 'noun: the contract as the reference shows it',
  'src/web/sign-in/consent.tsx': 'noun: the consent step',
}

function isExplained(path: string, importer: string): boolean {
  const isIn = (key: string) => key.endsWith('/') && path.startsWith(key)
  return (
    Object.hasOwn(lists, importer) || Object.keys(reasons).some((key) => key === path || isIn(key))
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
  const unexplained = [...found].filter(([path, importer]) => !isExplained(path, importer))
  const importers = new Set(found.values())
  const stale = [
    ...Object.keys(lists).filter((path) => !importers.has(path)),
    ...Object.keys(reasons).filter(
      (key) => ![...found.keys()].some((path) => path.startsWith(key)),
    ),
  ]
  for (const [path, importer] of unexplained) {
    process.stdout.write(`${path}: only ${importer} imports it; merge them, or give a reason\n`)
  }
  for (const path of stale) process.stdout.write(`${path}: has a reason and needs none\n`)
  process.exitCode = unexplained.length + stale.length === 0 ? 0 : 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
