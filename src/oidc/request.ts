/** What one protocol request has found so far, for the models that the library asks for next. */

import type { AccountSummary } from '../model/account.ts'
import type { EndReason } from '../model/session.ts'
import type { Shortfall } from '../model/step-up.ts'
import type { LiveSession } from '../sessions/find.ts'
import type { Verdict } from '../sessions/judge-use.ts'
import { getWork, type Work } from '../store/unit-of-work.ts'
import type { FoundCode } from '../tokens/find-code.ts'
import type { PresentedFamily } from '../tokens/find-family.ts'
import type { FoundGrant } from '../tokens/find-grant.ts'
import type { AccessTokenClaims } from '../tokens/read-access-token.ts'

type FoundInRequest = {
  session?: LiveSession
  /** Whether that session is good for what comes with this request. */
  verdict?: Verdict
  code?: FoundCode
  refresh?: PresentedFamily
  /** The grant of a presented access token. */
  grant?: FoundGrant
  /** The verified claims of a presented JWT access token. */
  accessToken?: AccessTokenClaims
  /** The visitor whom this request makes a guest. */
  guest?: AccountSummary & { readonly clientId: string }
  /** The guest's session of this browser, which the sign-in takes the place of. */
  upgrading?: LiveSession
  /** Why the session of the presented cookie is over. */
  ending?: EndReason
  /** What the sign-in that stands lacks for what is asked. */
  shortfall?: Shortfall
  /** What the client proves itself with is not its own. */
  isGuess?: true
  /** The person signed in during this request. */
  signedIn?: true
  /** A grant or session was ended by this request: the library's further calls mean the same. */
  ended?: true
}

const found = new WeakMap<Work, FoundInRequest>()

export function inRequest(): FoundInRequest {
  const work = getWork()
  const known = found.get(work)
  if (known) return known
  const fresh: FoundInRequest = {}
  found.set(work, fresh)
  return fresh
}

export function foundAccount(id: string): AccountSummary | null {
  const { session, code, refresh, grant, guest } = inRequest()
  const accounts = [session?.account, code?.account, refresh?.family.account, grant?.account, guest]
  return accounts.find((account) => account?.id === id) ?? null
}

/** Which guest the asking client knew before this account signed in; null for none. */
export function foundFormerSub(): string | null {
  const { code, refresh, grant } = inRequest()
  return (code ?? refresh?.family ?? grant)?.formerSub ?? null
}
