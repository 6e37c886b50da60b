/** The pid file of one data directory, which alone says whether a Postgres runs there, and which. */

import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { link, readFile, rename, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { isRunning } from './cluster.ts'
import { isKind } from './failure.ts'
import { removeSocketFolder } from './socket-folder.ts'

export type Postmaster = {
  readonly pid: number
  readonly socketFolder: string
  readonly isReady: boolean
}

/** Null when none runs; then a pid file that a crash left is gone too. */
export async function findPostmaster(data: string): Promise<Postmaster | null> {
  const path = join(data, 'postmaster.pid')
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isKind(error, 'ENOENT')) return ''
    throw error
  })
  const [pid = '', , , , socketFolder = '', , , status = ''] = content.split('\n')
  if (!/^\d+$/.test(pid)) return null
  const holder = await holderOf(Number(pid), data)
  if (holder === 'ours') {
    return { pid: Number(pid), socketFolder, isReady: status.trim() === 'ready' }
  }
  await refuseForeign(data, socketFolder)
  await removeStale(path, content)
  // A stranger may be the Postgres of the directory that this one is a copy of.
  if (holder === 'none') await removeSocketFolder(socketFolder)
  return null
}

/** The pid may have gone to another process since. What cannot be told counts as ours. */
async function holderOf(pid: number, data: string): Promise<'ours' | 'stranger' | 'none'> {
  if (!isRunning(pid)) return 'none'
  const command = await commandOf(pid).catch(() => null)
  if (command === null) return isRunning(pid) ? 'ours' : 'none'
  if (command.trim() === '') return 'none'
  return command.includes(`${markOf(data)} `) ? 'ours' : 'stranger'
}

/** Everyone may read a command line, so it carries the mark; a dead, unreaped process has none. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
  }
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
  return `${stdout.trim()} `
}

/** Put on the command line of every postmaster of ours, with a blank after it. */
export function markOf(data: string): string {
  return `parley.data_directory=${data}`
}

/** A pid says nothing across containers, but a socket on a volume they share still answers. */
async function refuseForeign(data: string, socketFolder: string): Promise<void> {
  if (socketFolder !== data) return
  // A process that was just killed may hold its socket for a moment.
  for (let tries = 0; tries < 40; tries += 1) {
    if (!(await answers(join(data, '.s.PGSQL.5432')))) return
    await sleep(50)
  }
  throw new Error(
    `Another machine or container runs Postgres in PARLEY_DATA_DIR (${data}): give each its own, ` +
      'or share one database by DATABASE_URL.',
  )
}

async function answers(path: string): Promise<boolean> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/**
 * Postgres removes the file of a dead process, not of a pid that was given away again. Moving it
 * first shows whether it is still the one that was read: another start may have written its own.
 */
async function removeStale(path: string, content: string): Promise<void> {
  const aside = `${path}.stale-${process.pid}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (isKind(error, 'ENOENT')) return
    throw error
  }
  if ((await readFile(aside, 'utf8')) !== content) await link(aside, path)
  await rm(aside)
}
