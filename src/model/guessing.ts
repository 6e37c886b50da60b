/**
 * How many tries in vain it takes before the next one has to wait, and how long. What is guessed is
 * a password or a client's secret. Each failure counts until it is forgotten, one after the other.
 */

/** What failures are counted for: an account in all browsers that it does not know, or in one it does… */
export type Guessed = 'account' | 'device' | 'network' | 'everyone' | 'client'

export type GuessRule = {
  /** So many fail before the first wait. */
  readonly free: number
  /** After each such time one more is forgotten. */
  readonly forgetSeconds: number
  /** 0: nobody waits; it is only counted. */
  readonly longestWaitSeconds: number
}

export type GuessRules = Readonly<Record<Guessed | 'strictNetwork', GuessRule>>

export type GuessSettings = {
  /** Failures a minute, for as long as it lasts; ten minutes' worth of them at once. */
  readonly perNetwork: number
  /** The same of all networks together. Beyond it each network has to do with little. */
  readonly inAll: number
}

const quarterHour = { forgetSeconds: 900, longestWaitSeconds: 900 }

export function guessRules({ perNetwork, inAll }: GuessSettings): GuessRules {
  return {
    account: { free: 5, ...quarterHour },
    device: { free: 10, ...quarterHour },
    network: { ...rateOf(perNetwork), longestWaitSeconds: 60 / perNetwork },
    strictNetwork: { free: 1, forgetSeconds: 600, longestWaitSeconds: 600 },
    everyone: { ...rateOf(inAll), longestWaitSeconds: 0 },
    client: { free: 20, forgetSeconds: 30, longestWaitSeconds: 30 },
  }
}

function rateOf(perMinute: number) {
  return { free: perMinute * 10, forgetSeconds: 60 / perMinute }
}

/** Parts of the longest wait: each failure without a rest doubles it. */
export const growth = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1] as const

/** More are not remembered, so that whatever was done to a rule is over as soon as it may be. */
export function mostStanding({ free }: GuessRule): number {
  return free + Math.max(free, growth.length)
}

/** After so many that are not wholly forgotten. */
export function waitSeconds(rule: GuessRule, standing: number): number {
  const over = Math.ceil(standing) - rule.free
  if (over < 0) return 0
  return rule.longestWaitSeconds * (growth[over] ?? 1)
}

/** Whether the newest `weight` failures are those at which a limit began to hold. */
export function isBeginning(rule: GuessRule, standing: number, weight: number): boolean {
  const whole = Math.ceil(standing)
  return whole >= rule.free && whole - weight < rule.free
}
