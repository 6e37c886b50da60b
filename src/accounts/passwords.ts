/** Hashes passwords with argon2id, a few at a time, so that they cannot starve token signing. */

import { availableParallelism } from 'node:os'
import argon2 from 'argon2'
import { randomToken } from '../base/crypto.ts'
import { DomainError } from '../base/errors.ts'
import { normalisePassword } from '../model/password.ts'

export type HashCost = {
  readonly memoryKib: number
  readonly iterations: number
  readonly parallelism: number
}

export type Passwords = {
  /** The name of the server: a password made of it is weak. */
  readonly place: string
  readonly hash: (password: string) => Promise<string>
  /** A null `hash` (no such account) takes as long as any other and returns false. */
  readonly verify: (hash: string | null, password: string) => Promise<boolean>
}

/** About two seconds of waiting. Requests beyond that are refused with a retry time. */
const longestQueue = 100

/** argon2 shares libuv's four threads with signing, so it gets at most two, and never more than the cores. */
export async function openPasswords(cost: HashCost, place = ''): Promise<Passwords> {
  // argon2id is the library's default type.
  const options = {
    memoryCost: cost.memoryKib,
    timeCost: cost.iterations,
    parallelism: cost.parallelism,
  }
  const inTurn = turnstile(Math.min(2, availableParallelism()))
  const hash = (password: string) => inTurn(() => argon2.hash(normalisePassword(password), options))
  const noOnes = await hash(randomToken(256))
  return {
    place,
    hash,
    verify: async (known, password) => {
      const matches = await inTurn(() =>
        argon2.verify(known ?? noOnes, normalisePassword(password)),
      )
      return matches && known !== null
    },
  }
}

function turnstile(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let free = most
  return async (task) => {
    if (free > 0) free -= 1
    else if (waiting.length >= longestQueue) throw new DomainError('too_busy', 'try again shortly')
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
