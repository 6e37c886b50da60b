/** Signatures that were checked a moment ago are not checked again: an API sees a token many times. */

import { hash } from 'node:crypto'
import type { Check, Checked } from './checks.ts'
import { TokenInvalid } from './errors.ts'

type Remembered = { readonly checked: Checked; readonly until: number }

const mostTokens = 10_000
/** For no longer, since a key may be withdrawn. */
const seconds = 60

/** By digest, so that memory holds no tokens. Only what was good is kept. */
export function remembered(check: Check, clockTolerance: number): Check {
  const known = new Map<string, Remembered>()
  return async (token) => {
    const now = Date.now() / 1000
    const digest = hash('sha256', token, 'base64url')
    const found = known.get(digest)
    if (found !== undefined && found.until > now) {
      if (found.checked.claims.exp + clockTolerance <= now) throw new TokenInvalid('expired')
      return found.checked
    }
    const checked = await check(token)
    known.delete(digest)
    if (known.size >= mostTokens) dropOldest(known)
    known.set(digest, { checked, until: now + seconds })
    return checked
  }
}

function dropOldest(known: Map<string, unknown>): void {
  for (const [digest] of known) {
    known.delete(digest)
    return
  }
}
