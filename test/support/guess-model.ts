/** When a try has to wait, as the documentation says it, in seconds. It asks no server. */

import type { ThrottleRule } from '../../src/model/throttle.ts'

export type GuessModel = {
  readonly rule: ThrottleRule
  now: number
  standing: number
  countedAt: number
  freeAt: number
}

export function guessModel(rule: ThrottleRule): GuessModel {
  return { rule, now: 0, standing: 0, countedAt: 0, freeAt: 0 }
}

/** One more that is wrong. Whether it was tried at all. */
export function fail(model: GuessModel, weight = 1): boolean {
  const { rule, now, countedAt, freeAt } = model
  if (now < freeAt) return false
  const left = Math.max(0, model.standing - (now - countedAt) / rule.forgetSeconds)
  const most = rule.free + Math.max(rule.free, 6)
  model.standing = Math.min(most, left + weight)
  model.countedAt = now
  model.freeAt = now + waitOf(model)
  return true
}

/** A thirty-second of the longest, then twice as long each time. */
function waitOf({ rule, standing }: GuessModel): number {
  const over = Math.ceil(standing) - rule.free
  return over < 0 ? 0 : rule.longestWaitSeconds * Math.min(1, 2 ** over / 32)
}
