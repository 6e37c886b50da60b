/** Which operations of the admin API the console asks, and whose verbs the command line has, by the sources. */

import type { ProjectFile } from '../house/files.ts'

/** The folders of the verbs. */
const domain =
  /^(?:\.\.\/)+(?:accounts|clients|endings|keys|ledger|policies|revocation|sessions|statistics|tokens)\//

/** The operations that stand as text in the sources of the console. */
export function askedIn(files: readonly ProjectFile[], ids: readonly string[]): Set<string> {
  const text = files.map((file) => file.text).join('\n')
  return new Set(ids.filter((id) => text.includes(`'${id}'`)))
}

/** The imports of a file from the domain. */
function verbsTakenBy({ text }: ProjectFile): readonly string[] {
  const imports = text.matchAll(/^import (?:type )?\{([^}]*)\} from '([^']+)'/gm)
  return [...imports].flatMap(([, names = '', from = '']) => {
    if (!domain.test(from)) return []
    return names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => /^[a-z]\w*$/.test(name) && !name.endsWith('Document'))
  })
}

export function verbsIn(files: readonly ProjectFile[]): Set<string> {
  return new Set(files.flatMap(verbsTakenBy))
}

/** The verbs of each operation, those of the functions beside it included. */
export function verbsByOperation(
  files: readonly ProjectFile[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(files.flatMap(operationsIn))
}

function operationsIn(file: ProjectFile): [string, readonly string[]][] {
  const starts = [...file.text.matchAll(/\boperation(?:<[^(]*>)?\(\s*'(\w+)'/g)]
  return starts.map(({ index, 1: id = '' }, at) => {
    const text = file.text.slice(index, starts[at + 1]?.index)
    return [id, verbsOf(text.split('\n}\n')[0] ?? '', file)]
  })
}

/** Functions that only find or hold something do not count as verbs, except for readers. */
function verbsOf(text: string, file: ProjectFile): readonly string[] {
  const named = namedIn(text, file)
  const acting = named.filter((verb) => !/^(find|hold|lock|require)/.test(verb))
  return acting.length > 0 ? acting : named
}

function namedIn(text: string, file: ProjectFile, depth = 0): readonly string[] {
  const isNamed = (name: string) => new RegExp(`\\b${name}\\b`).test(text)
  const beside = [...file.text.matchAll(/^(?:async )?function (\w+)[\s\S]*?\n\}\n/gm)]
  const helpers = beside.filter(([whole, name = '']) => !text.includes(whole) && isNamed(name))
  const further = depth > 2 ? [] : helpers.flatMap(([whole]) => namedIn(whole, file, depth + 1))
  return [...new Set([...verbsTakenBy(file).filter(isNamed), ...further])]
}
