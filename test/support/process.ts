/** Parley as a person runs it: the built program in processes of its own. `npm test` builds it. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { removeEmbeddedPostgres } from '../../src/store/embedded/remove.ts'
import { currentRun } from './database.ts'

/** The program that `npm test` has built. */
export const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

export type Settings = Readonly<Record<string, string>>

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

export type ServerProcess = {
  readonly pid: number
  /** Where it listens. */
  readonly url: string
  /** All it wrote so far, on both streams. */
  readonly output: () => string
  /** Ends it, and tells how it ended. */
  readonly end: (signal?: NodeJS.Signals) => Promise<Ended>
}

/** The processes that a test has started, so that they end even if it fails. */
const started = new Set<ChildProcess>()

/** A command from start to end, in an environment that holds `settings` and nothing of ours. */
export async function runParley(args: readonly string[], settings: Settings): Promise<Ended> {
  return endingOf(launch(args, settings))
}

/** Resolves when it is ready; throws what it wrote when it ends before. */
export async function startParley(settings: Settings): Promise<ServerProcess> {
  const port = settings['PORT'] ?? String(await freePort())
  const child = launch(['start'], { PARLEY_DEMO_PORT: '0', ...settings, PORT: port })
  const written: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => written.push(chunk.toString()))
  }
  const ending = endingOf(child)
  const url = `http://localhost:${port}`
  await untilReady(child, url, () => written.join(''))
  return {
    pid: child.pid ?? 0,
    url,
    output: () => written.join(''),
    end: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ending
    },
  }
}

export async function endAll(): Promise<void> {
  for (const child of started) {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
}

/** A data directory of its own, and how to remove it with the database in it. */
export async function makeDataDir(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'parley-data-'))
  return {
    path,
    remove: async () => {
      await removeEmbeddedPostgres(path)
      await rm(path, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function launch(args: readonly string[], settings: Settings): ChildProcess {
  const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE: currentRun().codeCache, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  child.once('exit', () => started.delete(child))
  return child
}

async function endingOf(child: ChildProcess): Promise<Ended> {
  if (child.stdout === null || child.stderr === null) throw new Error('It has no output.')
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code, out, err }
}

async function untilReady(child: ChildProcess, url: string, output: () => string): Promise<void> {
  for (let tries = 0; tries < 4_000; tries += 1) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(output())
    const answer = await fetch(`${url}/health/ready`).catch(() => null)
    if (answer?.status === 200) return
    await sleep(50)
  }
  throw new Error(`It is not ready after 200 seconds: ${output()}`)
}
