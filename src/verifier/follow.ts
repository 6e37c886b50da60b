/** Follows the feed until the verifier closes, through all failures of the network. */

import { setTimeout as sleep } from 'node:timers/promises'
import { FeedRefused } from './errors.ts'
import type { FeedDocument } from './feed-document.ts'
import { CursorGone, type FeedRequests } from './feed-requests.ts'
import { type Freshness, monotonic } from './freshness.ts'
import type { Revocations } from './revocations.ts'

export type FollowOptions = {
  readonly requests: FeedRequests
  readonly revocations: Revocations
  readonly freshness: Freshness
  readonly signal: AbortSignal
  /** Called after each failure; following continues. */
  readonly failed: (error: unknown) => void
  /** Called when a key was withdrawn: a new key signs now, which must be fetched. */
  readonly keyWithdrawn: () => void
  /** Called when all current revocations are known. */
  readonly caughtUp: () => void
}

const pollMilliseconds = 1_000
/** How long to poll before trying a stream again. */
const secondsWithoutStream = 60
const firstPauseMilliseconds = 100
const longestPauseMilliseconds = 5_000

type State = {
  cursor: string | null
  /** Failures since the last success. */
  failures: number
  /** Until then it polls for documents. */
  streamAgainAt: number
}

/** Returns when the signal aborts. */
export async function follow(options: FollowOptions): Promise<void> {
  const { signal } = options
  const state: State = { cursor: null, failures: 0, streamAgainAt: 0 }
  while (!signal.aborted) {
    await followOnce(options, state).catch((error: unknown) => {
      state.failures += 1
      if (error instanceof CursorGone) state.cursor = null
      else if (!signal.aborted) options.failed(error)
    })
    const isPolling = state.failures === 0 && monotonic() < state.streamAgainAt
    await pause(isPolling ? pollMilliseconds : backOff(state.failures), signal)
  }
}

/** Reads missed documents, then the stream until it ends. */
async function followOnce(options: FollowOptions, state: State): Promise<void> {
  state.cursor = await catchUp(options, state.cursor)
  state.failures = 0
  if (monotonic() < state.streamAgainAt) return
  const received = await listen(options, state.cursor)
  if (received === 0) state.streamAgainAt = monotonic() + secondsWithoutStream
}

/** Reads page after page. Returns the cursor to continue from. */
async function catchUp(options: FollowOptions, from: string | null): Promise<string> {
  const { requests, freshness, caughtUp } = options
  let cursor = from
  for (;;) {
    const sentAt = monotonic()
    const document: FeedDocument = await requests.document(cursor)
    learn(options, document)
    cursor = document.cursor
    if (document.more) continue
    if (document.asOf !== null) freshness.synchronize(document.asOf, sentAt)
    caughtUp()
    return cursor
  }
}

/** Returns the number of documents in the stream; 0 if there is no stream at all. */
async function listen(options: FollowOptions, cursor: string): Promise<number> {
  const { requests, freshness, failed } = options
  let received = 0
  try {
    for await (const document of requests.stream(cursor)) {
      received += 1
      learn(options, document)
      if (document.asOf !== null) freshness.advance(document.asOf)
    }
  } catch (error) {
    if (isFinal(error, options)) throw error
    failed(error)
  }
  return received
}

/** A request for a document would fail in the same way. */
function isFinal(error: unknown, { signal }: FollowOptions): boolean {
  return signal.aborted || error instanceof CursorGone || error instanceof FeedRefused
}

function learn({ revocations, keyWithdrawn }: FollowOptions, { entries }: FeedDocument): void {
  revocations.add(entries)
  if (entries.some(({ kind }) => kind === 'key')) keyWithdrawn()
}

/** Random, so that many verifiers that lost the same server do not return at the same moment. */
function backOff(failures: number): number {
  const longest = Math.min(longestPauseMilliseconds, firstPauseMilliseconds * 2 ** failures)
  return longest / 2 + (Math.random() * longest) / 2
}

/** An abort ends the wait early. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, null, { ref: false, signal }).catch(() => null)
}
