/**
 * Wrong secrets and signatures of clients, counted by client and by where they come from. What a node
 * has learnt of a limit it keeps, so that a flood of them costs the database nothing.
 */

import { elapsedSeconds } from '../base/clock.ts'
import { lineOf } from '../model/binding.ts'
import type { AuditEvent } from '../model/event.ts'
import type { Db } from '../store/db.ts'
import { currentOrigin } from '../store/unit-of-work.ts'
import { countTry } from './count.ts'
import { anyDevice, type Guessing, subjectOf, type Tally } from './tally.ts'
import { heldMeanwhile, tooManyTries } from './wait.ts'

export type ClientGuesses = {
  /** Throws `too_many_requests` where nothing is tried now, right or wrong. Asks no database. */
  readonly requireNoWait: (clientId: string) => void
  /** Throws `too_many_requests` instead of saying that it was wrong, and `store_unavailable`. */
  readonly count: (clientId: string) => Promise<void>
}

type Options = {
  readonly db: Db
  readonly guessing: Guessing
  /** At a bounded rate. */
  readonly recordRefusal: (event: AuditEvent) => Promise<void>
}

/** So many are remembered before all are forgotten: the next wrong one then tells it anew. */
const mostRemembered = 10_000

export function openClientGuesses({ db, guessing, recordRefusal }: Options): ClientGuesses {
  const freeAt = new Map<string, number>()

  const remember = (key: string, seconds: number): void => {
    if (seconds === 0) return
    if (freeAt.size >= mostRemembered) freeAt.clear()
    freeAt.set(key, elapsedSeconds() + seconds)
  }

  const count = async (clientId: string): Promise<void> => {
    const tally = tallyOf(guessing, clientId)
    const key = tally.subject.toString('base64')
    const [counted] = (await countTry(db, [tally])) ?? []
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
      const key = tallyOf(guessing, clientId).subject.toString('base64')
      const seconds = (freeAt.get(key) ?? 0) - elapsedSeconds()
      if (seconds > 0) throw tooManyTries(seconds)
      freeAt.delete(key)
    },
    count,
  }
}

/** A client's neighbours in a computing centre are strangers to it, so each address counts alone. */
function tallyOf({ key, rules }: Guessing, clientId: string): Tally {
  const line = lineOf(currentOrigin().network) ?? ''
  const subject = subjectOf(key, 'client', `${clientId} ${line}`)
  return { of: 'client', subject, device: anyDevice, rule: rules.client, weight: 1 }
}

function limited(clientId: string, waitSeconds: number): AuditEvent {
  return {
    type: 'client.limited',
    outcome: 'failure',
    actor: { kind: 'nobody' },
    clientId,
    details: { wait_seconds: Math.ceil(waitSeconds) },
  }
}
