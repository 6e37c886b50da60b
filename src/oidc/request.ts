/** Facts that one protocol request found, kept for the models that the library asks for next. */

import type { AccountSummary } from '../model/account.ts'
import type { EndReason } from '../model/session.ts'
import type { LiveSession } from '../sessions/find.ts'
import { getWork, type Work } from '../store/unit-of-work.ts'
import type { FoundCode } from '../tokens/find-code.ts'
import type { PresentedFamily } from '../tokens/find-family.ts'
import type { FoundGrant } from '../tokens/find-grant.ts'
import type { AccessTokenClaims } from '../tokens/read-access-token.ts'

/** One fact of the current request. */
export type RequestSlot<Fact> = {
  readonly get: () => Fact | null
  readonly set: (fact: Fact) => void
}

export function requestSlot<Fact extends {}>(): RequestSlot<Fact> {
  const facts = new WeakMap<Work, Fact>()
  return {
    get: () => facts.get(getWork()) ?? null,
    set: (fact) => void facts.set(getWork(), fact),
  }
}

/** The live session of the cookie, or the one that the library asked for by its id. */
export const sessionSlot = requestSlot<LiveSession>()
/** Why the session of the cookie is over. */
export const endingSlot = requestSlot<EndReason>()
/** Set when the person signed in during this request. */
export const signedInSlot = requestSlot<true>()
/** The session of someone else, or of a guest, which this sign-in takes the place of. */
export const replacedSlot = requestSlot<LiveSession>()
/** Set when the authorization endpoint answers an error. */
export const refusedSlot = requestSlot<true>()
/** The visitor whom this request makes a guest. */
export const guestSlot = requestSlot<AccountSummary & { readonly clientId: string }>()
export const codeSlot = requestSlot<FoundCode>()
export const refreshSlot = requestSlot<PresentedFamily>()
/** The verified claims of a presented JWT access token. */
export const accessTokenSlot = requestSlot<AccessTokenClaims>()
/** The grant of a presented access token. */
export const grantSlot = requestSlot<FoundGrant>()

export function foundAccount(id: string): AccountSummary | null {
  const accounts = [
    sessionSlot.get()?.account,
    codeSlot.get()?.account,
    refreshSlot.get()?.family.account,
    grantSlot.get()?.account,
    guestSlot.get(),
  ]
  return accounts.find((account) => account?.id === id) ?? null
}

/** The guest whom the client knew before this account signed in; null for none. */
export function foundFormerSub(): string | null {
  const source = codeSlot.get() ?? refreshSlot.get()?.family ?? grantSlot.get()
  return source?.formerSub ?? null
}
