/** The steps in which a person acts, for the pages: the question, and the answer. */

import type Provider from 'oidc-provider'
import { DomainError } from '../base/errors.ts'
import { isOwnClient, ownPageOf } from '../model/own-client.ts'
import { defaultPolicy } from '../model/presets.ts'
import { type EndReason, endReasons } from '../model/session.ts'
import type { Step, Steps } from '../model/step.ts'
import { findArtifact } from '../tokens/artifacts.ts'
import { recordConsent } from '../tokens/save-grant.ts'
import { changedReason, judgeSession, needsSignIn } from './binding.ts'
import type { Domain } from './domain.ts'
import { effectivePolicy } from './effective-policy.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { newGrant } from './grant-adapter.ts'
import {
  type Exchange,
  finish,
  getInteraction,
  type InteractionDetails,
  text,
} from './interaction.ts'
import { selectAccount } from './prompts.ts'
import { sessionSlot } from './request.ts'
import { shortfallTold } from './step-up.ts'

export function interactionsOf(provider: Provider, domain: Domain): Steps<Exchange> {
  return {
    find: (exchange, uid) => find(provider, domain, { exchange, uid }),
    signedIn: (exchange, account) => finishSignIn(provider, domain, { exchange, account }),
    allowed: (exchange) => finishConsent(provider, exchange),
    sameAccount: async (exchange) => {
      const interaction = await getInteraction(provider, exchange)
      return finish(interaction, { ...interaction.lastSubmission, [selectAccount]: {} })
    },
    denied: async (exchange) =>
      finish(await getInteraction(provider, exchange), {
        error: 'access_denied',
        error_description: 'the person refused',
      }),
    anotherAccount: async (exchange) => {
      const { params } = await getInteraction(provider, exchange)
      const texts = Object.entries(params).map(([name, value]) => [name, text(value)])
      const query = new URLSearchParams(texts.filter(([, value]) => value !== ''))
      // The application's wish for a consent page stays.
      const asksConsent = query.get('prompt')?.split(' ').includes('consent') ?? false
      query.set('prompt', asksConsent ? 'login consent' : 'login')
      // It names the person who wants to use another account.
      query.delete('login_hint')
      return `/authorize?${query}`
    },
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
  await refuseEnded(domain, client.id)
  return {
    uid,
    asks: asksOf(found.prompt.name),
    clientName: client.name,
    own: ownPageOf(client.id),
    redirectUri: text(found.params['redirect_uri']),
    loginHint: text(found.params['login_hint']) || null,
    accountEmail: sessionSlot.get()?.account.email ?? null,
    requestedScopes: text(found.params['scope']).split(' ').filter(Boolean),
    newScopes: newScopes(found),
    offlineSeconds: await offlineSeconds(domain, found),
    ended: await endingOf(domain, uid),
    hasChanged: found.prompt.reasons.includes(changedReason),
    shortfall: shortfallTold(found.prompt.details) ?? repetition(found),
  }
}

/** Our own pages ask the person who is signed in to sign in again before a change. */
function repetition({ params }: InteractionDetails): Step['shortfall'] {
  const email = sessionSlot.get()?.account.email ?? null
  const isRepeated = text(params['prompt']).split(' ').includes('login')
  const isSame = email !== null && text(params['login_hint']) === email
  const isAsked = isOwnClient(text(params['client_id'])) && isRepeated && isSame
  return isAsked ? { kind: 'too_old', scope: null } : null
}

/** A new account signs in as well, once it is made. */
function asksOf(prompt: string): Step['asks'] {
  if (prompt === 'consent') return 'consent'
  return prompt === selectAccount ? 'account' : 'sign_in'
}

/** The cookies of the step and of its session come from one browser, unless one was stolen. */
async function refuseEnded(domain: Domain, clientId: string): Promise<void> {
  const session = sessionSlot.get()
  if (session === null) return
  if ((await judgeSession(domain, session, clientId)) !== 'ended') return
  throw new DomainError('interaction_expired', 'the session of this step has ended')
}

async function offlineSeconds(domain: Domain, { params }: InteractionDetails): Promise<number> {
  const policyName = sessionSlot.get()?.policy ?? defaultPolicy.name
  const clientId = text(params['client_id'])
  return (await effectivePolicy(domain, { policyName, clientId })).refreshAbsoluteSeconds
}

/** It was stored with the step when the step began, because the library drops it. */
async function endingOf({ db }: Domain, uid: string): Promise<EndReason | null> {
  const artifact = await findArtifact(db, { kind: 'Interaction', id: uid })
  const ending = artifact?.payload['ending']
  return endReasons.find((reason) => reason === ending) ?? null
}

async function finishConsent(provider: Provider, exchange: Exchange): Promise<string> {
  const interaction = await getInteraction(provider, exchange)
  const accountId = interaction.session?.accountId
  if (!accountId) throw new DomainError('interaction_expired', 'nobody is signed in')
  // Without an answer, the request continues and asks for the sign-in that is due.
  if (needsSignIn()) return interaction.returnTo
  const clientId = text(interaction.params['client_id'])
  const held = interaction.grantId ? await provider.Grant.find(interaction.grantId) : undefined
  const grant = held ?? new provider.Grant({ accountId, clientId })
  addMissing(grant, interaction)
  const grantId = await grant.save()
  recordConsent(newGrant(grantId, { ...grant, accountId, clientId }))
  return finish(interaction, { ...interaction.lastSubmission, consent: { grantId } })
}

type ConsentGap = {
  readonly missingOIDCScope?: string[]
  readonly missingOIDCClaims?: string[]
  readonly missingResourceScopes?: Record<string, string[]>
}

function missingOf({ prompt }: InteractionDetails): ConsentGap {
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
