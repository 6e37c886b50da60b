/** One run of the command line, to its exit code. Errors are reported here, once. */

import { CommanderError } from 'commander'
import { isDomainError } from '../base/errors.ts'
import { ConfigError } from '../config/config.ts'
import { type Context, Refusal } from './context.ts'
import { createProgram } from './program.ts'

/** `args` without the programs' names. 0 only when the command did what was asked. */
export async function run(args: readonly string[], context: Context): Promise<number> {
  try {
    const program = await createProgram(args, context)
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    // Commander has already reported refused flags.
    if (error instanceof CommanderError) return error.exitCode
    for (const sentence of sentencesOf(error)) context.note(`parley: ${sentence}\n`)
    if (context.wantsTraces && error instanceof Error) context.note(`${error.stack}\n`)
    return 1
  }
}

/** People get sentences, and a stack trace only on request. */
function sentencesOf(error: unknown): readonly string[] {
  if (error instanceof ConfigError) return error.problems
  if (error instanceof Refusal) return [error.message]
  if (isDomainError(error, 'store_unavailable')) {
    return ['The database cannot be reached: check DATABASE_URL, or run "parley doctor".']
  }
  if (error instanceof Error && isSentence(error)) return [error.message]
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return [`Unexpected error (${words}). LOG_LEVEL=debug shows where it happened.`]
}

/** The store's plain errors are sentences for people; the system's errors have codes. */
function isSentence(error: Error): boolean {
  return error.name === 'Error' && !('code' in error)
}
