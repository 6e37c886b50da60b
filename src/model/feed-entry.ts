/** An entry of the revocation feed: which tokens are dead although they have not expired. */

import { longestTokenSeconds } from './policy.ts'

/** `before` is a cut-off: tokens issued in that second or earlier are dead. */
export type FeedEntry =
  /** Every token of a grant; its id is the `sid` of its tokens. */
  | { readonly kind: 'grant'; readonly sid: string }
  /** One token; the entry is needed until `exp`. */
  | { readonly kind: 'token'; readonly jti: string; readonly exp: Date }
  /** Every token signed with a key, because the key may have leaked. */
  | { readonly kind: 'key'; readonly kid: string }
  /** Every token of an account, except those of the grants in `except`. */
  | {
      readonly kind: 'account'
      readonly accountId: string
      readonly before: Date
      readonly except?: readonly string[]
    }
  | { readonly kind: 'client'; readonly clientId: string; readonly before: Date }
  | {
      readonly kind: 'account_client'
      readonly accountId: string
      readonly clientId: string
      readonly before: Date
    }
  | { readonly kind: 'everything'; readonly before: Date }

/** Entries are kept this much longer, for verifiers whose clocks are slow. */
export const clockMarginSeconds = 300

/** How long an entry about everything issued until now is needed. */
export const entrySeconds = longestTokenSeconds + clockMarginSeconds

/** An entry as followers read it. Times are seconds since 1970, with a fraction. */
export type FeedTelling = {
  readonly kind: FeedEntry['kind']
  readonly sid?: string
  readonly jti?: string
  readonly kid?: string
  readonly sub?: string
  readonly client_id?: string
  readonly before?: number
  readonly except?: readonly string[]
  /** When the entry is no longer needed. */
  readonly exp: number
}
