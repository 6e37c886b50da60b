/** Everything outside that a command uses, and the refusal it throws. */

import type { Config } from '../config/config.ts'

export type Context = {
  /** Reads and checks the settings; throws `ConfigError`. */
  readonly config: () => Config
  /** To standard output: the answer and nothing else. */
  readonly print: (text: string) => void
  /** To standard error: everything else. */
  readonly note: (text: string) => void
  /** All of standard input. */
  readonly readInput: () => Promise<string>
  /** Whether an error comes with its stack trace. */
  readonly wantsTraces: boolean
}

/** An expected error: one sentence that names the setting or flag, with exit code 1. */
export class Refusal extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'Refusal'
  }
}
