/** The benchmark's own Postgres, durable, in a folder that goes away with it; and its CPU. */

import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Embedded from '../src/store/embedded/start.ts'
import type * as Migrate from '../src/store/migrate.ts'
import { built } from './built.ts'

export type Postgres = {
  readonly url: string
  /** Of all its processes so far; null where /proc does not tell. */
  readonly cpuMicroseconds: () => Promise<number | null>
  /** Median of a small write that is waited for, where the data is. */
  readonly syncMilliseconds: number
  readonly stop: () => Promise<void>
}

export async function openPostgres(): Promise<Postgres> {
  const { startEmbeddedPostgres }: typeof Embedded = await import(built('store/embedded/start.js'))
  const { migrate }: typeof Migrate = await import(built('store/migrate.js'))
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  const remove = () => rm(dataDir, { recursive: true, force: true })
  try {
    const syncMilliseconds = await measureSync(dataDir)
    const { url, stop } = await startEmbeddedPostgres({ dataDir, fsync: true })
    await migrate({ connectionString: url })
    const pid = await postmasterIn(dataDir)
    return {
      url,
      syncMilliseconds,
      cpuMicroseconds: () => cpuOf(pid).catch(() => null),
      stop: async () => {
        await stop()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

async function postmasterIn(dataDir: string): Promise<number> {
  const [cluster] = (await readdir(dataDir)).filter((name) => /^postgres-\d+$/.test(name))
  const content = await readFile(join(dataDir, cluster ?? '', 'postmaster.pid'), 'utf8')
  return Number(content.split('\n')[0])
}

async function measureSync(dataDir: string): Promise<number> {
  const path = join(dataDir, 'sync')
  const file = await open(path, 'w')
  const page = Buffer.alloc(8192)
  const times: number[] = []
  for (let i = 0; i < 50; i += 1) {
    const start = performance.now()
    await file.write(page, 0, page.length, 0)
    await file.datasync()
    times.push(performance.now() - start)
  }
  await file.close()
  await rm(path)
  return times.sort((a, b) => a - b)[25] ?? 0
}

/** Clock ticks of /proc: a hundredth of a second on every Linux that Node runs on. */
const microsecondsATick = 10_000

/** Nanoseconds of each child where the kernel counts them, and what ended children had used. */
async function cpuOf(postmaster: number): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const own = await statOf(String(postmaster))
  const children = await Promise.all(
    pids.map(async (pid) => {
      const stat = await statOf(pid).catch(() => null)
      return stat?.parent === postmaster ? childMicroseconds(pid, stat.ticks) : 0
    }),
  )
  const sum = children.reduce((total, one) => total + one, 0)
  return sum + (own.ticks + own.endedTicks) * microsecondsATick
}

async function childMicroseconds(pid: string, ticks: number): Promise<number> {
  const precise = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => null)
  const [nanoseconds] = precise?.split(' ') ?? []
  return nanoseconds === undefined ? ticks * microsecondsATick : Number(nanoseconds) / 1000
}

async function statOf(pid: string) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [, parent = 0] = fields
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
  return { parent, ticks: user + system, endedTicks: endedUser + endedSystem }
}
