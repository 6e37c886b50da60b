/** The actor of a command: the system's user, as the ledger names them. */

import { userInfo } from 'node:os'
import type { Actor } from '../model/event.ts'

export function commandLineActor(): Actor {
  return { kind: 'operator', id: `command line (${userName()})` }
}

/** A container may run as a user without a name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
