/** Idempotency-Key: a repeated request acts once and gets the same answer. It knows no operation. */

import { Readable } from 'node:stream'
import { DomainError } from '../../base/errors.ts'
import { canonicalJson } from '../../model/canonical.ts'
import { answerOnce } from '../../store/answers.ts'
import type { SharedDb } from '../../store/db.ts'
import { callerName } from './bearer.ts'
import type { OperationContract } from './contract.ts'
import type { Reply, Run } from './operation.ts'

export type IdempotencyOptions = {
  readonly store: SharedDb
  /** Seals the stored answers. */
  readonly answerKey: Uint8Array
}

/** Leaves an operation as it is if the contract gives it no Idempotency-Key. */
export function withIdempotency(
  run: Run,
  { path, method, takesKey }: OperationContract,
  { store, answerKey: sealKey }: IdempotencyOptions,
): Run {
  if (!takesKey) return run
  return async (request, caller) => {
    const key = keyIn(request.header('idempotency-key'))
    if (key === null) return run(request, caller)
    const keyedRequest = {
      sealKey,
      caller: callerName(caller),
      key,
      request: canonicalJson({ method, path, params: request.params, body: request.body }),
    }
    const text = await answerOnce(store, keyedRequest, async () =>
      textOf(await run(request, caller)),
    )
    const reply: Reply = JSON.parse(text)
    return reply
  }
}

/** Takes the key in quotes, as the draft has it, or bare, as most clients send it. */
function keyIn(header: string | undefined): string | null {
  if (header === undefined) return null
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header
  if (/^[\x21\x23-\x5b\x5d-\x7e]{1,255}$/.test(key)) return key
  throw new DomainError('request_invalid', 'Idempotency-Key: 1 to 255 visible characters')
}

function textOf(reply: Reply): string {
  if (reply.body instanceof Readable) throw new Error('a stream cannot be answered again')
  return JSON.stringify(reply)
}
