/** The data directory of the embedded Postgres: made once, whole or not at all. */

import { spawn } from 'node:child_process'
import {
  access,
  chown,
  constants,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { isKind, reasonOf } from './failure.ts'
import { canReach, giveTo, type SystemUser } from './system-user.ts'

/** Another major version cannot read these files, so its number is in the name. */
export const clusterName = 'postgres-18'
export const superuser = 'parley'

/** The environment of the Postgres programs: nothing of ours, and messages in English. */
export const environment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' } as const

/** The real path of PARLEY_DATA_DIR, which is made when it is missing. */
export async function prepareDataDir(dataDir: string): Promise<string> {
  try {
    // Root's Postgres runs as another user, who passes through here but cannot list it.
    await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    await access(dataDir, constants.W_OK | constants.X_OK)
    return await realpath(dataDir)
  } catch (error) {
    throw new Error(`PARLEY_DATA_DIR (${dataDir}) cannot be written: ${reasonOf(error)}.`, {
      cause: error,
    })
  }
}

export type ClusterOptions = {
  readonly binaries: Binaries
  readonly user: SystemUser | null
  readonly fsync: boolean
}

/** Makes `data` unless it is there. Of two at once, one wins and both find the same cluster. */
export async function ensureCluster(data: string, options: ClusterOptions): Promise<void> {
  await removeAbandonedDrafts(data)
  if (await isCluster(data)) return takeOver(data, options.user)
  const draft = await mkdtemp(`${data}.draft-${process.pid}-`)
  try {
    if (options.user !== null) await chown(draft, options.user.uid, options.user.gid)
    await initialise(draft, options)
    await rename(draft, data)
  } catch (error) {
    if (!isKind(error, 'ENOTEMPTY', 'EEXIST') || !(await isCluster(data))) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** A folder without PG_VERSION is none of ours, and none to start a database in. */
async function isCluster(data: string): Promise<boolean> {
  const content = await readdir(data).catch((error: unknown): string[] => {
    if (isKind(error, 'ENOENT')) return []
    throw new Error(
      `PARLEY_DATA_DIR holds ${data}, which this user may not use: ${reasonOf(error)}.`,
      { cause: error },
    )
  })
  if (content.length === 0 || content.includes('PG_VERSION')) return content.length > 0
  throw new Error(
    `PARLEY_DATA_DIR holds ${data}, which is not a Postgres data directory: move it away.`,
  )
}

async function takeOver(data: string, user: SystemUser | null): Promise<void> {
  if (user !== null && (await stat(data)).uid === 0) await giveTo(user, data)
}

/** Locale and encoding are Postgres's own (C.UTF-8), so that no system's library orders our rows. */
async function initialise(draft: string, { binaries, user, fsync }: ClusterOptions): Promise<void> {
  // Anyone who can reach the socket's folder can read the data beside it, so a password adds nothing.
  const options = [
    ['--pgdata', await dataArgument(draft, user)],
    ['--username', superuser],
    ['--auth-local', 'trust'],
    ['--auth-host', 'reject'],
    ['--encoding', 'UTF8'],
    ['--locale', 'C'],
    ['--locale-provider', 'builtin'],
    ['--builtin-locale', 'C.UTF-8'],
  ].flat()
  const flags = fsync ? [] : ['--no-sync']
  const { failure, output } = await run(binaries.initdb, [...options, ...flags], {
    cwd: draft,
    user,
  })
  if (failure === null) return
  throw new Error(
    `Embedded Postgres could not be set up in PARLEY_DATA_DIR (${dirname(draft)}): ${failure}` +
      ` ${output.trim().split('\n').slice(-5).join('\n')}`,
  )
}

/**
 * When a folder above is closed to `user`, the data has no path for it; but the process is started
 * inside, and this link leads a process to the folder it is in without a look at those above.
 */
export async function dataArgument(data: string, user: SystemUser | null): Promise<string> {
  return user === null || (await canReach(user, data)) ? data : '/proc/self/cwd'
}

type Outcome = { readonly failure: string | null; readonly output: string }

function run(
  program: string,
  args: readonly string[],
  { cwd, user }: { cwd: string; user: SystemUser | null },
): Promise<Outcome> {
  const child = spawn(program, args, {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      output = `${output}${text}`.slice(-4_000)
    })
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ failure: `${error.message}.`, output }))
    child.once('close', (code, signal) => {
      resolve({ failure: code === 0 ? null : `initdb ended with ${code ?? signal}.`, output })
    })
  })
}

/** A process that died in the middle left its draft, which has its pid in the name. */
async function removeAbandonedDrafts(data: string): Promise<void> {
  const parent = dirname(data)
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(data)}.draft-`)) continue
    const pid = Number(name.split('-').at(-2))
    if (!isRunning(pid)) await rm(join(parent, name), { recursive: true, force: true })
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !isKind(error, 'ESRCH')
  }
}
