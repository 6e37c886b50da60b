/** The command line without a process: what it printed, what it noted, its exit code. */

import { run } from '../../src/cli/run.ts'
import { type Environment, readConfig } from '../../src/config/config.ts'

export type Outcome = { readonly code: number; readonly out: string; readonly err: string }

export type CommandLine = (args: readonly string[], input?: string) => Promise<Outcome>

export function commandLine(env: Environment): CommandLine {
  return async (args, input = '') => {
    const printed: string[] = []
    const noted: string[] = []
    const code = await run(args, {
      config: () => readConfig({ PARLEY_DATA_DIR: '/nonexistent/parley', ...env }),
      print: (text) => void printed.push(text),
      note: (text) => void noted.push(text),
      readInput: async () => input,
      wantsTraces: false,
    })
    return { code, out: printed.join(''), err: noted.join('') }
  }
}

/** Standard output holds one JSON document and nothing else, and it worked. */
export function documentOf({ code, out, err }: Outcome): unknown {
  if (code !== 0) throw new Error(`exit code ${code}: ${err}`)
  return JSON.parse(out)
}
