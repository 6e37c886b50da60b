/**
 * Preconditions (RFC 9110, 13): a document has an ETag, and an editor may or must name the one they
 * read, so that nobody overwrites the edit of another. It is compared under the lock of the row.
 */

import { sha256 } from '../../base/crypto.ts'
import { DomainError } from '../../base/errors.ts'
import type { SharedDb } from '../../store/db.ts'
import type { OperationContract } from './contract.ts'

/** The document that an operation reads or edits. */
export type Editable<Params> = {
  readonly store: SharedDb
  /** Holds the row until the transaction is over; may throw `not_found`. */
  readonly hold: (params: Params) => Promise<unknown>
  /** The document as its GET answers it; null when there is none. */
  readonly show: (params: Params) => Promise<object | null>
  /** Fields of that answer which change by themselves: they are no part of the version. */
  readonly volatileFields?: readonly string[]
}

type DocumentReply = {
  readonly status: number
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

type Edit<Params, Reply extends DocumentReply> = {
  readonly contract: OperationContract
  readonly params: Params
  readonly header: (name: string) => string | undefined
  readonly act: () => Promise<Reply>
}

/** Throws `precondition_failed`, or `precondition_needed` where the contract needs one. */
export async function withPreconditions<Params, Reply extends DocumentReply>(
  { store, hold, show, volatileFields = [] }: Editable<Params>,
  { contract, params, header, act }: Edit<Params, Reply>,
): Promise<Reply> {
  if (contract.method === 'get') return withEtag(await act(), volatileFields)
  const condition = { match: header('if-match') ?? '', noneMatch: header('if-none-match') ?? '' }
  if (condition.match === '' && condition.noneMatch === '') {
    if (!contract.needsMatch) return withEtag(await act())
    throw new DomainError('precondition_needed', 'If-Match: send the ETag of what you read')
  }
  return store.transactionOfVerbs(async () => {
    await hold(params)
    const current = await show(params)
    requireMatch(condition, current && etagOf(current))
    return withEtag(await act())
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

function withEtag<Reply extends DocumentReply>(
  reply: Reply,
  volatileFields: readonly string[] = [],
): Reply {
  const { status, body, headers } = reply
  if (status !== 200 || body === undefined) return reply
  const lastingFields = Object.entries(body).filter(([name]) => !volatileFields.includes(name))
  return { ...reply, headers: { ...headers, ETag: etagOf(Object.fromEntries(lastingFields)) } }
}
