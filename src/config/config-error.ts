/** What is wrong with the settings. It repeats no value: any of them could be a secret. */

/** The settings that are wrong, one sentence each. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

export function errorOf(problems: ReadonlyMap<string, string>): ConfigError {
  return new ConfigError([...problems].map(([name, sentence]) => `${name} ${sentence}`))
}
