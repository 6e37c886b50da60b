/** The steps in which a person acts, for the pages: what is asked, and how it is answered. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import Provider, { errors, type InteractionResults } from 'oidc-provider'
import { DomainError } from '../base/errors.ts'
import type { Account } from '../model/account.ts'
import { defaultPolicy } from '../model/presets.ts'
import { type EndReason, endReasons } from '../model/session.ts'
import type { Step, Steps } from '../model/step.ts'
import { endSession } from '../sessions/end.ts'
import { findSessionById } from '../sessions/find.ts'
import { findArtifact } from '../tokens/artifacts.ts'
import { recordConsent } from '../tokens/save-grant.ts'
import type { Domain } from './domain.ts'
import { effectivePolicy } from './effective-policy.ts'
import { newGrant } from './grant-adapter.ts'
import { inRequest } from './request.ts'

export type Exchange = { readonly req: IncomingMessage; readonly res: ServerResponse }

type InteractionDetails = Awaited<ReturnType<Provider['interactionDetails']>>

export function interactionsOf(provider: Provider, domain: Domain): Steps<Exchange> {
  return {
    find: (exchange, uid) => find(provider, domain, { exchange, uid }),
    signedIn: (exchange, account) => finishSignIn(provider, domain, { exchange, account }),
    allowed: (exchange) => finishConsent(provider, exchange),
    denied: async (exchange) =>
      finish(await getInteraction(provider, exchange), {
        error: 'access_denied',
        error_description: 'the person refused',
      }),
    anotherAccount: async (exchange) => {
      const { params } = await getInteraction(provider, exchange)
      const texts = Object.entries(params).map(([name, value]) => [name, text(value)])
      const query = new URLSearchParams(texts.filter(([, value]) => value !== ''))
      // Without `consent` in it, `offline_access` would be dropped from the request.
      const asksConsent = query.get('prompt')?.split(' ').includes('consent') ?? false
      query.set('prompt', asksConsent ? 'login consent' : 'login')
      return `/authorize?${query}`
    },
  }
}

/**
 * Throws `interaction_expired` for another browser's, a finished or an overdue interaction. A step
 * that began in a session is answered by who still has that session's cookie: the library looks
 * only whether the session lives.
 */
export async function getInteraction(
  provider: Provider,
  { req, res }: Exchange,
): Promise<InteractionDetails> {
  try {
    const current = await provider.Session.get(provider.createContext(req, res))
    const interaction = await provider.interactionDetails(req, res)
    const begunIn = interaction.session?.uid
    if (begunIn === undefined || begunIn === current.uid) return interaction
    throw new errors.SessionNotFound('the step began in another session')
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error
    throw new DomainError('interaction_expired', 'this step is over', { cause: error })
  }
}

async function find(
  provider: Provider,
  domain: Domain,
  { exchange, uid }: { exchange: Exchange; uid: string },
): Promise<Step> {
  const found = await getInteraction(provider, exchange)
  if (found.uid !== uid) throw new DomainError('interaction_expired', 'this step is over')
  const client = await domain.clients.find(text(found.params['client_id']))
  if (client === null) throw new DomainError('interaction_expired', 'the client is gone')
  return {
    uid,
    asks: found.prompt.name === 'login' ? 'sign_in' : 'consent',
    clientName: client.name,
    redirectUri: text(found.params['redirect_uri']),
    loginHint: text(found.params['login_hint']) || null,
    accountEmail: inRequest().session?.account.email ?? null,
    requestedScopes: text(found.params['scope']).split(' ').filter(Boolean),
    newScopes: newScopes(found),
    offlineSeconds: await offlineSeconds(domain, found),
    ended: await endingOf(domain, uid),
  }
}

async function offlineSeconds(domain: Domain, { params }: InteractionDetails): Promise<number> {
  const policyName = inRequest().session?.policy ?? defaultPolicy.name
  const clientId = text(params['client_id'])
  return (await effectivePolicy(domain, { policyName, clientId })).refreshAbsoluteSeconds
}

/** Kept beside the step when it began: the library knows nothing of it and drops it. */
async function endingOf({ db }: Domain, uid: string): Promise<EndReason | null> {
  const artifact = await findArtifact(db, { kind: 'Interaction', id: uid })
  const ending = artifact?.payload['ending']
  return endReasons.find((reason) => reason === ending) ?? null
}

/** Someone else signing in ends the session that stood in this browser before. */
async function finishSignIn(
  provider: Provider,
  { db, policies }: Domain,
  { exchange, account }: { exchange: Exchange; account: Account },
): Promise<string> {
  const interaction = await getInteraction(provider, exchange)
  const former = interaction.session?.uid
  const session = former ? await findSessionById(db, { sessionId: former, clientId: null }) : null
  if (session && session.accountId !== account.id) {
    const by = { kind: 'account', id: account.id } as const
    await endSession(db, { sessionId: session.id, reason: 'logout', by })
    delete interaction.session
  }
  const { remember } = policies.ofTier(account.tier)
  const login = { accountId: account.id, amr: ['pwd'], acr: 'pwd', remember }
  return finish(interaction, { login })
}

async function finishConsent(provider: Provider, exchange: Exchange): Promise<string> {
  const interaction = await getInteraction(provider, exchange)
  const accountId = interaction.session?.accountId
  if (!accountId) throw new DomainError('interaction_expired', 'nobody is signed in')
  const clientId = text(interaction.params['client_id'])
  const held = interaction.grantId ? await provider.Grant.find(interaction.grantId) : undefined
  const grant = held ?? new provider.Grant({ accountId, clientId })
  addMissing(grant, interaction)
  const grantId = await grant.save()
  recordConsent(newGrant(grantId, { ...grant, accountId, clientId }))
  return finish(interaction, { ...interaction.lastSubmission, consent: { grantId } })
}

async function finish(
  interaction: InteractionDetails,
  result: InteractionResults,
): Promise<string> {
  interaction.result = result
  await interaction.persist()
  return interaction.returnTo
}

type Missing = {
  readonly missingOIDCScope?: string[]
  readonly missingOIDCClaims?: string[]
  readonly missingResourceScopes?: Record<string, string[]>
}

function missingOf({ prompt }: InteractionDetails): Missing {
  return prompt.details
}

function addMissing(grant: InstanceType<Provider['Grant']>, interaction: InteractionDetails): void {
  const { missingOIDCScope, missingOIDCClaims, missingResourceScopes } = missingOf(interaction)
  if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(' '))
  if (missingOIDCClaims) grant.addOIDCClaims(missingOIDCClaims)
  for (const [resource, scopes] of Object.entries(missingResourceScopes ?? {})) {
    grant.addResourceScope(resource, scopes.join(' '))
  }
}

function newScopes(interaction: InteractionDetails): readonly string[] {
  const { missingOIDCScope = [], missingResourceScopes = {} } = missingOf(interaction)
  return [...new Set([...missingOIDCScope, ...Object.values(missingResourceScopes).flat()])]
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
