/**
 * Bounds the requests that anyone can leave waiting: interactions, pushed requests, logout forms.
 * The statement that stores one counts those of its source. The total of all nodes is counted beside
 * the requests, so it may lag by what arrives in a few seconds.
 */

import { elapsedSeconds } from '../base/clock.ts'
import { DomainError } from '../base/errors.ts'
import { networkOf } from '../model/binding.ts'
import { mostPending, mostPendingInAll, type PendingLimits } from '../model/pending-request.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { currentOrigin, outsideWork, type Part } from '../store/unit-of-work.ts'

/** The source of a stored request, and how many of it may wait. */
export type Room = {
  /** A network, a client, or empty if unknown: then only the total counts. */
  readonly source: string
  /** Null: the request takes the place of another one. */
  readonly most: number | null
  /** The error of a request that found no room. */
  readonly refuse: () => Error
}

export type Newcomer = {
  /** Null if the client did not authenticate itself. */
  readonly clientId: string | null
  /** Whether it changes a stored one, or is the next step of one that is removed with it. */
  readonly isNextStep: boolean
}

export type PendingRequests = {
  /**
   * The room for one more request, of its client or else of the caller's network. Throws
   * `too_many_pending` if no more are accepted from anyone.
   */
  readonly roomFor: (newcomer: Newcomer) => Room
}

/** Limited, so that a flood makes the count no dearer. */
const countPending = read(
  'count_pending_requests',
  `SELECT count(*)::int AS pending FROM (
     SELECT 1 FROM artifacts WHERE source IS NOT NULL AND expires_at > now() LIMIT $1) waiting`,
  { pending: column.number },
)

const secondsBetweenCounts = 2
/** An older count says nothing: nothing was stored here since. */
const oldestCountSeconds = 60

export function openPendingRequests(db: Db, limits: PendingLimits): PendingRequests {
  const total = totalOf(db, mostPendingInAll(limits.inAll))
  return {
    roomFor: ({ clientId, isNextStep }) => {
      const source = sourceOf(clientId)
      if (isNextStep) return { source, most: null, refuse: tooManyPending }
      const pending = total.now()
      const kind = clientId === null ? 'network' : 'client'
      const most = mostPending(limits, { source: kind, pending })
      if (most === 0) throw tooManyPending()
      total.add(1)
      const refuse = () => {
        total.add(-1)
        return tooManyPending()
      }
      return { source, most, refuse }
    },
  }
}

function sourceOf(clientId: string | null): string {
  return clientId === null ? (networkOf(currentOrigin().network) ?? '') : `client ${clientId}`
}

/** Each node adds its own since the last count. */
function totalOf(db: Db, most: number) {
  let counted = 0
  let since = 0
  let countedAt = Number.NEGATIVE_INFINITY
  let isCounting = false

  const count = async (): Promise<void> => {
    const before = since
    const [row] = await outsideWork(() => db.rows(countPending, [most]))
    counted = row?.pending ?? 0
    since = Math.max(0, since - before)
    countedAt = elapsedSeconds()
  }
  const refresh = (): void => {
    if (isCounting || elapsedSeconds() - countedAt < secondsBetweenCounts) return
    isCounting = true
    // While the database is away, nothing is stored either.
    const settle = () => {
      isCounting = false
    }
    count().then(settle, settle)
  }
  return {
    now: () => {
      const isKnown = elapsedSeconds() - countedAt < oldestCountSeconds
      refresh()
      return isKnown ? counted + since : since
    },
    add: (requests: number) => {
      since = Math.max(0, since + requests)
    },
  }
}

/**
 * The condition under which a request is stored; `updated` names the part that changes one that is
 * stored already. Requests in flight at once do not see each other, so as many may exceed the limit.
 */
export function roomPart({ source, most, refuse }: Room, updated: string): Part {
  return {
    name: 'room',
    text: `SELECT 1 WHERE EXISTS (SELECT 1 FROM ${updated}) OR $2::int IS NULL OR (SELECT count(*) FROM (
      SELECT 1 FROM artifacts waiting WHERE waiting.source = nullif($1::text, '')
        AND waiting.consumed_at IS NULL AND waiting.expires_at > now() LIMIT $2::int) w) < $2::int`,
    values: [source, most],
    refusal: refuse,
  }
}

/** Pushed requests live a minute, and people finish their sign-ins. */
const retryAfterSeconds = 60

function tooManyPending(): DomainError {
  const rule = 'too many requests from this network or client wait to be finished'
  return new DomainError('too_many_pending', rule, { retryAfterSeconds })
}

/** Deletes a range, not ids, so that the plan does not depend on statistics. */
const forget = write(
  'forget_pending_requests',
  `DELETE FROM artifacts WHERE source IS NOT NULL AND expires_at <= (
     SELECT max(expires_at) FROM (
       SELECT expires_at FROM artifacts WHERE source IS NOT NULL AND expires_at < now()
       ORDER BY expires_at LIMIT $1) oldest)
   RETURNING 1`,
)

/** Returns the number of removed rows. */
export async function forgetPendingRequests(db: Db, most: number): Promise<number> {
  return (await db.rows(forget, [most])).length
}
