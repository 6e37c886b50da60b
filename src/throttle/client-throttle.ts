/**
 * Counts wrong secrets and signatures of clients, by client and address. A node remembers the waits
 * it knows of, so that a flood of wrong ones costs the database nothing.
 */

import { elapsedSeconds } from '../base/clock.ts'
import { lineOf } from '../model/binding.ts'
import type { LedgerEvent } from '../model/event.ts'
import type { Db } from '../store/db.ts'
import { currentOrigin } from '../store/unit-of-work.ts'
import { countFailedTry } from './count.ts'
import { anyDevice, subjectOf, type Tally, type Throttle } from './tally.ts'
import { heldMeanwhile, tooManyTries } from './wait.ts'

export type ClientThrottle = {
  /** Throws `too_many_requests` during a wait, whether the secret is right or not. No database. */
  readonly requireNoWait: (clientId: string) => void
  /** During a wait throws `too_many_requests`, which hides that the secret was wrong. */
  readonly count: (clientId: string) => Promise<void>
}

type Options = {
  readonly db: Db
  readonly throttle: Throttle
  /** Records at a bounded rate. */
  readonly recordRefusal: (event: LedgerEvent) => Promise<void>
}

/** When the memory is full it is cleared; the next wrong secret restores an entry. */
const mostRemembered = 10_000

export function openClientThrottle({ db, throttle, recordRefusal }: Options): ClientThrottle {
  const freeAt = new Map<string, number>()

  const remember = (key: string, seconds: number): void => {
    if (seconds === 0) return
    if (freeAt.size >= mostRemembered) freeAt.clear()
    freeAt.set(key, elapsedSeconds() + seconds)
  }

  const count = async (clientId: string): Promise<void> => {
    const tally = tallyOf(throttle, clientId)
    const key = tally.subject.toString('base64')
    const [counted] = (await countFailedTry(db, [tally])) ?? []
    if (counted === undefined) {
      const held = await heldMeanwhile(db, [tally])
      remember(key, held.retryAfterSeconds ?? 0)
      throw held
    }
    const { waitSeconds, isBeginning } = counted
    remember(key, waitSeconds)
    if (isBeginning) await recordRefusal(limited(clientId, waitSeconds))
  }

  return {
    requireNoWait: (clientId) => {
      if (freeAt.size === 0) return
      const key = tallyOf(throttle, clientId).subject.toString('base64')
      const seconds = (freeAt.get(key) ?? 0) - elapsedSeconds()
      if (seconds > 0) throw tooManyTries(seconds)
      freeAt.delete(key)
    },
    count,
  }
}

/** Servers next to each other belong to different owners, so each address is counted separately. */
function tallyOf({ key, rules }: Throttle, clientId: string): Tally {
  const line = lineOf(currentOrigin().network) ?? ''
  const subject = subjectOf(key, 'client', `${clientId} ${line}`)
  return { of: 'client', subject, device: anyDevice, rule: rules.client, weight: 1 }
}

function limited(clientId: string, waitSeconds: number): LedgerEvent {
  return {
    type: 'client.limited',
    outcome: 'failure',
    actor: { kind: 'nobody' },
    clientId,
    details: { wait_seconds: Math.ceil(waitSeconds) },
  }
}
