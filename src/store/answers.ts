/**
 * One answer for one Idempotency-Key: the action and its answer are stored together, or neither is.
 * Nobody who reads the table can use a key or an answer.
 */

import { equalBytes, seal, sha256, unseal } from '../base/crypto.ts'
import { DomainError } from '../base/errors.ts'
import { column, orNull } from './columns.ts'
import { type Db, read, type SharedDb, write } from './db.ts'

export type KeyedRequest = {
  /** Seals the answers. */
  readonly sealKey: Uint8Array
  /** A key belongs to its caller. */
  readonly caller: string
  readonly key: string
  /** Everything of the request that must be the same. */
  readonly request: string
}

const life = "interval '24 hours'"

/** A second request waits here until the first one has committed or was rolled back. */
const claim = write(
  'claim_answer',
  `INSERT INTO answers (caller, key_hash, request_hash) VALUES ($1, $2, $3)
   ON CONFLICT (caller, key_hash) DO UPDATE
     SET request_hash = excluded.request_hash, sealed = NULL, created_at = now()
     WHERE answers.created_at < now() - ${life}
   RETURNING caller`,
  { caller: column.text },
)

const keep = write(
  'keep_answer',
  'UPDATE answers SET sealed = $3 WHERE caller = $1 AND key_hash = $2',
)

const find = read(
  'find_answer',
  `SELECT request_hash AS "requestHash", sealed FROM answers WHERE caller = $1 AND key_hash = $2`,
  { requestHash: column.bytes, sealed: orNull(column.bytes) },
)

type KeptAnswer = { readonly requestHash: Buffer; readonly sealed: Buffer | null }

/**
 * Answers with `act`, or as the same request was answered before. An action that throws did nothing
 * and is not remembered. Throws `idempotency_key_reused` for a key of another request.
 */
export function answerOnce(
  db: SharedDb,
  { sealKey, caller, key, request }: KeyedRequest,
  act: () => Promise<string>,
): Promise<string> {
  const keyHash = sha256(key)
  const requestHash = sha256(request)
  const context = `${caller} ${keyHash.toString('hex')}`
  return db.transactionOfVerbs(async () => {
    const claimed = await db.rows(claim, [caller, keyHash, requestHash])
    if (claimed.length === 0) {
      const [kept] = await db.rows<KeptAnswer>(find, [caller, keyHash])
      return answerIn(kept, { requestHash, sealKey, context })
    }
    const answer = await act()
    await db.rows(keep, [caller, keyHash, seal(sealKey, answer, context)])
    return answer
  })
}

type Opening = {
  readonly requestHash: Buffer
  readonly sealKey: Uint8Array
  readonly context: string
}

function answerIn(kept: KeptAnswer | undefined, expected: Opening): string {
  if (kept && !equalBytes(kept.requestHash, expected.requestHash)) {
    throw new DomainError('idempotency_key_reused', 'Idempotency-Key: used for another request')
  }
  const answer = kept?.sealed ? unseal(expected.sealKey, kept.sealed, expected.context) : null
  if (answer === null) throw new Error('the answer that is kept under this key cannot be read')
  return answer
}

const forget = write(
  'forget_answers',
  `DELETE FROM answers WHERE (caller, key_hash) IN (
     SELECT caller, key_hash FROM answers WHERE created_at < now() - ${life}
     ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED)
   RETURNING caller`,
  { caller: column.text },
)

/** Removes answers that are too old to be asked for. Answers how many. */
export async function forgetAnswers(db: Db, most: number): Promise<number> {
  return (await db.rows(forget, [most])).length
}
