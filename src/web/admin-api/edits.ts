/**
 * Editing without overwriting each other (RFC 9110, 13): a document has an ETag, and who edits it
 * may say, or must, which one they read. It is compared under the lock of the row.
 */

import { sha256 } from '../../base/crypto.ts'
import { DomainError } from '../../base/errors.ts'
import type { SharedDb } from '../../store/db.ts'
import type { Described } from './contract.ts'

/** What an operation reads or edits: one document. */
export type Editable<Params> = {
  readonly store: SharedDb
  /** Holds the row until the transaction is over; may throw `not_found`. */
  readonly hold: (params: Params) => Promise<unknown>
  /** As the one GET answers it; null when there is none. */
  readonly show: (params: Params) => Promise<object | null>
  /** What that GET answers besides: it changes by itself, so it is no part of the version. */
  readonly passing?: readonly string[]
}

/** As much of an answer as concerns a document. */
type Answered = {
  readonly status: number
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

export type Editing<Params, Reply extends Answered> = {
  readonly described: Described
  readonly params: Params
  readonly header: (name: string) => string | undefined
  readonly act: () => Promise<Reply>
}

/** Throws `precondition_failed`, or `precondition_needed` where the contract needs one. */
export async function editing<Params, Reply extends Answered>(
  { store, hold, show, passing = [] }: Editable<Params>,
  { described, params, header, act }: Editing<Params, Reply>,
): Promise<Reply> {
  if (described.method === 'get') return tagged(await act(), passing)
  const condition = { match: header('if-match') ?? '', noneMatch: header('if-none-match') ?? '' }
  if (condition.match === '' && condition.noneMatch === '') {
    if (!described.needsMatch) return tagged(await act())
    throw new DomainError('precondition_needed', 'If-Match: send the ETag of what you read')
  }
  return store.transactionOfVerbs(async () => {
    await hold(params)
    const current = await show(params)
    requireMatch(condition, current && etagOf(current))
    return tagged(await act())
  })
}

type Condition = { readonly match: string; readonly noneMatch: string }

function requireMatch({ match, noneMatch }: Condition, current: string | null): void {
  const isRead = match === '' || isAmong(match, current)
  const isOther = noneMatch === '' || !isAmong(noneMatch, current)
  if (isRead && isOther) return
  throw new DomainError('precondition_failed', 'it is not as you read it: read it again')
}

/** Strong comparison: a weak tag is never equal. */
function isAmong(header: string, current: string | null): boolean {
  if (current === null) return false
  return header === '*' || header.split(',').some((tag) => tag.trim() === current)
}

function etagOf(document: object): string {
  return `"${sha256(JSON.stringify(document)).toString('base64url').slice(0, 27)}"`
}

function tagged<Reply extends Answered>(reply: Reply, passing: readonly string[] = []): Reply {
  const { status, body, headers } = reply
  if (status !== 200 || body === undefined) return reply
  const lasting = Object.entries(body).filter(([name]) => !passing.includes(name))
  return { ...reply, headers: { ...headers, ETag: etagOf(Object.fromEntries(lasting)) } }
}
