/** Names and values as the environment gives them, before anyone checks what they mean. */

import { readFileSync } from 'node:fs'

export type Environment = Readonly<Record<string, string | undefined>>

const longestFile = 16_384

/**
 * A misspelt name would leave a setting at its default unnoticed. Test runs have their own names,
 * and Kubernetes gives every container the address of a service called "parley".
 */
export function strayNames(env: Environment, known: ReadonlySet<string>): string[] {
  const foreign = /^PARLEY_(TEST_.+|SERVICE_(HOST|PORT(_.+)?)|PORT_\d+_(TCP|UDP|SCTP)(_.+)?)$/
  return Object.keys(env)
    .filter((name) => name.startsWith('PARLEY_') && !foreign.test(name))
    .filter((name) => name !== 'PARLEY_PORT' || !/^(tcp|udp|sctp):\/\//.test(env[name] ?? ''))
    .filter((name) => !known.has(name) && !known.has(name.replace(/_FILE$/, '')))
}

/** The value itself or the content of the file named beside it; an empty one counts as absent. */
export function given(
  env: Environment,
  name: string,
  problems: Map<string, string>,
): string | undefined {
  const direct = env[name]?.trim() || undefined
  const path = env[`${name}_FILE`]?.trim() || undefined
  if (path === undefined) return direct
  if (direct !== undefined) {
    problems.set(name, `and ${name}_FILE are both set; keep one.`)
    return undefined
  }
  const content = readShortFile(path)
  if (content === null) problems.set(name, `cannot be read from the file that ${name}_FILE names.`)
  return content ?? undefined
}

function readShortFile(path: string): string | null {
  try {
    const content = readFileSync(path, 'utf8').trim()
    return content.length > 0 && content.length <= longestFile ? content : null
  } catch {
    return null
  }
}
