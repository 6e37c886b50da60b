/** A step of the protocol that waits for a person, and the ways to answer it. Types alone. */

import type { Account } from './account.ts'

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
