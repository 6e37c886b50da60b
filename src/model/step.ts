/** A step of a sign-in that waits for a person, and the ways to answer it. Types only. */

import type { Account } from './account.ts'
import type { OwnPage } from './own-client.ts'
import type { EndReason } from './session.ts'
import type { Shortfall } from './step-up.ts'

export type Step = {
  readonly uid: string
  readonly asks: 'sign_in' | 'account' | 'consent'
  readonly clientName: string
  /** Null if the client is another's application. */
  readonly own: OwnPage | null
  readonly redirectUri: string
  readonly loginHint: string | null
  readonly accountEmail: string | null
  readonly requestedScopes: readonly string[]
  /** The scopes that the account has not granted to this client before. */
  readonly newScopes: readonly string[]
  /** How long an app keeps access while the person is away. */
  readonly offlineSeconds: number
  /** Why this browser's former session ended. */
  readonly ended: EndReason | null
  /** True if the session is live but used from a new place, which is why the person is asked. */
  readonly hasChanged: boolean
  /** The deficiency of the current sign-in; null if nobody is signed in or it suffices. */
  readonly shortfall: Shortfall | null
}

/** Each answer returns where the browser goes next. `Exchange` carries the browser's cookies. */
export type Steps<Exchange> = {
  /** Throws `interaction_expired` if the step is finished, expired or another browser's. */
  readonly find: (exchange: Exchange, uid: string) => Promise<Step>
  readonly signedIn: (exchange: Exchange, account: Account) => Promise<string>
  readonly allowed: (exchange: Exchange) => Promise<string>
  /** The person goes on with the account that is signed in. */
  readonly sameAccount: (exchange: Exchange) => Promise<string>
  readonly denied: (exchange: Exchange) => Promise<string>
  /** Starts the same request again, so that someone else can sign in. */
  readonly anotherAccount: (exchange: Exchange) => Promise<string>
}

/** A device that an account is signed in on. */
export type Device = {
  readonly id: string
  readonly userAgent: string | null
  readonly network: string | null
  readonly createdAt: Date
  readonly lastSeenAt: Date
}

/** A sign-in that has reached the session limit of its policy. */
export type BlockedStep = {
  readonly uid: string
  readonly clientName: string
  /** Null if the client is another's application. */
  readonly own: OwnPage | null
  readonly redirectUri: string
  readonly limit: number
  /** True if the person may end one of the devices here. */
  readonly mayEnd: boolean
  readonly devices: readonly Device[]
}

export type BlockedSteps<Exchange> = {
  /** Throws `interaction_expired` unless this browser just sent the password. */
  readonly find: (exchange: Exchange, uid: string) => Promise<BlockedStep>
  readonly goOn: (exchange: Exchange, uid: string) => Promise<string>
  /** Throws `forbidden` if the policy does not let the person choose. */
  readonly endOther: (exchange: Exchange, uid: string, sessionId: string) => Promise<string>
}
