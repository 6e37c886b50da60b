/** The folder of the Unix socket. It is closed to other users, as the data is. */

import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dataArgument } from './cluster.ts'
import type { SystemUser } from './system-user.ts'

/** A socket's path has at most 103 bytes where systems allow the fewest. */
const longestFolder = 103 - '/.s.PGSQL.5432'.length
const temporary = join(tmpdir(), 'parley-socket-')

/** In the data itself, which is closed to others; its path may be too long, or closed to `user`. */
export async function makeSocketFolder(data: string, user: SystemUser | null): Promise<string> {
  const isShort = Buffer.byteLength(data) <= longestFolder
  if (isShort && (await dataArgument(data, user)) === data) return data
  const folder = await mkdtemp(temporary)
  if (user !== null) await chown(folder, user.uid, user.gid)
  return folder
}

/** Only one of the temporary ones: the other is the data itself. */
export async function removeSocketFolder(folder: string): Promise<void> {
  if (folder.startsWith(temporary)) await rm(folder, { recursive: true, force: true })
}
