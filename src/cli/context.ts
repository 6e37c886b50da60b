/** The outside world as a command sees it, and the refusal it throws. */

import type { Config } from '../config/config.ts'

export type Context = {
  /** Reads and checks the settings; throws `ConfigError`. */
  readonly config: () => Config
  /** To standard output: the answer and nothing else. */
  readonly print: (text: string) => void
  /** To standard error: everything that is not the answer. */
  readonly note: (text: string) => void
  /** All of standard input. */
  readonly readInput: () => Promise<string>
  /** Whether an error is to be followed by where in the code it happened. */
  readonly wantsTraces: boolean
}

/** Expected: told to the person in one sentence that names the setting or flag, with exit code 1. */
export class Refusal extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'Refusal'
  }
}
