/**
 * The throttle of passwords and client secrets: how many failed tries are free, and how long the next
 * one must wait after them. Failures are forgotten one by one.
 */

/** `account` counts in all browsers that the account does not know, `device` in one that it knows. */
export type ThrottleScope = 'account' | 'device' | 'network' | 'everyone' | 'client'

export type ThrottleRule = {
  /** The number of failures before the first wait. */
  readonly free: number
  /** One failure is forgotten in each such period. */
  readonly forgetSeconds: number
  /** 0: failures are only counted, with no wait. */
  readonly longestWaitSeconds: number
}

export type ThrottleRules = Readonly<Record<ThrottleScope | 'strictNetwork', ThrottleRule>>

export type ThrottleSettings = {
  /** Failures per minute in the long run; a burst may use those of ten minutes. */
  readonly perNetwork: number
  /** The same for all networks together. Above it, each network gets a stricter rule. */
  readonly inAll: number
}

const quarterHour = { forgetSeconds: 900, longestWaitSeconds: 900 }

export function throttleRules({ perNetwork, inAll }: ThrottleSettings): ThrottleRules {
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

/** Fractions of the longest wait: each further failure doubles the wait. */
export const growth = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1] as const

/** The most failures a counter holds, so that an attack on it does not outlast the longest wait much. */
export function mostStanding({ free }: ThrottleRule): number {
  return free + Math.max(free, growth.length)
}

/** The wait after `standing` failures that are not forgotten yet. */
export function waitSeconds(rule: ThrottleRule, standing: number): number {
  const over = Math.ceil(standing) - rule.free
  if (over < 0) return 0
  return rule.longestWaitSeconds * (growth[over] ?? 1)
}

/** Whether a wait began with the newest `weight` failures. */
export function isBeginning(rule: ThrottleRule, standing: number, weight: number): boolean {
  const whole = Math.ceil(standing)
  return whole >= rule.free && whole - weight < rule.free
}
