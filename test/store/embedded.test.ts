/** The embedded Postgres through starts, stops and crashes, as root and as an ordinary user. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import pg from 'pg'
import { findBinaries } from '../../src/store/embedded/binaries.ts'
import { findPostmaster } from '../../src/store/embedded/pid-file.ts'
import { removeEmbeddedPostgres } from '../../src/store/embedded/remove.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded/start.ts'
import { canReach } from '../../src/store/embedded/system-user.ts'

const nobody = { uid: 65534, gid: 65534 } as const
const isRoot = process.getuid?.() === 0
const holder = fileURLToPath(new URL('../support/hold-postgres.ts', import.meta.url))

let home = ''
let opened: EmbeddedPostgres[] = []
let children: ChildProcess[] = []
/** A database that has been stopped. A copy of it costs less than a new one. */
let template = ''

beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'parley-embedded-'))
  const { stop } = await startEmbeddedPostgres({ dataDir: template, fsync: false })
  await stop()
})

afterAll(() => rm(template, { recursive: true, force: true }))

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-embedded-'))
  opened = []
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const { stop } of opened) await stop()
  await removeEmbeddedPostgres(home).catch(() => undefined)
  await rm(home, { recursive: true, force: true })
})

test('the first start makes a database, and a restart keeps what is in it', async () => {
  const first = await open()
  expect(first.adopted).toBe(false)
  await remember(first.url, 'kept')
  await first.stop()
  expect(await findPostmaster(data())).toBeNull()

  const second = await open()
  expect(second.adopted).toBe(false)
  expect(await remembered(second.url)).toEqual(['kept'])
})

test('committed data is on the disk unless a test says otherwise', async () => {
  const durable = await startEmbeddedPostgres({ dataDir: home })
  opened.push(durable)
  expect(await answer(durable.url, "SELECT current_setting('fsync')")).toBe('on')
  expect(await answer(durable.url, "SELECT current_setting('synchronous_commit')")).toBe('on')
  await durable.stop()

  const quick = await open()
  expect(await answer(quick.url, "SELECT current_setting('fsync')")).toBe('off')
})

test('text is ordered and folded the same way on every system', async () => {
  await copyTemplate()
  const { url } = await open()
  expect(await answer(url, "SELECT upper('é') || ('a' < 'B')::text")).toBe('Éfalse')
  expect(await answer(url, 'SHOW server_encoding')).toBe('UTF8')
})

test('only the owner of the data can reach the socket, and no network can', async () => {
  await copyTemplate()
  const { url } = await open()
  const folder = new URL(url).searchParams.get('host') ?? ''
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect(await answer(url, 'SHOW listen_addresses')).toBe('')
})

test('a Postgres left by a killed process is adopted at the same address', async () => {
  await copyTemplate()
  const killed = await hold()
  await remember(killed.url, 'kept')
  // The whole process group, as Ctrl-C reaches it.
  await kill(killed.child, { group: true })

  const adopted = await open()
  expect(adopted.adopted).toBe(true)
  expect(adopted.url).toBe(killed.url)
  expect(await remembered(adopted.url)).toEqual(['kept'])

  await adopted.stop()
  expect(await findPostmaster(data())).toBeNull()
})

test('when both were killed, the next start recovers and keeps committed data', async () => {
  await copyTemplate()
  const { url, child } = await hold({ mode: 'durable' })
  await remember(url, 'kept')
  await kill(child)
  await killPostmaster()

  const next = await open()
  expect(next.adopted).toBe(false)
  expect(await remembered(next.url)).toEqual(['kept'])
})

test('a pid that another process has now is not taken for Postgres', async () => {
  await copyTemplate()
  const first = await open()
  const pidFile = await readFile(join(data(), 'postmaster.pid'), 'utf8')
  await first.stop()
  // One that Postgres itself would believe: it runs, and as the same user.
  const stranger = spawn('sleep', ['60'], isRoot ? nobody : {})
  children.push(stranger)
  await writeFile(join(data(), 'postmaster.pid'), pidFile.replace(/^\d+/, String(stranger.pid)))

  const second = await open()
  expect(second.adopted).toBe(false)
  expect(stranger.exitCode).toBeNull()
})

test('a Postgres that answers from another container is never joined by a second one', async () => {
  await copyTemplate()
  await chmod(home, 0o711)
  const { url } = await open()
  const pidFile = join(data(), 'postmaster.pid')
  const content = await readFile(pidFile, 'utf8')
  // From this container it is a socket that answers and a pid that does not exist.
  await writeFile(pidFile, content.replace(/^\d+/, '999999999'))
  await expect(open()).rejects.toThrow(/PARLEY_DATA_DIR .* DATABASE_URL/)
  expect(await answer(url, 'SELECT 1')).toBe(1)
  await writeFile(pidFile, content)
})

test('a copy of a data directory in use becomes a separate database', async () => {
  await copyTemplate()
  const original = await open()
  await remember(original.url, 'original')
  await answer(original.url, 'CHECKPOINT')
  const copyHome = await mkdtemp(join(tmpdir(), 'parley-embedded-'))
  try {
    await cp(data(), join(copyHome, 'postgres-18'), {
      recursive: true,
      filter: (path) => !path.includes('.s.PGSQL'),
    })
    await chmod(join(copyHome, 'postgres-18'), 0o700)
    const copy = await startEmbeddedPostgres({ dataDir: copyHome, fsync: false })
    opened.push(copy)
    expect(copy.adopted).toBe(false)
    await remember(copy.url, 'copy')
    expect(await remembered(original.url)).toEqual(['original'])
    await copy.stop()
  } finally {
    await rm(copyHome, { recursive: true, force: true })
  }
})

test('when four start at once on nothing, one starts Postgres and the others adopt it', async () => {
  const held = await Promise.all([hold(), hold(), open(), open()])
  expect(held.map(({ adopted }) => adopted).sort()).toEqual([false, true, true, true])
  expect(new Set(held.map(({ url }) => url)).size).toBe(1)
})

test('Postgres runs until its last user stops it', async () => {
  await copyTemplate()
  const [first, second] = [await open(), await open()]
  await first.stop()
  expect(await answer(second.url, 'SELECT 1')).toBe(1)
  await second.stop()
  expect(await findPostmaster(data())).toBeNull()
})

test('a start during a stop gets a running Postgres', async () => {
  await copyTemplate()
  let current = await open()
  for (let round = 0; round < 3; round += 1) {
    const [next] = await Promise.all([open(), current.stop()])
    expect(await answer(next.url, 'SELECT 1')).toBe(1)
    current = next
  }
})

test('removing the data is refused while it is in use, and then removes only the database', async () => {
  await copyTemplate()
  await writeFile(join(home, 'secret'), 'not ours')
  const { stop } = await open()
  await expect(removeEmbeddedPostgres(home)).rejects.toThrow(/is in use/)
  await stop()
  expect(await removeEmbeddedPostgres(home)).toBe(true)
  await expect(stat(data())).rejects.toThrow(/ENOENT/)
  expect(await readFile(join(home, 'secret'), 'utf8')).toBe('not ours')
  expect(await removeEmbeddedPostgres(home)).toBe(false)
})

test('a data directory that cannot be written is named in one sentence', async () => {
  await writeFile(join(home, 'file'), '')
  const dataDir = join(home, 'file', 'parley')
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    /^PARLEY_DATA_DIR \(.*\) cannot be written: .*\.$/,
  )
})

test('a folder that holds something else is left alone', async () => {
  await mkdir(data())
  await writeFile(join(data(), 'thesis.txt'), 'mine')
  await expect(open()).rejects.toThrow(/PARLEY_DATA_DIR .*not a Postgres data directory/)
  expect(await readFile(join(data(), 'thesis.txt'), 'utf8')).toBe('mine')
})

test('when Postgres refuses to start, the error has its own words', async () => {
  await copyTemplate()
  await (await open()).stop()
  await writeFile(join(data(), 'PG_VERSION'), '12\n')
  await expect(open()).rejects.toThrow(/did not start .*\n.*incompatible with server/s)
})

test('a platform without an embedded Postgres is pointed to DATABASE_URL', async () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') ?? {}
  Object.defineProperty(process, 'platform', { ...platform, value: 'sunos' })
  try {
    await expect(findBinaries(null)).rejects.toThrow(/sunos.*set DATABASE_URL/)
  } finally {
    Object.defineProperty(process, 'platform', platform)
  }
})

test('a path too long for a socket still gets a database', async () => {
  const dataDir = join(home, 'd'.repeat(100), 'd'.repeat(100))
  const { url, stop } = await startEmbeddedPostgres({ dataDir, fsync: false })
  expect(await answer(url, 'SELECT 1')).toBe(1)
  await stop()
})

if (isRoot) {
  test('root hands its data to another user and keeps the folder above', async () => {
    await chmod(home, 0o711)
    const { url } = await open()
    expect((await stat(data())).uid).toBe(nobody.uid)
    expect((await stat(home)).uid).toBe(0)
    expect(new URL(url).searchParams.get('host')).toBe(data())
  })

  test('root needs no open folder on the way to its data', async () => {
    await chmod(home, 0o700)
    const { url, stop } = await open()
    await remember(url, 'kept')
    await stop()
    expect(await remembered((await open()).url)).toEqual(['kept'])
  })

  test('data that root copied back from a backup starts again', async () => {
    await copyTemplate()
    await (await open()).stop()
    await cp(data(), join(home, 'backup'), { recursive: true })
    await rm(data(), { recursive: true })
    await cp(join(home, 'backup'), data(), { recursive: true })
    await chmod(data(), 0o700)
    expect((await stat(data())).uid).toBe(0)
    expect(await answer((await open()).url, 'SELECT 1')).toBe(1)
  })
}

// A checkout that is closed to other users is closed to the child that these tests start as one.
if (
  isRoot &&
  (await canReach(nobody, dirname(holder))) &&
  (await canReach(nobody, dirname(process.execPath)))
) {
  test('root runs data of an ordinary user as that user', async () => {
    await chown(home, nobody.uid, nobody.gid)
    const ordinary = await hold({ user: nobody })
    await remember(ordinary.url, 'kept')
    await release(ordinary.child)

    const asRoot = await open()
    expect(await remembered(asRoot.url)).toEqual(['kept'])
    await asRoot.stop()

    const again = await hold({ user: nobody })
    expect(await remembered(again.url)).toEqual(['kept'])
    await release(again.child)
  })

  test('an ordinary user is told if the folder belongs to someone else', async () => {
    await chmod(home, 0o755)
    expect((await hold({ user: nobody })).error).toMatch(/PARLEY_DATA_DIR .* cannot be written/)
  })
}

async function copyTemplate(): Promise<void> {
  await cp(join(template, 'postgres-18'), data(), { recursive: true })
  await chmod(data(), 0o700)
}

async function open(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: home, fsync: false })
  opened.push(server)
  return server
}

function data(): string {
  return join(home, 'postgres-18')
}

type HoldOptions = { user?: typeof nobody | null; mode?: 'quick' | 'durable' }
type Held = { url: string; adopted: boolean; error?: string; child: ChildProcess }

async function hold({ user = null, mode = 'quick' }: HoldOptions = {}): Promise<Held> {
  const child = spawn(process.execPath, [holder, home, mode], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...user,
  })
  children.push(child)
  const [line] = await once(createInterface(child.stdout), 'line')
  return { ...JSON.parse(line), child }
}

async function release(child: ChildProcess): Promise<void> {
  child.stdin?.end()
  await once(child, 'exit')
}

async function kill(child: ChildProcess, { group = false } = {}): Promise<void> {
  process.kill((group ? -1 : 1) * (child.pid ?? 0), 'SIGKILL')
  await once(child, 'exit')
}

async function killPostmaster(): Promise<void> {
  const postmaster = await findPostmaster(data())
  if (postmaster === null) throw new Error('no Postgres to kill')
  process.kill(postmaster.pid, 'SIGKILL')
}

async function remember(url: string, what: string): Promise<void> {
  await query(url, 'CREATE TABLE IF NOT EXISTS memory (what text)')
  await query(url, `INSERT INTO memory VALUES ('${what}')`)
}

async function remembered(url: string): Promise<unknown[]> {
  return (await query(url, 'SELECT what FROM memory')).map(([what]) => what)
}

async function answer(url: string, sql: string): Promise<unknown> {
  return (await query(url, sql))[0]?.[0]
}

async function query(url: string, text: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}
