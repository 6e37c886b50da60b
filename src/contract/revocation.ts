/** The documents of a revocation: what it is asked to reach, what it would reach, and its receipt. */

import { type FeedPlace, writePlace } from '../model/feed-place.ts'
import { propagationSeconds, type Revocation, type RevocationScope } from '../model/revocation.ts'
import type { Reach } from '../sessions/reach.ts'
import { type Built, timeText } from './built.ts'
import type { RevocationDocument, RevocationReceipt } from './documents.ts'
import type { Body, ResponseDocument } from './operations.ts'

/** A scope as a document. The contract or the command line has checked its shape. */
export type ScopeDocument = Body<'createRevocation'>['scope']

/** Null if a field that its kind needs is missing, or one that it does not use is present. */
export function scopeOf(document: ScopeDocument): RevocationScope | null {
  const { kind, ...given } = document
  const { needed, optional = [] } = fields[kind]
  const names = Object.keys(given)
  const isWhole = needed.every((name) => given[name] !== undefined)
  const isKnown = names.every((name) => [...needed, ...optional].some((known) => known === name))
  return isWhole && isKnown ? read(document) : null
}

export type ScopeField = Exclude<keyof ScopeDocument, 'kind'>

const fields: Readonly<
  Record<ScopeDocument['kind'], { needed: readonly ScopeField[]; optional?: readonly ScopeField[] }>
> = {
  token: { needed: ['jti'] },
  grant: { needed: ['grant_id'] },
  session: { needed: ['session_id'] },
  account: { needed: ['account_id'], optional: ['except_session'] },
  account_client: { needed: ['account_id', 'client_id'] },
  client: { needed: ['client_id'] },
  network: { needed: ['network'] },
  everything: { needed: [] },
}

/** The fields that a kind of scope needs, for error messages. */
export function neededBy(kind: ScopeDocument['kind']): readonly ScopeField[] {
  return fields[kind].needed
}

/** The fields that a kind of scope may have. */
export function optionalTo(kind: ScopeDocument['kind']): readonly ScopeField[] {
  return fields[kind].optional ?? []
}

function read({ kind, ...document }: ScopeDocument): RevocationScope {
  const { grant_id: grantId = '', session_id: sessionId = '', network = '' } = document
  const { account_id: accountId = '', client_id: clientId = '', except_session } = document
  switch (kind) {
    case 'token':
      return { kind, jti: document.jti ?? '' }
    case 'grant':
      return { kind, grantId }
    case 'session':
      return { kind, sessionId }
    case 'account':
      return { kind, accountId, ...(except_session ? { exceptSession: except_session } : {}) }
    case 'account_client':
      return { kind, accountId, clientId }
    case 'client':
      return { kind, clientId }
    case 'network':
      return { kind, network }
    case 'everything':
      return { kind }
  }
}

/** The other fields of a scope depend on its kind. */
type BuiltRevocation = Omit<Built<RevocationDocument>, 'scope'> & {
  readonly scope: { readonly kind: string }
}

/** Counts are final once `swept_at` is set; everything it hits is dead from `created_at` on. */
export function toRevocation(revocation: Revocation): BuiltRevocation {
  const known = {
    jti: revocation.jti,
    grant_id: revocation.grantId,
    session_id: revocation.sessionId,
    account_id: revocation.accountId,
    except_session: revocation.exceptSession,
    client_id: revocation.clientId,
    network: revocation.network,
    filter: revocation.filter,
  }
  const named = Object.entries(known).filter(([, value]) => value !== null)
  return {
    id: revocation.id,
    scope: { kind: revocation.scope, ...Object.fromEntries(named) },
    before: timeText(revocation.before),
    reason: revocation.reason,
    actor: { kind: revocation.actorKind, id: revocation.actorId },
    created_at: timeText(revocation.createdAt),
    /** From then on every verifier that follows the feed refuses. */
    effective_by: timeText(effectiveBy(revocation)),
    swept_at: timeText(revocation.sweptAt),
    sessions_ended: revocation.sessionsEnded,
    grants_ended: revocation.grantsEnded,
  }
}

/**
 * A network or a search reaches verifiers session by session, as the sweep ends each. The same holds
 * for tokens issued after an earlier cut-off in sessions or grants that are older than it.
 */
function effectiveBy({ scope, before, createdAt, sweptAt }: Revocation): Date | null {
  const isToldEach = scope === 'network' || scope === 'sessions' || before < createdAt
  const told = isToldEach ? sweptAt : createdAt
  return told && new Date(told.getTime() + propagationSeconds * 1000)
}

/** `place` is where the feed stands after the revocation. */
export function toReceipt(
  revocation: Revocation,
  place: FeedPlace,
): BuiltRevocation & Pick<RevocationReceipt, 'feed_cursor'> {
  return { ...toRevocation(revocation), feed_cursor: writePlace(place) }
}

export function toReach({ clientsTold, ...reach }: Reach): ResponseDocument<'tryRevocation'> {
  return { ...reach, clients_told: clientsTold }
}
