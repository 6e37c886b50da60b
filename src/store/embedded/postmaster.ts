/** The Postgres process of one data directory: launches and stops it. It never decides whether to. */

import { spawn } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { dataArgument, environment } from './cluster.ts'
import { isKind } from './failure.ts'
import { findPostmaster, markOf } from './pid-file.ts'
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts'
import type { SystemUser } from './system-user.ts'

export type LaunchOptions = {
  readonly binaries: Binaries
  readonly user: SystemUser | null
  readonly fsync: boolean
  readonly logFile: string
}

export type Launch = {
  readonly pid: number | undefined
  /** Null while it runs; then how it ended. */
  readonly ending: () => string | null
}

export const cleanEnding = 'it ended with 0'

/** Starts one in a process group of its own, so that Ctrl-C reaches only us and we can drain. */
export async function launchPostmaster(data: string, options: LaunchOptions): Promise<Launch> {
  const { binaries, user, logFile } = options
  const args = ['-D', await dataArgument(data, user), '-c', markOf(data)]
  const socketFolder = await makeSocketFolder(data, user)
  const values = settings(socketFolder, options.fsync)
  const log = await open(logFile, 'a', 0o600)
  try {
    const child = spawn(binaries.postgres, [...args, ...values], {
      cwd: data,
      detached: true,
      env: environment,
      stdio: ['ignore', log.fd, log.fd],
      ...user,
    })
    let ending: string | null = null
    child.once('error', (error) => {
      ending = error.message
    })
    child.once('exit', (code, signal) => {
      ending = `it ended with ${code ?? signal}`
      void removeSocketFolder(socketFolder)
    })
    child.unref()
    return { pid: child.pid, ending: () => ending }
  } finally {
    await log.close()
  }
}

function settings(socketFolder: string, fsync: boolean): string[] {
  const durable = fsync ? 'on' : 'off'
  const values = {
    listen_addresses: '',
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log is for starts, stops and crashes: no statement, no value, nothing that grows with use.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    fsync: durable,
    full_page_writes: durable,
    synchronous_commit: durable,
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Fast shutdown: open transactions are rolled back, everything acknowledged is kept. */
export async function stopPostmaster(data: string): Promise<void> {
  const postmaster = await findPostmaster(data)
  if (postmaster === null) return
  signal(postmaster.pid)
  for (let tries = 0; tries < 1_200; tries += 1) {
    if ((await findPostmaster(data))?.pid !== postmaster.pid) {
      return removeSocketFolder(postmaster.socketFolder)
    }
    await sleep(50)
  }
  throw new Error(`Embedded Postgres (pid ${postmaster.pid}) did not stop within a minute.`)
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGINT')
  } catch (error) {
    if (!isKind(error, 'ESRCH')) throw error
  }
}

/** Where the log ends now; what this launch writes comes after. A long one is put aside first. */
export async function startOfLog(logFile: string): Promise<number> {
  const size = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  )
  if (size < 8 * 1024 * 1024) return size
  await rename(logFile, `${logFile}.1`)
  return 0
}

export async function logSince(logFile: string, start: number): Promise<string> {
  const content = await readFile(logFile)
  return content.subarray(start).toString('utf8')
}
