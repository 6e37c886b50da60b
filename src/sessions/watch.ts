/** Looking at every session that this node's listeners wait for, together, once a second. */

import { DomainError } from '../base/errors.ts'
import { type Holder, openSeats } from '../base/seats.ts'
import { networkOf } from '../model/binding.ts'
import type { ObservedSession, SessionStatus } from '../model/session-status.ts'
import { isRefused } from '../revocation/refused-tokens.ts'
import { column } from '../store/columns.ts'
import { read } from '../store/db.ts'
import { poll, type Warn } from '../store/poll.ts'
import { currentOrigin } from '../store/unit-of-work.ts'
import {
  isNotWithdrawn,
  judged,
  observedColumns,
  observedKinds,
  type StatusSource,
} from './status.ts'

/** A session, as one application sees it or, without a grant, as its browser does. */
export type Watched = {
  readonly sessionId: string
  readonly accountId: string
  readonly grantId: string | null
  /** The id of the listener's access token, so that a revoked one receives nothing. */
  readonly jti: string | null
}

/** Null: there is nothing to be told any more. */
export type Listener = (status: SessionStatus | null) => void

export type SessionWatch = {
  /**
   * Answers how to stop. Throws `too_busy` when the session, its account, the caller's network or
   * the node has as many listeners as it may.
   */
  readonly listen: (watched: Watched, listener: Listener) => () => void
  readonly close: () => void
}

const lookMilliseconds = 1_000
/** Tokens do not count: a session gets another one at each refresh. */
const mostListeners = { node: 5_000, network: 500, account: 100, session: 20 } as const

const look = read(
  'watched_sessions',
  `SELECT asked.place::int AS place, ${observedColumns}
   FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY
     AS asked (session_id, grant_id, jti, place)
   JOIN sessions s ON s.id = asked.session_id JOIN accounts a ON a.id = s.account_id
   LEFT JOIN grants g ON g.id = asked.grant_id
   WHERE NOT ${isRefused('asked.jti')} AND (asked.grant_id IS NULL OR ${isNotWithdrawn})`,
  {
    place: column.number,
    ...observedKinds,
  },
)

type Entry = { readonly watched: Watched; readonly listeners: Set<Listener> }

/** A listener that joined after the poll began already has a newer status. */
type PollEntry = Entry & { readonly asking: readonly Listener[] }

export function openSessionWatch(
  source: StatusSource,
  warn: Warn,
  mostPerNetwork: number = mostListeners.network,
): SessionWatch {
  const entries = new Map<string, Entry>()
  const seats = openSeats()
  let isClosed = false

  const lookOnce = async () => {
    if (entries.size === 0) return
    const all = [...entries.values()].map((entry) => ({ ...entry, asking: [...entry.listeners] }))
    tell(all, await lookAt(source, all))
  }
  const stop = poll(lookOnce, { milliseconds: lookMilliseconds, warn })

  return {
    listen: (watched, listener) => {
      if (isClosed) throw new DomainError('too_busy', 'this node is stopping')
      const standUp = seats.take(holdersOf(watched, mostPerNetwork))
      const leave = enter(entries, { watched, listener })
      return () => {
        leave()
        standUp()
      }
    },
    close: () => {
      isClosed = true
      stop()
      for (const { listeners } of entries.values()) for (const one of [...listeners]) one(null)
    },
  }
}

/** A caller whose address is unknown counts for no network. */
function holdersOf({ sessionId, accountId }: Watched, mostPerNetwork: number): readonly Holder[] {
  const network = networkOf(currentOrigin().network)
  return [
    { name: `session ${sessionId}`, most: mostListeners.session },
    { name: `account ${accountId}`, most: mostListeners.account },
    ...(network === null ? [] : [{ name: `network ${network}`, most: mostPerNetwork }]),
    { name: 'node', most: mostListeners.node },
  ]
}

function enter(
  entries: Map<string, Entry>,
  { watched, listener }: { watched: Watched; listener: Listener },
): () => void {
  const key = `${watched.sessionId} ${watched.grantId} ${watched.jti}`
  const entry = entries.get(key) ?? { watched, listeners: new Set() }
  entry.listeners.add(listener)
  entries.set(key, entry)
  return () => {
    entry.listeners.delete(listener)
    if (entry.listeners.size === 0 && entries.get(key) === entry) entries.delete(key)
  }
}

type Seen = ReadonlyMap<number, SessionStatus>

async function lookAt({ db, policies }: StatusSource, all: readonly PollEntry[]): Promise<Seen> {
  const rows = await db.rows<ObservedSession & { readonly place: number }>(look, [
    all.map(({ watched }) => watched.sessionId),
    all.map(({ watched }) => watched.grantId),
    all.map(({ watched }) => watched.jti),
  ])
  return new Map(rows.map(({ place, ...observed }) => [place, judged(policies, observed)]))
}

function tell(all: readonly PollEntry[], seen: Seen): void {
  all.forEach(({ listeners, asking }, i) => {
    const status = seen.get(i + 1) ?? null
    for (const listener of asking) if (listeners.has(listener)) listener(status)
  })
}
