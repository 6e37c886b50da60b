/**
 * The clients, from memory. What is kept is looked over for changes by every node twice a second,
 * so that a client that was disabled elsewhere is refused within a second.
 */

import type { Client } from '../model/client.ts'
import { type Db, read } from '../store/db.ts'
import { outsideWork } from '../store/unit-of-work.ts'
import { findClient } from './find.ts'

/** Ten seconds of overlap: a change is stamped when it begins and is seen when it commits. */
const changed = read(
  'clients_changed',
  `SELECT id, updated_at AS "updatedAt" FROM clients WHERE updated_at > now() - interval '10 seconds'`,
)

export type ClientRegistry = {
  /** The identical object each time, until it changes. Null for unknown and disabled ones. */
  readonly find: (id: string) => Promise<Client | null>
  readonly refresh: () => Promise<void>
  readonly close: () => void
}

const mostKept = 10_000
const refreshMilliseconds = 500

/** `own` is there without a row. */
export function openClientRegistry(db: Db, own: Client): ClientRegistry {
  const kept = new Map<string, Client>()

  const load = async (id: string): Promise<Client | null> => {
    const client = await findClient(db, id)
    if (client === null) return null
    if (kept.size >= mostKept) kept.clear()
    kept.set(id, client)
    return client
  }

  const refresh = async () => {
    if (kept.size === 0) return
    const rows = await db.rows<Pick<Client, 'id' | 'updatedAt'>>(changed)
    for (const { id, updatedAt } of rows) {
      if (kept.get(id)?.updatedAt.getTime() !== updatedAt.getTime()) kept.delete(id)
    }
  }

  const timer = setInterval(() => {
    // While the store is away nothing can have been changed through it, and no token be issued.
    void outsideWork(refresh).catch(() => undefined)
  }, refreshMilliseconds).unref()

  return {
    find: async (id) => (id === own.id ? own : (kept.get(id) ?? load(id))),
    refresh,
    close: () => clearInterval(timer),
  }
}
