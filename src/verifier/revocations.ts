/** The known revocations, in memory. It forgets those that no unexpired token needs. */

import type { RevokedBy } from './errors.ts'
import type { CutOffEntry, Entry } from './feed-document.ts'

/** The facts of a token that decide. Times are in whole seconds, rounded down, like `iat`. */
export type TokenFacts = {
  readonly sub: string
  readonly clientId: string
  readonly sid: string | null
  readonly jti: string
  /** The key that signed it. */
  readonly kid: string
  readonly issuedAt: number
  /** `auth_time`: the session began no later; null if no person signed in. */
  readonly signedInAt: number | null
}

export type Revocations = {
  readonly add: (entries: readonly Entry[]) => void
  /** Null if no revocation applies to the token. */
  readonly find: (token: TokenFacts) => RevokedBy | null
  /** Forgets revocations that are needed only until `seconds` since 1970. */
  readonly forget: (seconds: number) => void
  readonly size: () => number
}

type CutOff = { readonly before: number; readonly except: readonly string[]; readonly exp: number }

/** The cut-offs of each subject: several only if they spare different grants. */
type CutOffs = Map<string, readonly CutOff[]>

export function openRevocations(): Revocations {
  const sids = new Map<string, number>()
  const jtis = new Map<string, number>()
  const kids = new Map<string, number>()
  const named = [sids, jtis, kids]
  const cutOffs: CutOffs = new Map()

  const add = (entry: Entry): void => {
    switch (entry.kind) {
      case 'grant':
        return void sids.set(entry.sid, Math.ceil(entry.exp))
      case 'token':
        return void jtis.set(entry.jti, Math.ceil(entry.exp))
      case 'key':
        return void kids.set(entry.kid, Math.ceil(entry.exp))
      default:
        cut(cutOffs, keyOf(entry), { except: [], ...entry })
    }
  }

  return {
    add: (entries) => {
      for (const entry of entries) add(entry)
    },
    find: (token) => {
      if (token.sid !== null && sids.has(token.sid)) return 'grant'
      if (jtis.has(token.jti)) return 'token'
      return kids.has(token.kid) ? 'key' : findCutOff(cutOffs, token)
    },
    forget: (seconds) => {
      for (const ends of named) forgetOldest(ends, seconds)
      forgetCutOffs(cutOffs, seconds)
    },
    size: () => named.reduce((sum, { size }) => sum + size, cutOffs.size),
  }
}

/** JSON keeps the parts apart, so that no two subjects share a key. */
function keyOf(entry: CutOffEntry): string {
  switch (entry.kind) {
    case 'account':
      return key('account', entry.sub)
    case 'client':
      return key('client', entry.clientId)
    case 'account_client':
      return key('account_client', entry.sub, entry.clientId)
    case 'everything':
      return key('everything')
  }
}

function key(kind: CutOffEntry['kind'], ...about: readonly string[]): string {
  return JSON.stringify([kind, ...about])
}

/** A later cut-off that spares no other grants replaces an earlier one. */
function cut(cutOffs: CutOffs, subject: string, fresh: CutOff): void {
  const others = cutOffs.get(subject) ?? []
  if (others.some((other) => covers(other, fresh))) return
  cutOffs.set(subject, [...others.filter((other) => !covers(fresh, other)), fresh])
}

function covers(one: CutOff, other: CutOff): boolean {
  return one.before >= other.before && one.except.every((sid) => other.except.includes(sid))
}

/**
 * A cut-off of sessions (account, everything) also revokes tokens refreshed after it, because their
 * session began before it. A grant may be younger than the sign-in, so for a cut-off of grants only
 * the token's time of issue counts.
 */
function findCutOff(cutOffs: CutOffs, token: TokenFacts): RevokedBy | null {
  if (cutOffs.size === 0) return null
  const { sub, clientId, issuedAt, signedInAt } = token
  const sessionAt = Math.min(issuedAt, signedInAt ?? issuedAt)
  const isCut = (subject: string, at: number) =>
    cutOffs.get(subject)?.some((cutOff) => isHit(cutOff, token, at)) ?? false
  if (isCut(key('account', sub), sessionAt)) return 'account'
  if (isCut(key('client', clientId), issuedAt)) return 'client'
  if (isCut(key('account_client', sub, clientId), issuedAt)) return 'account_client'
  return isCut(key('everything'), sessionAt) ? 'everything' : null
}

function isHit({ before, except }: CutOff, { sid }: TokenFacts, at: number): boolean {
  return at <= before && !(sid !== null && except.includes(sid))
}

function forgetCutOffs(cutOffs: CutOffs, seconds: number): void {
  for (const [key, all] of cutOffs) {
    const kept = all.filter(({ exp }) => exp > seconds)
    if (kept.length === 0) cutOffs.delete(key)
    else if (kept.length < all.length) cutOffs.set(key, kept)
  }
}

/** A map keeps insertion order and the oldest entries expire first, so it stops at the first live one. */
function forgetOldest(ends: Map<string, number>, seconds: number): void {
  for (const [id, exp] of ends) {
    if (exp > seconds) return
    ends.delete(id)
  }
}
