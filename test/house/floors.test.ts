/** Proves that .dependency-cruiser.cjs catches what it forbids, by planting one breach of each rule. */

import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { projectRoot, type Tree, withTree } from './tree.ts'

const run = promisify(execFile)
const configPath = join(projectRoot, '.dependency-cruiser.cjs')
const cruiser = join(projectRoot, 'node_modules/.bin/depcruise')

const ruleNames = z
  .object({ forbidden: z.array(z.object({ name: z.string() })) })
  .parse(createRequire(import.meta.url)(configPath))
  .forbidden.map(({ name }) => name)

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

async function cruise(tree: Tree): Promise<string[]> {
  return withTree(tree, async (folder) => {
    const options = ['--config', configPath, '--output-type', 'json', 'src']
    const { stdout } = await run(process.execPath, [cruiser, ...options], { cwd: folder })
    const { violations } = report.parse(JSON.parse(stdout)).summary
    return violations.map(({ from, rule }) => `${rule.name} in ${from}`)
  })
}

const installed = [
  'koa',
  '@koa/router',
  'oidc-provider',
  'pg',
  '@prisma/client',
  'openid-client',
  'pg-boss',
  'nodemailer',
]

const packages: Tree = {
  'package.json': JSON.stringify({
    name: 'fixture',
    type: 'module',
    dependencies: Object.fromEntries(installed.map((name) => [name, '1.0.0'])),
    devDependencies: { 'only-for-tests': '1.0.0' },
  }),
  ...Object.fromEntries(
    [...installed, 'only-for-tests', 'not-declared'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {}'],
    ]),
  ),
}

/** Every folder of the house, each importing what it may. */
const clean: Tree = {
  ...packages,
  'src/base/clock.ts': 'export const now = 1',
  'src/base/errors.ts': 'export const code = 1',
  'src/model/session.ts': "import { code } from '../base/errors.ts'\nexport const session = code",
  'src/model/policy.ts': "import { session } from './session.ts'\nexport const policy = session",
  'src/config/config.ts': "import { code } from '../base/errors.ts'\nexport const config = code",
  'src/store/generated/client.ts': "import '@prisma/client'\nexport const client = 1",
  'src/store/db.ts':
    "import 'pg'\nimport './generated/client.ts'\nimport '../config/config.ts'\nexport type Db = number",
  'src/store/unit-of-work.ts': "import './db.ts'\nexport const work = 1",
  'src/ledger/append.ts': "import '../store/db.ts'\nexport const append = 1",
  'src/tokens/issue.ts':
    "import '../ledger/append.ts'\nimport '../revocation/feed.ts'\nexport const issue = 1",
  'src/revocation/feed.ts': "import '../ledger/append.ts'\nexport const feed = 1",
  'src/policies/find.ts': "import '../model/policy.ts'\nexport const find = 1",
  'src/clients/find.ts': "import '../base/clock.ts'\nexport const find = 1",
  'src/keys/rotate.ts': "import '../store/db.ts'\nexport const rotate = 1",
  'src/mail/mailer.ts': "import 'nodemailer'\nimport '../model/policy.ts'",
  'src/contract/session.ts': "import '../model/session.ts'\nexport const toSession = 1",
  'src/endings/end.ts': "import '../tokens/issue.ts'\nexport const end = 1",
  'src/sessions/begin.ts':
    "import '../endings/end.ts'\nimport '../tokens/issue.ts'\nimport '../policies/find.ts'",
  'src/statistics/count.ts': "import '../ledger/append.ts'\nexport const count = 1",
  'src/accounts/register.ts': "import '../sessions/begin.ts'\nexport const register = 1",
  'src/jobs/sweep.ts': "import '../sessions/begin.ts'",
  'src/web/server.ts':
    "import 'koa'\nimport '@koa/router'\nimport './console/routes.ts'\nimport './feeds/session.ts'\nimport './account/account.ts'",
  'src/web/places.ts': "import '../config/config.ts'",
  'src/web/account/account.ts':
    "import '../middleware/guards.ts'\nimport '../places.ts'\nexport const account = 1",
  'src/web/admin-api/api.ts': "import '../middleware/guards.ts'\nexport const api = 1",
  'src/web/admin-api/bearer.ts': "import './api.ts'",
  'src/web/console/routes.ts': "import '../admin-api/api.ts'",
  'src/web/feeds/session.ts': "import '../admin-api/bearer.ts'",
  'src/web/middleware/guards.ts':
    "import type { Db } from '../../store/db.ts'\nimport '../../store/unit-of-work.ts'\nimport '../ui/page.ts'",
  'src/web/ui/page.ts': "import '../../model/session.ts'",
  'src/oidc/provider.ts': "import 'oidc-provider'\nimport type { Context } from 'koa'",
  'src/demo/photos.ts': "import 'openid-client'",
  'src/verifier/verify.ts': "import 'node:crypto'",
  'src/app.ts':
    "import './web/server.ts'\nimport './oidc/provider.ts'\nimport './jobs/sweep.ts'\nimport './mail/mailer.ts'\nimport './demo/photos.ts'",
  'src/cli/start.ts': "import '../app.ts'\nimport '../accounts/register.ts'",
  'src/main.ts': "const start = await import('./cli/start.ts')",
}

/** One file a breach, imported in a form of its own, so that every form is seen to be seen. */
const breaches: readonly { rule: string; file: string; text: string }[] = [
  {
    rule: 'web-oidc-jobs-looks-up',
    file: 'src/web/up.ts',
    text: "import { app } from '../app.ts'",
  },
  {
    rule: 'contract-looks-up',
    file: 'src/contract/up.ts',
    text: "import type { A } from '../web/server.ts'",
  },
  {
    rule: 'endings-looks-up',
    file: 'src/endings/up.ts',
    text: "import { begin } from '../sessions/begin.ts'",
  },
  {
    rule: 'accounts-looks-up',
    file: 'src/accounts/up.ts',
    text: "import type { A } from '../web/server.ts'",
  },
  {
    rule: 'sessions-looks-up',
    file: 'src/sessions/up.ts',
    text: "import { type A } from '../accounts/register.ts'",
  },
  {
    rule: 'tokens-policies-clients-keys-throttle-mail-statistics-looks-up',
    file: 'src/keys/up.ts',
    text: "export { begin } from '../sessions/begin.ts'",
  },
  {
    rule: 'revocation-looks-up',
    file: 'src/revocation/up.ts',
    text: "import '../tokens/issue.ts'",
  },
  {
    rule: 'ledger-looks-up',
    file: 'src/ledger/up.ts',
    text: "export * from '../tokens/issue.ts'",
  },
  {
    rule: 'store-looks-up',
    file: 'src/store/up.ts',
    text: "export const up = () => import('../ledger/append.ts')",
  },
  {
    rule: 'i18n-looks-up',
    file: 'src/i18n/up.ts',
    text: "export const up = () => import('../store/db.ts')",
  },
  {
    rule: 'config-model-looks-up',
    file: 'src/model/up.ts',
    text: "export type { Db } from '../store/db.ts'",
  },
  {
    rule: 'base-looks-up',
    file: 'src/base/up.tsx',
    text: "import { session } from '../model/session.ts'\nexport const Up = () => <p>{session}</p>",
  },
  {
    rule: 'web-oidc-jobs-are-strangers',
    file: 'src/oidc/aside.ts',
    text: "import '../web/server.ts'",
  },
  {
    rule: 'tokens-policies-clients-keys-throttle-mail-statistics-are-strangers',
    file: 'src/tokens/aside.ts',
    text: "import '../policies/find.ts'",
  },
  {
    rule: 'config-model-are-strangers',
    file: 'src/model/aside.ts',
    text: "import '../config/config.ts'",
  },
  {
    rule: 'web-ui-looks-up',
    file: 'src/web/ui/up.ts',
    text: "import '../middleware/guards.ts'",
  },
  {
    rule: 'web-middleware-looks-up',
    file: 'src/web/middleware/up.ts',
    text: "import '../account/account.ts'",
  },
  {
    rule: 'web-areas-look-up',
    file: 'src/web/feeds/up.ts',
    text: "import type { A } from '../server.ts'",
  },
  {
    rule: 'web-areas-are-strangers',
    file: 'src/web/account/aside.ts',
    text: "import { api } from '../admin-api/api.ts'",
  },
  {
    rule: 'console-calls-only-the-admin-api',
    file: 'src/web/console/aside.ts',
    text: "import type { A } from '../account/account.ts'",
  },
  {
    rule: 'feeds-and-reference-know-only-the-contract-and-bearer',
    file: 'src/web/feeds/aside.ts',
    text: "import { api } from '../admin-api/api.ts'",
  },
  {
    rule: 'demo-lives-elsewhere',
    file: 'src/demo/lean.ts',
    text: "import '../base/clock.ts'",
  },
  {
    rule: 'demo-is-started-only-from-the-top',
    file: 'src/web/demo.ts',
    text: "import '../demo/photos.ts'",
  },
  {
    rule: 'verifier-stands-alone',
    file: 'src/verifier/lean.ts',
    text: "import '../keys/rotate.ts'",
  },
  {
    rule: 'source-knows-no-tests',
    file: 'src/base/test.ts',
    text: "import '../../test/support/make.ts'",
  },
  {
    rule: 'model-is-pure',
    file: 'src/model/reads.ts',
    text: "import { readFile } from 'node:fs'",
  },
  {
    rule: 'koa-only-in-web',
    file: 'src/accounts/koa.ts',
    text: "import type { Context } from 'koa'",
  },
  {
    rule: 'koa-in-oidc-only-as-types',
    file: 'src/oidc/koa.ts',
    text: "import Router from '@koa/router'",
  },
  {
    rule: 'provider-only-in-oidc',
    file: 'src/web/provider.ts',
    text: "import type { Provider } from 'oidc-provider'",
  },
  {
    rule: 'prisma-and-pg-only-in-store',
    file: 'src/sessions/prisma.ts',
    text: "import { Prisma } from '@prisma/client'",
  },
  {
    rule: 'prisma-and-pg-only-in-store',
    file: 'src/clients/pg.ts',
    text: "import type { Pool } from 'pg'",
  },
  {
    rule: 'the-queue-only-in-jobs',
    file: 'src/accounts/queue.ts',
    text: "import { PgBoss } from 'pg-boss'",
  },
  {
    rule: 'nodemailer-only-in-mail',
    file: 'src/jobs/mail.ts',
    text: "import { createTransport } from 'nodemailer'",
  },
  {
    rule: 'edges-speak-no-sql',
    file: 'src/jobs/sql.ts',
    text: "import { write } from '../store/db.ts'",
  },
  {
    rule: 'generated-client-only-in-store',
    file: 'src/ledger/rows.ts',
    text: "import type { Session } from '../store/generated/client.ts'",
  },
  {
    rule: 'openid-client-only-in-demo',
    file: 'src/oidc/client.ts',
    text: "import * as client from 'openid-client'",
  },
  { rule: 'no-cycles', file: 'src/keys/one.ts', text: "import type { Two } from './two.ts'" },
  {
    rule: 'no-development-dependency',
    file: 'src/base/development.ts',
    text: "import 'only-for-tests'",
  },
  {
    rule: 'no-undeclared-dependency',
    file: 'src/base/undeclared.ts',
    text: "import 'not-declared'",
  },
  { rule: 'no-missing-file', file: 'src/base/missing.ts', text: "import './nowhere.ts'" },
  { rule: 'no-orphans', file: 'src/keys/orphan.ts', text: 'export const alone = 1' },
]

test('a tree that keeps the floors passes', async () => {
  expect(await cruise(clean)).toEqual([])
})

test('one planted breach of every rule is caught, including type-only imports', async () => {
  const planted = breaches.map(({ file, text }) => [file, text])
  const caught = await cruise({
    ...clean,
    ...Object.fromEntries(planted),
    'src/keys/two.ts': "import './one.ts'",
    'test/support/make.ts': 'export const make = 1',
  })

  expect(caught).toEqual(
    expect.arrayContaining(breaches.map(({ rule, file }) => `${rule} in ${file}`)),
  )
  expect(new Set(breaches.map(({ rule }) => rule))).toEqual(new Set(ruleNames))
})
