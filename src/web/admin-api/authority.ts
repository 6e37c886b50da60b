/**
 * Asks the rule of authority before each act: finds the thing that the request touches, holds it until the
 * act is over, and refuses a caller who could not have granted it. The console's acts come through here too.
 */

import { lockPerson } from '../../accounts/lock-person.ts'
import { DomainError } from '../../base/errors.ts'
import { findHeldScopes } from '../../clients/held-scopes.ts'
import { lockClient } from '../../clients/lock.ts'
import { findResourceServer } from '../../clients/resource-servers.ts'
import { ruleOf } from '../../contract/operation-rules.ts'
import type { OperationId } from '../../contract/operations.ts'
import { type ScopeDocument, scopeOf } from '../../contract/revocation.ts'
import { isReservedResource, isRight } from '../../model/admin-scopes.ts'
import { type Authority, refusalOf, type Target } from '../../model/authority.ts'
import { operatorScopes } from '../../model/operator-role.ts'
import { consoleClient } from '../../model/own-client.ts'
import { readFilter, type SessionFilter } from '../../model/session-filter.ts'
import { requireNetwork } from '../../revocation/require-network.ts'
import { findReachedOperator, findSubject } from '../../sessions/find-subject.ts'
import type { Store } from '../../store/database.ts'
import { freshSeconds } from '../middleware/visitor.ts'
import type { Caller, Guard, Question, Run } from './operation.ts'
import { filterOf } from './session-filter.ts'

/**
 * Comes before the answer to a repeated request, which may hold a secret that only a recent sign-in was
 * given. Throws `insufficient_user_authentication`.
 */
export function withRecentSignIn(run: Run, operationId: string): Run {
  if (ruleOf(operationId)?.fresh !== 'always') return run
  return async (request, caller) => {
    if (!isDryRun(request.body)) requireFresh(caller)
    return run(request, caller)
  }
}

/** Throws `insufficient_user_authentication` or `forbidden`, and `not_found` for a thing that is none. */
export function guardOf(scene: Scene): Guard {
  return async (question, act) => {
    const { operationId, caller } = question
    const rule = ruleOf(operationId)
    if (rule === null || isDryRun(question.body)) return act()
    const find = finders[operationId]
    if (find === undefined) return act()
    return scene.store.transactionOfVerbs(async () => {
      const targets = await find({ ...question, ...scene })
      requireAuthority(caller, targets)
      if (rule.fresh === 'rights' && targets.some(givesRights)) requireFresh(caller, rightsFirst)
      return act()
    })
  }
}

type Scene = { readonly store: Store; readonly issuer: string }

export function authorityOf({ by, scopes }: Pick<Caller, 'by' | 'scopes'>): Authority {
  return { kind: 'caller', accountId: by.kind === 'operator' ? by.id : null, scopes }
}

function givesRights(target: Target): boolean {
  return target.kind === 'gift' && target.scopes.some(isRight)
}

const signInFirst = `this needs a sign-in of the last ${freshSeconds} seconds: sign in again`
const rightsFirst =
  'scope: those of this server are given only right after signing in: sign in again'

function requireFresh({ signedInSecondsAgo }: Caller, rule = signInFirst): void {
  if (signedInSecondsAgo === null || signedInSecondsAgo <= freshSeconds) return
  throw new DomainError('insufficient_user_authentication', rule)
}

function requireAuthority(caller: Caller, targets: readonly Target[]): void {
  const authority = authorityOf(caller)
  for (const target of targets) {
    const refusal = refusalOf(authority, target)
    if (refusal !== null) throw new DomainError('forbidden', refusal)
  }
}

function isDryRun(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Reflect.get(body, 'dry_run') === true
}

type Find<Id extends OperationId> = (
  question: Question<Id> & Scene,
) => Promise<readonly Target[]> | readonly Target[]

type Finders = { readonly [Id in OperationId]?: Find<Id> }

/** None for an act that touches nothing of anyone. */
const finders: Finders = {
  endSession: ({ store, params: { id } }) => subjectTargets(store, { kind: 'session', id }),
  endGrant: ({ store, params: { id } }) => subjectTargets(store, { kind: 'grant', id }),
  endSearchedSessions: async ({ store, body, caller }) => {
    const filter = await filterOf(store, body.filter)
    return filter === null ? [] : reachTargets(store, filter, caller)
  },
  createRevocation: ({ store, body, caller }) => revocationTargets(store, body.scope, caller),
  createClient: ({ body, issuer }) => [
    ...resourceTargets(issuer, 'resource', body.resource),
    gift(scopesIn(body.scope ?? '')),
  ],
  updateClient: async ({ store, issuer, params: { id }, body }) => [
    ...(await clientTargets(store, id)),
    ...resourceTargets(issuer, 'resource', body.resource ?? undefined),
    gift(scopesIn(body.scope ?? '')),
  ],
  disableClient: ({ store, params }) => clientTargets(store, params.id),
  enableClient: ({ store, params }) => clientTargets(store, params.id),
  deleteClient: ({ store, params }) => clientTargets(store, params.id),
  rotateSecret: ({ store, params }) => clientTargets(store, params.id),
  registerResourceServer: async ({ store, issuer, body }) => [
    ...resourceTargets(issuer, 'identifier', body.identifier),
    ...(await offeredTargets(store, body.identifier)),
    gift(scopesIn(body.scope)),
  ],
  removeResourceServer: async ({ store, issuer, params: { identifier } }) => [
    ...resourceTargets(issuer, 'identifier', identifier),
    ...(await offeredTargets(store, identifier)),
  ],
  updateAccount: ({ store, params }) => accountTargets(store, params.id),
  disableAccount: ({ store, params }) => accountTargets(store, params.id),
  enableAccount: ({ store, params }) => accountTargets(store, params.id),
  deleteAccount: ({ store, params }) => accountTargets(store, params.id),
  setTier: ({ store, params }) => accountTargets(store, params.id),
  sendPasswordReset: ({ store, params }) => accountTargets(store, params.id),
  liftSignInWait: ({ store, params }) => accountTargets(store, params.id),
  setRole: async ({ store, params, body: { role } }) => [
    ...(await accountTargets(store, params.id)),
    { kind: 'account', roles: role === null ? [] : [role] },
  ],
  createApiKey: ({ body }) => [{ kind: 'new_key', scopes: body.scopes }],
  revokeApiKey: ({ store, params }) => heldTargets(store, { kind: 'api_key', id: params.id }),
}

export function scopesIn(scope: string): readonly string[] {
  return [...new Set(scope.split(' ').filter(Boolean))]
}

function gift(scopes: readonly string[]): Target {
  return { kind: 'gift', scopes }
}

function holder(scopes: readonly string[]): Target {
  return { kind: 'holder', scopes }
}

async function clientTargets(store: Store, id: string): Promise<readonly Target[]> {
  return [holder((await lockClient(store, id)).scopes)]
}

async function accountTargets(store: Store, id: string): Promise<readonly Target[]> {
  return [{ kind: 'account', roles: (await lockPerson(store, id)).roles }]
}

function resourceTargets(
  issuer: string,
  field: string,
  identifier: string | undefined,
): readonly Target[] {
  if (identifier === undefined || !isReservedResource(issuer, identifier)) return []
  return [{ kind: 'built_in', name: `${field}: ${identifier}` }]
}

async function offeredTargets(store: Store, identifier: string): Promise<readonly Target[]> {
  const offered = await findResourceServer(store, identifier)
  return offered === null ? [] : [holder(offered.scopes)]
}

/** None for an id that is unknown: the act says so. */
async function subjectTargets(
  store: Store,
  subject: Parameters<typeof findSubject>[1],
): Promise<readonly Target[]> {
  const found = await findSubject(store, subject)
  return found === null ? [] : [{ kind: 'sessions', ...found }]
}

/** The id of a token tells nothing of its owner, and only who has seen the token knows it. */
function revocationTargets(
  store: Store,
  document: ScopeDocument,
  caller: Caller,
): Promise<readonly Target[]> | readonly Target[] {
  const scope = scopeOf(document)
  switch (scope?.kind) {
    case 'session':
      return subjectTargets(store, { kind: 'session', id: scope.sessionId })
    case 'grant':
      return subjectTargets(store, { kind: 'grant', id: scope.grantId })
    case 'account':
    case 'account_client':
      return subjectTargets(store, { kind: 'account', id: scope.accountId })
    case 'client':
      return issuedTargets(store, scope.clientId)
    case 'network':
      requireNetwork(scope.network)
      return reachTargets(store, readFilter({ network: scope.network }), caller)
    case 'everything':
      return [{ kind: 'everyone' }]
    default:
      return []
  }
}

/** The console's own grants are those of operators. */
function issuedTargets(
  store: Store,
  clientId: string,
): Promise<readonly Target[]> | readonly Target[] {
  if (clientId === consoleClient.id) return [holder(operatorScopes)]
  return heldTargets(store, { kind: 'client', id: clientId })
}

async function heldTargets(
  store: Store,
  thing: Parameters<typeof findHeldScopes>[1],
): Promise<readonly Target[]> {
  const scopes = await findHeldScopes(store, thing)
  return scopes === null ? [] : [holder(scopes)]
}

async function reachTargets(
  store: Store,
  filter: SessionFilter,
  { by }: Caller,
): Promise<readonly Target[]> {
  const exceptAccountId = by.kind === 'operator' ? by.id : null
  const reached = await findReachedOperator(store, { filter, exceptAccountId })
  return reached === null ? [] : [{ kind: 'sessions', ...reached }]
}
