/** `parley --help` answers without loading the database client or the web server. */

import { expect, test } from '@jest/globals'
import { runParley } from '../support/process.ts'

/** Writes the packages that the process loaded, as its last line of standard error. */
const probe = `
  import { writeSync } from 'node:fs'
  import { registerHooks } from 'node:module'
  const packages = new Set()
  registerHooks({
    load: (url, context, next) => {
      packages.add(/node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(url)?.[1] ?? 'parley')
      return next(url, context)
    },
  })
  process.on('exit', () => writeSync(2, JSON.stringify([...packages]) + '\\n'))
`

/** Nothing listens on this port, so a command that needs the database fails. */
const nowhere = 'postgres://parley@127.0.0.1:1/parley'

async function packagesOf(...args: readonly string[]) {
  const { code, out, err } = await runParley(args, {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(probe)}`,
    DATABASE_URL: nowhere,
  })
  const packages: string[] = JSON.parse(err.trimEnd().split('\n').at(-1) ?? '')
  return { code, out, packages }
}

const heavy = (name: string) => /^(pg|pg-.*|koa|@koa\/.*|@prisma\/.*|oidc-provider)$/.test(name)

test.each([['--help'], ['client', '--help'], ['session', '--help'], ['account', '--help']])(
  'parley %s %s loads neither the database client nor the web server',
  async (...args) => {
    const { code, out, packages } = await packagesOf(...args)
    expect([code, out]).toEqual([0, expect.stringContaining('Usage: parley')])
    expect(packages).toContain('commander')
    expect(packages.filter(heavy)).toEqual([])
  },
)

test('the same probe sees the database client of a command that uses it', async () => {
  const { code, packages } = await packagesOf('client', 'list')
  expect(code).toBe(1)
  expect(packages.filter(heavy)).toContain('pg')
})
