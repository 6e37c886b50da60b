/** Idempotency-Key: the same request is answered the same, and acts once. It knows no operation. */

import { Readable } from 'node:stream'
import { DomainError } from '../../base/errors.ts'
import { canonicalJson } from '../../model/canonical.ts'
import { answerOnce } from '../../store/answers.ts'
import type { SharedDb } from '../../store/db.ts'
import type { Described } from './contract.ts'
import { callerName, type Reply, type Run } from './operation.ts'

export type RememberOptions = {
  readonly store: SharedDb
  /** Under which answers are sealed. */
  readonly answerKey: Uint8Array
}

/** For the operations that the contract says take a key. */
export function remembering(
  run: Run,
  { path, method, takesKey }: Described,
  { store, answerKey: sealKey }: RememberOptions,
): Run {
  if (!takesKey) return run
  return async (given, caller) => {
    const key = keyIn(given.header('idempotency-key'))
    if (key === null) return run(given, caller)
    const asked = {
      sealKey,
      caller: callerName(caller),
      key,
      request: canonicalJson({ method, path, params: given.params, body: given.body }),
    }
    const text = await answerOnce(store, asked, async () => textOf(await run(given, caller)))
    const reply: Reply = JSON.parse(text)
    return reply
  }
}

/** A text in quotes, as the draft has it, or bare, as most send it. */
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
