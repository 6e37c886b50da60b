/** A notice: a logout token for a client whose part of a session ended, and its retry rules. */

import { endReasons } from './session.ts'

/** Why a session or a grant ended. A client may register for some of these causes. */
export const noticeCauses = [...endReasons, 'code_reuse'] as const
export type NoticeCause = (typeof noticeCauses)[number]

export const noticeStates = ['pending', 'delivered', 'dead'] as const
export type NoticeState = (typeof noticeStates)[number]

export type Notice = {
  readonly id: string
  /** The id of the grant that ended, which the client knows as `sid`. */
  readonly sid: string
  readonly accountId: string
  readonly clientId: string
  readonly cause: NoticeCause
  readonly state: NoticeState
  readonly attempts: number
  readonly lastAnswer: string | null
  readonly createdAt: Date
  readonly triedAt: Date | null
  /** When it was delivered or abandoned. */
  readonly settledAt: Date | null
}

/** The outcome of one attempt. Only the status of the response counts. */
export type Answer =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'timeout' | 'unreachable' | 'address_refused' | 'no_receiver' }

/** More than four hours in all, since each wait doubles. */
const mostTries = 10

/** A receiver that refuses, or whose address is not allowed, gets fewer attempts. */
const mostTriesIfRefused = 4

/** `attempts` includes the one just made. `pending` means another attempt follows. */
export function judgeAnswer(answer: Answer, attempts: number): NoticeState {
  if (answer.kind === 'no_receiver') return 'dead'
  if (answer.kind === 'status' && isAccepted(answer.status)) return 'delivered'
  return attempts >= (isRefusal(answer) ? mostTriesIfRefused : mostTries) ? 'dead' : 'pending'
}

/** Back-Channel Logout 1.0, 2.8, says 200. Frameworks turn an empty response into 204. */
function isAccepted(status: number): boolean {
  return status === 200 || status === 204
}

/** A 400 means the logout failed or the token was invalid: repeating rarely helps. */
function isRefusal(answer: Answer): boolean {
  return answer.kind === 'address_refused' || (answer.kind === 'status' && answer.status === 400)
}

export function nameOf(answer: Answer): string {
  return answer.kind === 'status' ? String(answer.status) : answer.kind
}

/** Back-Channel Logout 1.0, 2.4. */
export const logoutTokenType = 'logout+jwt'
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
const logoutTokenSeconds = 120

export type LogoutTokenParts = Pick<Notice, 'sid' | 'accountId' | 'clientId'> & {
  readonly issuer: string
  /** A new one for each attempt. */
  readonly jti: string
  /** Seconds since the epoch. */
  readonly now: number
}

/** Always has `sid`: without it a client would end all sessions of the person. Never has `nonce`. */
export function logoutClaims(parts: LogoutTokenParts) {
  return {
    iss: parts.issuer,
    sub: parts.accountId,
    aud: parts.clientId,
    iat: parts.now,
    exp: parts.now + logoutTokenSeconds,
    jti: parts.jti,
    sid: parts.sid,
    events: { [logoutEvent]: {} },
  }
}
