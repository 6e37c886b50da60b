/** The examples of docs/verifier.md, run as they stand there. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { projectRoot } from '../house/tree.ts'
import { newFollower } from '../revocation/follower.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { freePort } from '../support/process.ts'
import { signedIn } from '../support/sign-in.ts'

let cluster: Cluster
let folder: string
let child: ChildProcess | null = null

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  folder = await mkdtemp(join(projectRoot, 'node_modules', '.parley-examples-'))
})
afterAll(async () => {
  if (child?.exitCode === null) {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  await rm(folder, { recursive: true, force: true })
  await cluster?.close()
})

/** The one example of a framework, with the verifier of the sources. */
async function write(framework: string): Promise<string> {
  const page = await readFile(join(projectRoot, 'docs/verifier.md'), 'utf8')
  const [, code] = new RegExp(`\`\`\`js ${framework}\\n([^]*?)\`\`\``).exec(page) ?? []
  if (code === undefined) throw new Error(`docs/verifier.md has no example for ${framework}`)
  await symlink(join(projectRoot, 'src'), join(folder, 'src'))
  const file = join(folder, `${framework}.mjs`)
  await writeFile(file, code.replace('parley/verifier', './src/verifier/index.ts'))
  return file
}

async function start(
  file: string,
  port: number,
): Promise<(token: string | null) => Promise<Response>> {
  const { client } = await newFollower(cluster)
  child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: {
      PATH: process.env['PATH'],
      ISSUER: cluster.issuer,
      AUDIENCE: `${cluster.issuer}/api`,
      CLIENT_ID: client.clientId,
      CLIENT_SECRET: client.clientSecret ?? '',
      PORT: String(port),
    },
    stdio: 'inherit',
  })
  const ask = (token: string | null) =>
    fetch(`http://127.0.0.1:${port}/`, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    })
  while ((await ask(null).catch(() => null)) === null) {
    if (child.exitCode !== null) throw new Error('the example ended')
    await sleep(50)
  }
  return ask
}

test('Koa: a valid token is accepted; a missing, invalid or revoked one is not', async () => {
  const ask = await start(await write('koa'), await freePort())
  const { account, tokens } = await signedIn(cluster)
  const good = await ask(tokens.accessToken)
  expect([good.status, await good.json()]).toEqual([200, { owner: account.id }])

  const none = await ask(null)
  expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  const bad = await ask(tokens.idToken)
  expect([bad.status, await bad.json()]).toEqual([401, { error: 'token_invalid' }])
  expect(bad.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  const weak = await signedIn(cluster, { params: { scope: 'openid' } })
  expect((await ask(weak.tokens.accessToken)).status).toBe(403)

  await cluster.endSessionsOf(account.id)
  let answer = good
  while (answer.status === 200) answer = await ask(tokens.accessToken)
  expect([answer.status, await answer.json()]).toEqual([401, { error: 'token_revoked' }])
})
