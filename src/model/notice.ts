/** A notice: what a client is told when its part of a session ends, and when that is given up. */

import { endReasons } from './session.ts'

/** Why a session, or what one client holds in it, ended. A client may ask for some of them. */
export const noticeCauses = [...endReasons, 'code_reuse'] as const
export type NoticeCause = (typeof noticeCauses)[number]

export const noticeStates = ['pending', 'delivered', 'dead'] as const
export type NoticeState = (typeof noticeStates)[number]

export type Notice = {
  readonly id: string
  /** The client's name for what ended: the grant's id. */
  readonly sid: string
  readonly accountId: string
  readonly clientId: string
  readonly cause: NoticeCause
  readonly state: NoticeState
  readonly attempts: number
  readonly lastAnswer: string | null
  readonly createdAt: Date
  readonly triedAt: Date | null
  /** When it was delivered or given up. */
  readonly settledAt: Date | null
}

/** What became of one try. Nothing of the answer counts but its status. */
export type Answer =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'timeout' | 'unreachable' | 'address_refused' | 'no_receiver' }

/** Over more than four hours, since each wait is twice the one before. */
const mostTries = 10

/** A receiver that says no, or that may not be called, is not asked all day. */
const mostTriesIfRefused = 4

/** `attempts` counts the try that was answered. `pending`: to be tried again. */
export function judgeAnswer(answer: Answer, attempts: number): NoticeState {
  if (answer.kind === 'no_receiver') return 'dead'
  if (answer.kind === 'status' && isAccepted(answer.status)) return 'delivered'
  return attempts >= (isRefusal(answer) ? mostTriesIfRefused : mostTries) ? 'dead' : 'pending'
}

/** Back-Channel Logout 1.0, 2.8: 200; and 204, which frameworks make of an empty answer. */
function isAccepted(status: number): boolean {
  return status === 200 || status === 204
}

/** A 400 says that the logout failed or the token was bad: a repeat rarely changes that. */
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
  /** Another one each time. */
  readonly jti: string
  /** Seconds since the epoch. */
  readonly now: number
}

/** `sid` always: without it a client would end all sessions of the person. A nonce, never. */
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
