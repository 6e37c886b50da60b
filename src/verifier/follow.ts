/** Following the feed for as long as the verifier lives, whatever the network does. */

import { setTimeout as sleep } from 'node:timers/promises'
import { FeedRefused } from './errors.ts'
import type { FeedDocument } from './feed-document.ts'
import { CursorGone, type FeedRequests } from './feed-requests.ts'
import { type Freshness, monotonic } from './freshness.ts'
import type { Revocations } from './revocations.ts'

export type Following = {
  readonly requests: FeedRequests
  readonly revocations: Revocations
  readonly freshness: Freshness
  readonly signal: AbortSignal
  /** Told of each failure; following goes on. */
  readonly failed: (error: unknown) => void
  /** Told when a key was withdrawn: another one signs, which nobody here may know yet. */
  readonly keyWithdrawn: () => void
  /** Told when everything that is revoked is known. */
  readonly caughtUp: () => void
}

const pollMilliseconds = 1_000
/** How long documents are asked for where a stream cannot be had. */
const secondsWithoutStream = 60
const firstPause = 100
const longestPause = 5_000

type State = {
  cursor: string | null
  /** Failures since the last success. */
  failures: number
  /** Until then documents are asked for. */
  streamAgainAt: number
}

/** Returns when the signal aborts. */
export async function follow(following: Following): Promise<void> {
  const { signal } = following
  const state: State = { cursor: null, failures: 0, streamAgainAt: 0 }
  while (!signal.aborted) {
    await followOnce(following, state).catch((error: unknown) => {
      state.failures += 1
      if (error instanceof CursorGone) state.cursor = null
      else if (!signal.aborted) following.failed(error)
    })
    const isPolling = state.failures === 0 && monotonic() < state.streamAgainAt
    await pause(isPolling ? pollMilliseconds : backOff(state.failures), signal)
  }
}

/** What was missed, then what comes, for as long as it comes. */
async function followOnce(following: Following, state: State): Promise<void> {
  state.cursor = await catchUp(following, state.cursor)
  state.failures = 0
  if (monotonic() < state.streamAgainAt) return
  const heard = await listen(following, state.cursor)
  if (heard === 0) state.streamAgainAt = monotonic() + secondsWithoutStream
}

/** Page after page. Answers where to read on. */
async function catchUp(following: Following, from: string | null): Promise<string> {
  const { requests, freshness, caughtUp } = following
  let cursor = from
  for (;;) {
    const sentAt = monotonic()
    const document: FeedDocument = await requests.document(cursor)
    learn(following, document)
    cursor = document.cursor
    if (document.more) continue
    if (document.asOf !== null) freshness.answered(document.asOf, sentAt)
    caughtUp()
    return cursor
  }
}

/** How many documents the stream brought until it ended: 0 where none can be had at all. */
async function listen(following: Following, cursor: string): Promise<number> {
  const { requests, freshness, failed } = following
  let heard = 0
  try {
    for await (const document of requests.stream(cursor)) {
      heard += 1
      learn(following, document)
      if (document.asOf !== null) freshness.told(document.asOf)
    }
  } catch (error) {
    if (isFinal(error, following)) throw error
    failed(error)
  }
  return heard
}

/** Asking for documents would come to the same. */
function isFinal(error: unknown, { signal }: Following): boolean {
  return signal.aborted || error instanceof CursorGone || error instanceof FeedRefused
}

function learn({ revocations, keyWithdrawn }: Following, { entries }: FeedDocument): void {
  revocations.add(entries)
  if (entries.some(({ kind }) => kind === 'key')) keyWithdrawn()
}

/** Many verifiers lose the same server at the same moment: they come back at different ones. */
function backOff(failures: number): number {
  const longest = Math.min(longestPause, firstPause * 2 ** failures)
  return longest / 2 + (Math.random() * longest) / 2
}

/** Aborting is how the wait ends early. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, null, { ref: false, signal }).catch(() => null)
}
