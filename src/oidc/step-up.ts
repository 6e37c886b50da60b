/**
 * Step-up at the authorization endpoint: compares the present sign-in with the request. The rules
 * are in model.
 */

import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { findAcr, reachableAcr } from '../model/acr.ts'
import type { LedgerEvent } from '../model/event.ts'
import type { Policy } from '../model/policy.ts'
import {
  type Authentication,
  decideStepUp,
  demandsOf,
  type Shortfall,
  type StepUpDecision,
  wishOf,
} from '../model/step-up.ts'
import type { Domain } from './domain.ts'
import { policyOfRequest } from './effective-policy.ts'
import { requestSlot, sessionSlot, signedInSlot } from './request.ts'

type OidcContext = KoaContextWithOIDC['oidc']

/** The strength or freshness that the present sign-in lacks for this request. */
const shortfallSlot = requestSlot<Shortfall>()

/** The reason of the prompt, and the name of its details for the sign-in page. */
const stepUpReason = 'step_up'

/**
 * It judges `max_age` in the library's place, by the database's clock and not by this machine's.
 */
export function stepUpCheck(domain: Domain): interactionPolicy.Check {
  return new interactionPolicy.Check(
    stepUpReason,
    'the sign-in is not strong or not fresh enough',
    'login_required',
    (ctx) => needsSignIn(domain, ctx),
    () => ({ [stepUpReason]: shortfallSlot.get() }),
  )
}

/** Reads the shortfall from the step's details. */
export function shortfallTold(details: {
  readonly [stepUpReason]?: Shortfall | null
}): Shortfall | null {
  return details[stepUpReason] ?? null
}

async function needsSignIn(domain: Domain, ctx: KoaContextWithOIDC): Promise<boolean> {
  const { oidc } = ctx
  const decision = await decide(domain, ctx)
  switch (decision.kind) {
    case 'allow':
      return false
    case 'unmet':
      throw await unmet(domain, decision.scope, whoIn(oidc))
    case 'sign_in':
      if (decision.shortfall !== null) shortfallSlot.set(decision.shortfall)
      return true
  }
}

async function decide(domain: Domain, ctx: KoaContextWithOIDC): Promise<StepUpDecision> {
  const { oidc } = ctx
  const policy = await policyOfRequest(domain, ctx)
  const has = authenticationIn(oidc)
  const isAnswered = oidc.result?.login !== undefined
  // A person who has just signed in cannot reach more, and is not asked for more.
  const reachable = isAnswered ? findAcr(has?.acr ?? '') : reachableAcr
  const { max_age: maxAge, acr_values: acrValues } = oidc.params ?? {}
  const wish = wishOf(
    {
      acrValues: typeof acrValues === 'string' ? acrValues.split(' ') : [],
      maxAgeSeconds: isAnswered || typeof maxAge !== 'string' ? null : Number(maxAge),
    },
    reachable,
  )
  const scopes = await grantableScopes(domain, oidc.client?.clientId, oidc.requestParamScopes)
  const demands = [...(policy ? demandsOf(policy, scopes) : []), wish]
  return decideStepUp(has, { demands, isForced: oidc.promptPending('login'), reachable })
}

function authenticationIn(oidc: OidcContext): Authentication | null {
  if (!oidc.session?.accountId) return null
  if (signedInSlot.get()) return { acr: oidc.acr ?? null, secondsAgo: 0 }
  const session = sessionSlot.get()
  if (session === null) throw new Error('a session that nobody found has no age')
  return { acr: session.acr, secondsAgo: session.authenticatedSecondsAgo }
}

/** Leaves out scopes that this client cannot get: nobody has to sign in for them. */
async function grantableScopes(
  { clients }: Domain,
  clientId: string | undefined,
  asked: Iterable<string>,
): Promise<readonly string[]> {
  const client = clientId === undefined ? null : await clients.find(clientId)
  return [...asked].filter((scope) => client?.scopes.includes(scope))
}

type Who = Pick<LedgerEvent, 'accountId' | 'sessionId' | 'clientId'>

function whoIn({ client, session }: OidcContext): Who {
  const clientId = client?.clientId
  const about = clientId === undefined ? {} : { clientId }
  if (!session?.accountId) return about
  return { ...about, accountId: session.accountId, sessionId: session.uid }
}

/**
 * A request that a password cannot satisfy is refused before it counts as a sign-in, so the session
 * in this browser stays as it was. Null if there is nothing to refuse.
 */
export async function refuseInVain(
  domain: Domain,
  asked: { readonly policy: Policy; readonly scope: string; readonly acr: string; who: Who },
): Promise<errors.OIDCProviderError | null> {
  const { policy, scope, acr, who } = asked
  const scopes = await grantableScopes(domain, who.clientId, scope.split(' '))
  const demands = demandsOf(policy, scopes)
  const decision = decideStepUp(
    { acr, secondsAgo: 0 },
    { demands, isForced: false, reachable: acr },
  )
  return decision.kind === 'unmet' ? unmet(domain, decision.scope, who) : null
}

/**
 * The error is OpenID Connect's own. It is recorded at once, because the writes of this request are
 * dropped.
 */
async function unmet(
  { appendAlone }: Domain,
  scope: string | null,
  who: Who,
): Promise<errors.OIDCProviderError> {
  const { accountId } = who
  await appendAlone({
    type: 'step_up.unmet',
    outcome: 'failure',
    actor: accountId === undefined ? { kind: 'nobody' } : { kind: 'account', id: accountId },
    ...who,
    ...(scope === null ? {} : { details: { scope } }),
  })
  const what = scope ?? 'this'
  return new errors.UnmetAuthenticationRequirements(
    `${what} asks for a stronger sign-in than there is`,
  )
}
