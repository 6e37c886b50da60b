/**
 * The clients, in memory. Every node checks its cache for changes twice a second, so that a client
 * disabled elsewhere is refused within a second.
 */

import { now } from '../base/clock.ts'
import type { Client } from '../model/client.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { poll, type Warn } from '../store/poll.ts'
import { findClient } from './find.ts'

/**
 * Overlaps by ten seconds: a change is stamped when it begins and visible when it commits. The expiry
 * of a former secret is a change too. A deleted client is known by its entry in the feed.
 */
const changed = read(
  'clients_changed',
  `SELECT id, updated_at AS "updatedAt", coalesce(former_secret_until <= now(), false) AS "isLapsed"
   FROM clients WHERE updated_at > now() - interval '10 seconds'
     OR former_secret_until BETWEEN now() - interval '10 seconds' AND now()
   UNION ALL
   SELECT f.client_id, NULL, false FROM revocation_feed f
   WHERE f.kind = 'client' AND f.issued_before IS NOT NULL
     AND f.revoked_at > now() - interval '10 seconds'
     AND NOT EXISTS (SELECT 1 FROM clients c WHERE c.id = f.client_id)`,
  { id: column.text, updatedAt: orNull(column.timestamp), isLapsed: column.bool },
)

type Change = {
  readonly id: string
  /** Null if the client was deleted. */
  readonly updatedAt: Date | null
  readonly isLapsed: boolean
}

export type ClientRegistry = {
  /** The identical object each time until it changes; null if unknown or disabled. */
  readonly find: (id: string) => Promise<Client | null>
  readonly refresh: () => Promise<void>
  readonly close: () => void
}

const mostKept = 10_000
const refreshMilliseconds = 500
const longestGapMilliseconds = 5_000

function isStale(client: Client | undefined, { updatedAt, isLapsed }: Change): boolean {
  if (client === undefined) return false
  if (isLapsed && client.formerSecretHash !== null) return true
  return client.updatedAt.getTime() !== updatedAt?.getTime()
}

export type ClientRegistryOptions = {
  /** Clients that are there without a row. */
  readonly own: readonly Client[]
  readonly warn: Warn
}

export function openClientRegistry(db: Db, { own, warn }: ClientRegistryOptions): ClientRegistry {
  const kept = new Map<string, Client>()

  const load = async (id: string): Promise<Client | null> => {
    const client = await findClient(db, id)
    if (client === null) return null
    if (kept.size >= mostKept) kept.clear()
    kept.set(id, client)
    return client
  }

  let lookedAt = now().getTime()
  const refresh = async () => {
    const at = now().getTime()
    // Changes during a long gap fall outside the overlap.
    if (at - lookedAt > longestGapMilliseconds) kept.clear()
    const rows = kept.size === 0 ? [] : await db.rows<Change>(changed)
    const stale = rows.filter((change) => isStale(kept.get(change.id), change))
    for (const { id } of stale) kept.delete(id)
    lookedAt = at
  }

  // While the store is unavailable, no client can change and no token can be issued.
  const stop = poll(refresh, { milliseconds: refreshMilliseconds, warn })

  return {
    find: async (id) => own.find((one) => one.id === id) ?? kept.get(id) ?? load(id),
    refresh,
    close: stop,
  }
}
