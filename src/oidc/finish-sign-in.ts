/** Finishes the step that asked for a password, once it was right. */

import type Provider from 'oidc-provider'
import type { InteractionResults } from 'oidc-provider'
import { endSession } from '../endings/end-session.ts'
import type { Account } from '../model/account.ts'
import { findSessionById, type LiveSession } from '../sessions/find.ts'
import type { Domain } from './domain.ts'
import { effectivePolicy } from './effective-policy.ts'
import {
  type Exchange,
  finish,
  getInteraction,
  type InteractionDetails,
  text,
} from './interaction.ts'
import { refuseInVain } from './step-up.ts'

/** Someone else signing in ends the session that stood in this browser before. */
export async function finishSignIn(
  provider: Provider,
  domain: Domain,
  { exchange, account }: { exchange: Exchange; account: Account },
): Promise<string> {
  const { db, policies } = domain
  const interaction = await getInteraction(provider, exchange)
  const former = interaction.session?.uid
  const session = former ? await findSessionById(db, { sessionId: former, clientId: null }) : null
  const own = session?.accountId === account.id ? session : null
  const refusal = await refusalOf(domain, { interaction, account, own })
  if (refusal !== null) return finish(interaction, refusal)
  if (session !== null && own === null) {
    const by = { kind: 'account', id: account.id } as const
    await endSession(db, { sessionId: session.id, reason: 'logout', by })
    delete interaction.session
  }
  const { remember } = policies.ofTier(account.tier)
  const passwordChangedAt = account.passwordChangedAt.toISOString()
  const login = { ...byPassword, accountId: account.id, remember, passwordChangedAt }
  return finish(interaction, { login })
}

const byPassword = { amr: ['pwd'], acr: 'pwd' }

type SignIn = {
  readonly interaction: InteractionDetails
  readonly account: Account
  /** The account's own session in this browser, if there is one. */
  readonly own: LiveSession | null
}

async function refusalOf(
  domain: Domain,
  { interaction, account, own }: SignIn,
): Promise<InteractionResults | null> {
  const { params } = interaction
  const clientId = text(params['client_id'])
  const policyName = own?.policy ?? domain.policies.ofTier(account.tier).name
  const policy = await effectivePolicy(domain, { policyName, clientId })
  const session = own === null ? {} : { sessionId: own.id }
  const who = { accountId: account.id, clientId, ...session }
  const asked = { policy, scope: text(params['scope']), acr: byPassword.acr, who }
  const refusal = await refuseInVain(domain, asked)
  return refusal && { error: refusal.error, error_description: refusal.error_description ?? '' }
}
