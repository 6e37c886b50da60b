/** The code blocks of the README and the docs, and the markers of those that no test can run. */

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../house/tree.ts'

export type CodeBlock = {
  /** File and line, such as docs/keys.md:24. */
  readonly place: string
  readonly file: string
  readonly language: string
  readonly code: string
  /** The reason in the comment above a block that no test runs; null for a block that is run. */
  readonly notRun: string | null
}

const fence =
  /(?:<!-- not run: (?<reason>[^\n]+) -->\n)?^```(?<info>[^\n]*)\n(?<code>[\s\S]*?)^```$/gm

export function codeBlocks(): readonly CodeBlock[] {
  const files = ['README.md', ...globSync('docs/**/*.md', { cwd: projectRoot }).sort()]
  return files.flatMap((file) => {
    const page = readFileSync(join(projectRoot, file), 'utf8')
    return [...page.matchAll(fence)].map(({ index, groups }) => ({
      place: `${file}:${page.slice(0, page.indexOf('```', index)).split('\n').length}`,
      file,
      language: groups?.['info']?.split(' ')[0] ?? '',
      code: groups?.['code'] ?? '',
      notRun: groups?.['reason'] ?? null,
    }))
  })
}
