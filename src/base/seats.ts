/** Counts who holds the places of a node, so that nobody holds more than a share. It knows no place. */

import { DomainError } from './errors.ts'

/** Someone who holds places, and how many at most: a session, a network, or the whole node. */
export type Holder = { readonly name: string; readonly most: number }

export type Seats = {
  /**
   * Takes one place for all of `holders`. Answers how to give it back, which may be called twice.
   * Throws `too_busy` when one of them holds its most.
   */
  readonly take: (holders: readonly Holder[]) => () => void
  /** How many names are known, for tests of its memory. */
  readonly size: () => number
}

export function openSeats(): Seats {
  const taken = new Map<string, number>()
  return {
    take: (holders) => {
      const full = holders.find(({ name, most }) => (taken.get(name) ?? 0) >= most)
      if (full !== undefined) throw new DomainError('too_busy', tooMany(full))
      for (const { name } of holders) taken.set(name, (taken.get(name) ?? 0) + 1)
      return once(() => {
        for (const { name } of holders) giveBack(taken, name)
      })
    },
    size: () => taken.size,
  }
}

/** Names the kind only: a caller must not learn the account or the network of a session. */
function tooMany({ name, most }: Holder): string {
  return `too many streams are open: at most ${most} for one ${name.split(' ', 1)[0]}`
}

function giveBack(taken: Map<string, number>, name: string): void {
  const left = (taken.get(name) ?? 0) - 1
  if (left > 0) taken.set(name, left)
  else taken.delete(name)
}

function once(task: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    task()
  }
}
