/** The code blocks of the README and the docs do what they say: each runs exactly as it stands. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkSecret } from '../../src/keys/installation.ts'
import { operatorScopes } from '../../src/model/operator-role.ts'
import { projectRoot } from '../house/tree.ts'
import { type Cluster, startCluster, testPassword, testSecret } from '../support/cluster.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, post } from '../support/tokens.ts'
import { type CodeBlock, codeBlocks } from './code-blocks.ts'

const blocks = codeBlocks()
const languages = ['sh', 'js', 'json', 'html', 'sql', 'text']

function placesOf(...wanted: readonly string[]): readonly (readonly [string, CodeBlock])[] {
  return blocks
    .filter(({ language, notRun }) => wanted.includes(language) && notRun === null)
    .map((block) => [block.place, block] as const)
}

let cluster: Cluster
let folder = ''

beforeAll(async () => {
  cluster = await startCluster({ runsRounds: false })
  await checkSecret(cluster.store, testSecret)
  folder = await mkdtemp(join(tmpdir(), 'parley-docs-'))
})
afterAll(async () => {
  await cluster?.close()
  await rm(folder, { recursive: true })
})

test('every block names its language', () => {
  const others = blocks.filter(({ language }) => !languages.includes(language))
  expect(others.map(({ place }) => place)).toEqual([])
})

test('few blocks are not run, and each says why', () => {
  const reasons = blocks.flatMap(({ file, notRun }) => (notRun === null ? [] : [[file, notRun]]))
  expect(reasons).toEqual([
    ['README.md', 'it installs and starts the server that the tests start themselves'],
    ['README.md', 'it runs the tests'],
    ['README.md', 'it needs a production database'],
    ['docs/performance.md', 'the benchmarks take minutes'],
  ])
})

test('the only SQL block is run by the tests of the ledger', () => {
  expect(placesOf('sql').map(([, { file }]) => file)).toEqual(['docs/audit.md'])
})

/** The commands of a checkout, without the time that npm takes to start. */
const prelude = `
parley() { "$NODE" "$ROOT/dist/main.js" "$@"; }
npm() { shift 4; parley "$@"; }
curl() { command curl -sS --fail-with-body "$@"; }
`

/** The things that the block's placeholders stand for. */
async function world(code: string): Promise<{ script: string; env: Record<string, string> }> {
  const { account, client, tokens } = await signedIn(cluster)
  if (!code.includes('account create')) await makeAccountsOf(code)
  const scopes = [...operatorScopes]
  const program = await cluster.client({
    grantTypes: ['client_credentials'],
    redirectUris: [],
    postLogoutRedirectUris: [],
    scopes,
  })
  const params = { grant_type: 'client_credentials', scope: scopes.join(' ') }
  const token = String(
    (await post(`${cluster.issuer}/token`, program, params)).body['access_token'],
  )
  const [session] = await sql(cluster, 'SELECT id FROM sessions WHERE account_id = $1', [
    account.id,
  ])
  const isLogin = code.includes('$CLIENT_SECRET')
  const words: Record<string, string> = {
    'http://localhost:3000': cluster.issuer,
    ACCOUNT_ID: account.id,
    JTI: String(claimsOf(tokens.accessToken)['jti']),
  }
  const replaced = Object.entries(words).reduce(
    (all, [word, value]) => all.replaceAll(word, value),
    code,
  )
  return {
    script: replaced.replaceAll(/(?<!\$)\bCLIENT_ID\b/g, client.clientId),
    env: {
      TOKEN: token,
      KEY: token,
      SESSION_ID: String(session?.['id']),
      CLIENT_ID: isLogin ? program.clientId : client.clientId,
      CLIENT_SECRET: program.clientSecret ?? '',
    },
  }
}

async function makeAccountsOf(code: string): Promise<void> {
  for (const [email] of code.matchAll(/[\w.]+@(?:parley\.)?example(?:\.com)?\b/g)) {
    await cluster.account({ email }).catch(() => undefined)
  }
}

describe('commands', () => {
  test.each(placesOf('sh'))('%s', async (place, block) => {
    const code = block.code.replaceAll('someone@', `${place.replaceAll(/\W/g, '.')}@`)
    const { script, env } = await world(code)
    const shell = spawn('sh', ['-euc', `${prelude}${script}`], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        NODE: process.execPath,
        ROOT: projectRoot,
        NODE_ENV: 'development',
        DATABASE_URL: cluster.databaseUrl,
        PARLEY_SECRET: testSecret,
        PARLEY_ISSUER: cluster.issuer,
        PARLEY_DATA_DIR: join(folder, 'data'),
        ...env,
      },
    })
    shell.stdin.end(testPassword)
    const exited = once(shell, 'exit')
    const [out, noted] = await Promise.all([text(shell.stdout), text(shell.stderr)])
    const [exitCode] = await exited
    expect({ exitCode, said: exitCode === 0 ? '' : `${out}${noted}` }).toEqual({
      exitCode: 0,
      said: '',
    })
  })
})

describe('JSON', () => {
  test.each(placesOf('json'))('%s', (_, { code }) => {
    const whole = code.startsWith('{') ? code : `{${code}}`
    expect(Object.keys(JSON.parse(whole)).length).toBeGreaterThan(0)
  })
})

describe('JavaScript', () => {
  test.each(placesOf('js', 'html'))('%s', async (place, { language, code }) => {
    const [, script = ''] = /<script type="module">\n([\s\S]*?)<\/script>/.exec(code) ?? []
    const file = join(folder, `${place.replaceAll(/\W/g, '-')}.mjs`)
    await writeFile(file, language === 'html' ? script : code)
    const check = spawn(process.execPath, ['--check', file])
    const exited = once(check, 'exit')
    expect(await text(check.stderr)).toBe('')
    expect((await exited)[0]).toBe(0)
  })
})
