/** What the revocation feed tells: whose tokens are dead, whatever their own expiry says. */

import { longestTokenSeconds } from './policy.ts'

/** `before` is a cut-off: dead is what was issued in that very second or earlier. */
export type FeedEntry =
  /** Every token of a grant; its id is the `sid` of its tokens. */
  | { readonly kind: 'grant'; readonly sid: string }
  /** One token, needed until its own end. */
  | { readonly kind: 'token'; readonly jti: string; readonly exp: Date }
  /** Whatever a key signed, or seems to have signed: it may have leaked. */
  | { readonly kind: 'key'; readonly kid: string }
  /** All that an account was issued, but for the grants in `except`. */
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

/** An entry is kept this much longer, for verifiers whose clocks are late. */
export const clockMarginSeconds = 300

/** How long an entry is needed that is about whatever was issued until now. */
export const entrySeconds = longestTokenSeconds + clockMarginSeconds

/** An entry as followers read it. Moments are seconds since 1970, with a fraction. */
export type FeedTelling = {
  readonly kind: FeedEntry['kind']
  readonly sid?: string
  readonly jti?: string
  readonly kid?: string
  readonly sub?: string
  readonly client_id?: string
  readonly before?: number
  readonly except?: readonly string[]
  /** Until when it is needed. */
  readonly exp: number
}
