/** Which files belong to the project. It lists and reads; it judges nothing. */

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { projectRoot } from './tree.ts'

const leftOut = new Set(['node_modules', 'dist', 'generated', 'coverage', '.git', '.parley'])

export type ProjectFile = { readonly path: string; readonly text: string }

/** Every text file under `folder`, its path as seen from the project's root. */
export function filesOf(folder: string): readonly ProjectFile[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = relative(projectRoot, join(projectRoot, folder, entry.name))
    if (leftOut.has(entry.name)) return []
    if (entry.isDirectory()) return filesOf(path)
    return entry.isFile() ? readText(path) : []
  })
}

function readText(path: string): readonly ProjectFile[] {
  const bytes = readFileSync(join(projectRoot, path))
  return bytes.includes(0) ? [] : [{ path, text: bytes.toString('utf8') }]
}
