/** What counts guesses, made once for a node. */

import type { AuditEvent } from '../model/event.ts'
import type { GuessSettings } from '../model/guessing.ts'
import type { Db } from '../store/db.ts'
import { type ClientGuesses, openClientGuesses } from './client-guesses.ts'
import { type Guessing, openGuessing } from './tally.ts'

export type GuessOptions = {
  readonly db: Db
  /** Derived from PARLEY_SECRET. */
  readonly key: Uint8Array
  readonly settings: GuessSettings
  /** At a bounded rate. */
  readonly recordRefusal: (event: AuditEvent) => Promise<void>
}

export function openGuesses({ key, settings, ...tools }: GuessOptions): {
  readonly guessing: Guessing
  readonly clientGuesses: ClientGuesses
} {
  const guessing = openGuessing(key, settings)
  return { guessing, clientGuesses: openClientGuesses({ ...tools, guessing }) }
}
