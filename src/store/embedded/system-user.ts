/** The user that Postgres runs as: it refuses root, so root gives its data to another user. */

import type { Stats } from 'node:fs'
import { chown, readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export type SystemUser = { readonly uid: number; readonly gid: number }

/** initdb refuses a uid without a name, and every Linux knows this one. */
const nobody: SystemUser = { uid: 65534, gid: 65534 }

/** Null when Postgres runs as whoever runs this process. Data that has an owner keeps it. */
export async function chooseUser(data: string): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null
  if (process.platform !== 'linux') {
    throw new Error(
      'Embedded Postgres does not run as root here: use an ordinary user, or set DATABASE_URL.',
    )
  }
  const owner = await stat(data).catch(() => null)
  return owner === null || owner.uid === 0 ? nobody : { uid: owner.uid, gid: owner.gid }
}

/** Hands a folder over, with all it holds: a backup that root copied back belongs to root. */
export async function giveTo(user: SystemUser, folder: string): Promise<void> {
  await chown(folder, user.uid, user.gid)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), user.uid, user.gid)
  }
}

/** Whether `user` may enter every folder on the way to `path`. */
export async function canReach(user: SystemUser, path: string): Promise<boolean> {
  for (let folder = await realpath(path); ; folder = dirname(folder)) {
    if (!mayEnter(user, await stat(folder))) return false
    if (folder === dirname(folder)) return true
  }
}

function mayEnter({ uid, gid }: SystemUser, { mode, uid: owner, gid: group }: Stats): boolean {
  if (uid === owner) return (mode & 0o100) !== 0
  if (gid === group) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}
