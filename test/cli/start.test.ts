/** Real processes from start to stop: one, several at once, killed, and refused. */

import { once } from 'node:events'
import { readdir, readFile, stat } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { checkSecret } from '../../src/keys/installation.ts'
import { openStore } from '../../src/store/database.ts'
import { read } from '../../src/store/db.ts'
import { findPostmaster } from '../../src/store/embedded/pid-file.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import {
  endAll,
  freePort,
  makeDataDir,
  program,
  runParley,
  type ServerProcess,
  startParley,
} from '../support/process.ts'

let home: Awaited<ReturnType<typeof makeDataDir>>

beforeAll(async () => {
  home = await makeDataDir()
})
afterEach(endAll)
afterAll(() => home.remove())

const passwordLine = /(\S+@parley\.example) +([\w-]{16})$/gm

function passwordsIn({ output }: ServerProcess): string[] {
  return [...output().matchAll(passwordLine)].map(([, email = '']) => email)
}

async function keyIdsOf({ url }: ServerProcess): Promise<string> {
  const { keys } = await (await fetch(`${url}/jwks`)).json()
  return keys
    .map(({ kid }: { kid: string }) => kid)
    .sort()
    .join()
}

describe('the embedded database', () => {
  test('four nodes start at once on nothing: one set of keys, one seed, and the last one stops it', async () => {
    const demoPort = String(await freePort())
    const nodes = await Promise.all(
      [demoPort, '0', '0', '0'].map((PARLEY_DEMO_PORT) =>
        startParley({ PARLEY_DATA_DIR: home.path, PARLEY_DEMO_PORT, LOG_LEVEL: 'info' }),
      ),
    )
    await untilSaid(nodes, 'DEVELOPMENT MODE')
    await untilSaid(nodes, 'Ctrl-C')
    for (const { output } of nodes) expect(output()).toMatch(/Console {2}http\S+\/console\n/)
    for (const { output } of nodes) expect(output()).toMatch(/Mail {5}http\S+\/dev\/mail\n/)
    expect(new Set(await Promise.all(nodes.map(keyIdsOf))).size).toBe(1)
    const migrated = nodes.filter(({ output }) => output().includes('applied migration'))
    expect(migrated).toHaveLength(1)
    expect(nodes.flatMap(passwordsIn).sort()).toEqual([
      'demo@parley.example',
      'operator@parley.example',
    ])
    expect((await fetch(`http://localhost:${demoPort}/`)).status).toBe(200)
    expect((await stat(join(home.path, 'secret'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(home.path, 'demo.json'))).mode & 0o777).toBe(0o600)

    // Commands use the running database and leave it running.
    const listed = await runParley(['client', 'list', '--json'], { PARLEY_DATA_DIR: home.path })
    const names = JSON.parse(listed.out).map(
      (client: { client_name: string }) => client.client_name,
    )
    expect(names.toSorted()).toEqual(['Harbor Photos', 'Harbor Photos API'])
    const reset = await runParley(['reset'], { PARLEY_DATA_DIR: home.path })
    expect(reset).toMatchObject({ code: 1, err: expect.stringMatching(/in use: stop the server/) })

    const endings = await Promise.all(nodes.map((node) => node.end()))
    expect(endings.map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect(await findPostmaster(join(home.path, 'postgres-18'))).toBeNull()
  })

  test('a node that was killed starts again with its data, and reset starts over', async () => {
    const settings = { PARLEY_DATA_DIR: home.path, PARLEY_DEMO_PORT: String(await freePort()) }
    const first = await startParley(settings)
    const keys = await keyIdsOf(first)
    await untilSaid([first], 'Ctrl-C')
    expect(passwordsIn(first)).toEqual([])
    const demo = await readFile(join(home.path, 'demo.json'), 'utf8')
    await first.end('SIGKILL')

    const second = await startParley(settings)
    await untilSaid([second], 'Ctrl-C')
    expect(await keyIdsOf(second)).toBe(keys)
    expect(second.output()).toMatch(/shown at the first start; npm run reset starts over/)
    expect(await readFile(join(home.path, 'demo.json'), 'utf8')).toBe(demo)
    expect((await second.end('SIGINT')).code).toBe(0)

    expect((await runParley(['reset'], { PARLEY_DATA_DIR: home.path })).code).toBe(0)
    await expect(readdir(home.path)).rejects.toThrow(/ENOENT/)
  })
})

describe('an outside database', () => {
  const secret = 'Zu8-kPq3_vR7mWx1yTb5nLc9dHf2gJs4'
  let database: TestDatabase
  let settings: Record<string, string>

  beforeAll(async () => {
    database = await createDatabase()
    settings = {
      DATABASE_URL: database.url,
      PARLEY_SECRET: secret,
      PARLEY_DATA_DIR: home.path,
    }
  })
  afterAll(() => database.drop())

  const inProduction = () => ({
    ...settings,
    NODE_ENV: 'production',
    PARLEY_ISSUER: 'https://id.example',
  })

  test('production seeds nothing, has no demo and logs JSON, with two workers on one port', async () => {
    const server = await startParley({ ...inProduction(), PARLEY_WORKERS: '2' })
    const { code, out, err } = await server.end()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const entries = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(entries.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['serving', 'stopping', 'stopped']),
    )
    const store = openStore({ url: database.url, poolSize: 1, ...patience })
    const counted = read(
      'seeded',
      'SELECT (SELECT count(*) FROM accounts) + (SELECT count(*) FROM clients) AS found',
    )
    const [row] = await store.rows<{ found: string }>(counted).finally(() => store.close())
    expect(row?.found).toBe('0')
  })

  test('starts and stops are in the ledger, and the last events of a node that is gone are sealed', async () => {
    const before = await record()
    const killed = await startParley(inProduction())
    await eventually(async () => (await record()).events.length > before.events.length)
    await killed.end('SIGKILL')
    const told = await startParley(inProduction())
    await told.end()
    const { events } = await record()
    const nodes = events.slice(before.events.length)
    expect(nodes.map(({ type }) => type)).toEqual(['node.started', 'node.started', 'node.stopped'])
    expect(nodes[1]?.node).toMatch(new RegExp(`/${told.pid}$`))
    expect(nodes[2]?.node).toBe(nodes[1]?.node)
    // A transaction of another database of this server may hold the seals up, for one stop, not for all.
    await eventually(async () => {
      if ((await record()).unsealed === 0) return true
      await (await startParley(inProduction())).end()
      return false
    })
  })

  type Started = { readonly type: string; readonly node: string }

  async function record() {
    const store = openStore({ url: database.url, poolSize: 1, ...patience })
    try {
      const events = await store.rows<Started>(
        read(
          'nodes',
          `SELECT type, details ->> 'node' AS node FROM audit_events WHERE type LIKE 'node.%'
           ORDER BY id`,
        ),
      )
      const [row] = await store.rows<{ n: number }>(
        read(
          'unsealed',
          `SELECT count(*)::int AS n FROM audit_events WHERE NOT EXISTS (
             SELECT FROM audit_blocks b WHERE (b.to_xid, b.to_id) > (xid, id))`,
        ),
      )
      return { events, unsealed: row?.n }
    } finally {
      await store.close()
    }
  }

  test('requests in progress finish, new ones are refused, and the stop is clean', async () => {
    const server = await startParley({ ...inProduction(), LOG_LEVEL: 'silent' })
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    await once(socket, 'connect')
    const body = 'grant_type=client_credentials'
    socket.write(
      'POST /token HTTP/1.1\r\nHost: id.example\r\nX-Forwarded-Proto: https\r\n' +
        'Content-Type: application/x-www-form-urlencoded\r\n' +
        `Content-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    )
    // Another answer shows that the half request was read before the signal.
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200)
    const ending = server.end()
    await untilRefused(server)
    socket.write(body.slice(5))
    const [answer] = await once(socket, 'data', { signal: AbortSignal.timeout(120_000) })
    expect(String(answer)).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect((await ending).code).toBe(0)
  })

  test('a secret that does not belong to the data is refused by name', async () => {
    const store = openStore({ url: database.url, poolSize: 1, ...patience })
    await checkSecret(store, secret).finally(() => store.close())
    const other = 'Qw9-kPq3_vR7mWx1yTb5nLc9dHf2gJs4'
    const { code, err } = await runParley(['start'], { ...inProduction(), PARLEY_SECRET: other })
    expect(code).toBe(1)
    expect(err).toMatch(/^parley: PARLEY_SECRET does not belong .*\n$/)
    expect(err).not.toContain(other)
  })

  test('a database that served in production cannot be used for development', async () => {
    const { code, out, err } = await runParley(['start'], settings)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^parley: NODE_ENV must be production: .*\n$/)
  })
})

test('a data directory that cannot be written is refused by name', async () => {
  const path = join(program, 'below-a-file')
  const { code, out, err } = await runParley(['start'], { PARLEY_DATA_DIR: path })
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/^parley: PARLEY_DATA_DIR .*cannot be written.*\n$/)
})

test('an occupied port is reported by the name of its setting, and nothing is seeded', async () => {
  const database = await createDatabase()
  const settings = { DATABASE_URL: database.url, PARLEY_DATA_DIR: home.path }
  const occupier = createServer()
  await new Promise<void>((resolve) => occupier.listen(0, '127.0.0.1', resolve))
  const address = occupier.address()
  const occupied = typeof address === 'object' && address !== null ? String(address.port) : ''
  const free = String(await freePort())
  try {
    const refused = await runParley(['start'], {
      ...settings,
      PORT: occupied,
      PARLEY_DEMO_PORT: '0',
    })
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toMatch(/^parley: PORT: port \d+ is in use .*\n$/)
    const demo = await runParley(['start'], {
      ...settings,
      PORT: free,
      PARLEY_DEMO_PORT: occupied,
    })
    expect(demo).toMatchObject({ code: 1, out: '' })
    expect(demo.err).toMatch(/^parley: PARLEY_DEMO_PORT: port \d+ is in use .*\n$/)
  } finally {
    occupier.close()
    await database.drop()
  }
})

async function untilSaid(nodes: readonly ServerProcess[], words: string): Promise<void> {
  for (let tries = 0; tries < 2_400; tries += 1) {
    if (nodes.every(({ output }) => output().includes(words))) return
    await sleep(50)
  }
  throw new Error(`nobody said ${words}: ${nodes.map(({ output }) => output()).join('\n')}`)
}

async function untilRefused({ url }: ServerProcess): Promise<void> {
  for (let tries = 0; tries < 2_400; tries += 1) {
    const answer = await fetch(`${url}/health/live`).catch(() => null)
    if (answer === null) return
    await sleep(25)
  }
  throw new Error('it still lets requests in')
}
