/** A revocation as the command line and the admin API write and show it. Pure. */

import { propagationSeconds, type Revocation, type RevocationScope } from './revocation.ts'

/** One scope in the names of documents; a shape that the contract, or the flags, have checked. */
export type ScopeDocument = {
  readonly kind: RevocationScope['kind']
  readonly jti?: string
  readonly grant_id?: string
  readonly session_id?: string
  readonly account_id?: string
  readonly except_session?: string
  readonly client_id?: string
  readonly network?: string
}

/** Null when what its kind needs is missing, or something is there that it has no use for. */
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

/** What each kind of scope needs, for whoever has to say so. */
export function neededBy(kind: ScopeDocument['kind']): readonly ScopeField[] {
  return fields[kind].needed
}

/** What it may say besides. */
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

/** The receipt. Counts are final once `swept_at` is set; what it hit is dead since `created_at`. */
export function toReceipt(revocation: Revocation) {
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
    before: revocation.before,
    reason: revocation.reason,
    actor: { kind: revocation.actorKind, id: revocation.actorId },
    created_at: revocation.createdAt,
    /** By then every verifier that keeps to the feed refuses. */
    effective_by: effectiveBy(revocation),
    swept_at: revocation.sweptAt,
    sessions_ended: revocation.sessionsEnded,
    grants_ended: revocation.grantsEnded,
  }
}

/**
 * Of a network, and of what was searched for, verifiers are told as each session ends. So they are of
 * tokens that were issued since an earlier moment, in sessions or by grants that are older.
 */
function effectiveBy({ scope, before, createdAt, sweptAt }: Revocation): Date | null {
  const isToldEach = scope === 'network' || scope === 'sessions' || before < createdAt
  const told = isToldEach ? sweptAt : createdAt
  return told && new Date(told.getTime() + propagationSeconds * 1000)
}
