/** Sending a notice to its client: a logout token, made anew at each try and never kept. */

import { epochSeconds } from '../base/clock.ts'
import { randomToken } from '../base/crypto.ts'
import type { Outgoing } from '../base/outgoing.ts'
import type { JwtSigner } from '../keys/sign-jwt.ts'
import { type Answer, logoutClaims, logoutTokenType } from '../model/notice.ts'
import type { NoticeJob } from '../revocation/queue-notices.ts'
import { settleNotice, type TakenNotice, takeNotice } from '../revocation/settle-notice.ts'
import type { Db } from '../store/db.ts'
import type { Retries, Task } from './queue.ts'

export type LogoutNoticeOptions = {
  readonly db: Db
  readonly issuer: string
  readonly sign: JwtSigner
  readonly outgoing: Outgoing
}

/**
 * The notice itself says when to give up; the queue has no say in it, since what it counts are
 * nodes that died, too. The waits come to more than four hours.
 */
const noticeRetries: Retries = { most: 100, firstSeconds: 15, longestSeconds: 7_200 }

/** A receiver that never answers holds five places of a node's eighty, and no other's. */
const mostToOneClient = 5

export function logoutNoticeTask(options: LogoutNoticeOptions): Task {
  return {
    queue: 'logout-notice',
    concurrency: 8,
    retries: noticeRetries,
    apart: { by: (data) => jobOf(data).client, most: mostToOneClient },
    run: (data, signal) => deliver(options, jobOf(data).notice, signal),
  }
}

async function deliver(
  options: LogoutNoticeOptions,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const notice = await takeNotice(options.db, id)
  if (notice === null) return
  const answer = await tell(options, notice, signal)
  const state = await settleNotice(options.db, notice, answer)
  if (state === 'pending') throw new Error(`not delivered: ${answer.kind}`)
}

async function tell(
  { issuer, sign, outgoing }: LogoutNoticeOptions,
  { uri, alg, sid, accountId, clientId }: TakenNotice,
  signal: AbortSignal,
): Promise<Answer> {
  if (uri === null) return { kind: 'no_receiver' }
  const parts = { issuer, sid, accountId, clientId, jti: randomToken(128), now: epochSeconds() }
  const token = await sign(logoutTokenType, logoutClaims(parts), alg)
  return outgoing.postForm(uri, { logout_token: token }, signal)
}

function jobOf(data: object): NoticeJob {
  const { notice, client } = { notice: '', client: '', ...data }
  return { notice, client }
}
