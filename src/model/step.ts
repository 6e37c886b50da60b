/** A step of the protocol that waits for a person, and the ways to answer it. Types alone. */

import type { Account } from './account.ts'
import type { EndReason } from './session.ts'
import type { Shortfall } from './step-up.ts'

export type Step = {
  readonly uid: string
  readonly asks: 'sign_in' | 'consent'
  readonly clientName: string
  readonly redirectUri: string
  readonly loginHint: string | null
  readonly accountEmail: string | null
  readonly requestedScopes: readonly string[]
  /** Those of them that the account has not allowed to this client before. */
  readonly newScopes: readonly string[]
  /** How long an app may go on while the person is away. */
  readonly offlineSeconds: number
  /** Why a session that this browser had is over. */
  readonly ended: EndReason | null
  /** The session lives, and is used from elsewhere than before: that is why this asks. */
  readonly hasChanged: boolean
  /** What the sign-in that stands lacks; null when nobody is signed in, or nothing is lacking. */
  readonly shortfall: Shortfall | null
}

/** Each answer tells where the browser goes next. `Exchange` is what carries the browser's cookies. */
export type Steps<Exchange> = {
  /** Throws `interaction_expired` for another browser's, a finished or an overdue step. */
  readonly find: (exchange: Exchange, uid: string) => Promise<Step>
  readonly signedIn: (exchange: Exchange, account: Account) => Promise<string>
  readonly allowed: (exchange: Exchange) => Promise<string>
  readonly denied: (exchange: Exchange) => Promise<string>
  /** The same request, once more, with someone else to sign in. */
  readonly anotherAccount: (exchange: Exchange) => Promise<string>
}

/** One of the devices that an account is signed in on. */
export type Device = {
  readonly id: string
  readonly userAgent: string | null
  readonly network: string | null
  readonly createdAt: Date
  readonly lastSeenAt: Date
}

/** A sign-in that stands before the limit of its policy. */
export type BlockedStep = {
  readonly uid: string
  readonly clientName: string
  readonly redirectUri: string
  readonly limit: number
  /** Whether one of the devices may be put out from here. */
  readonly mayEnd: boolean
  readonly devices: readonly Device[]
}

export type BlockedSteps<Exchange> = {
  /** Throws `interaction_expired` unless the password was just given, in this browser. */
  readonly find: (exchange: Exchange, uid: string) => Promise<BlockedStep>
  readonly goOn: (exchange: Exchange, uid: string) => Promise<string>
  /** Throws `forbidden` where the policy does not let a person choose. */
  readonly endOther: (exchange: Exchange, uid: string, sessionId: string) => Promise<string>
}
