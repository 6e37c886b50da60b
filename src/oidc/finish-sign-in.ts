/** Finishes the step that asked for a password, once it was right. */

import type Provider from 'oidc-provider'
import type { InteractionResults } from 'oidc-provider'
import type { Account } from '../model/account.ts'
import { findSessionById, type LiveSession } from '../sessions/find.ts'
import type { Domain } from './domain.ts'
import { effectivePolicy } from './effective-policy.ts'
import { hintedSub, isNamed } from './hinted-person.ts'
import {
  type Exchange,
  finish,
  getInteraction,
  type InteractionDetails,
  text,
} from './interaction.ts'
import { createAccount, selectAccount } from './prompts.ts'
import { refuseInVain } from './step-up.ts'

/**
 * Ends nothing: if someone else is signed in in this browser, their session ends in the transaction
 * that begins the new one. The limit may still refuse it, and the person may still turn back.
 */
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
  const refusal =
    (await refusalOfOther(provider, interaction, account)) ??
    (await refusalOf(domain, { interaction, account, own }))
  if (refusal !== null) return finish(interaction, refusal)
  // The step now belongs to another person, so it no longer needs the session that it began in.
  if (own === null) delete interaction.session
  const { remember } = policies.ofTier(account.tier)
  const passwordChangedAt = account.passwordChangedAt.toISOString()
  const login = { ...byPassword, accountId: account.id, remember, passwordChangedAt }
  // Signing in answers which account it shall be, and whether it is a new one.
  return finish(interaction, { login, [selectAccount]: {}, [createAccount]: {} })
}

const byPassword = { amr: ['pwd'], acr: 'pwd' }

type SignIn = {
  readonly interaction: InteractionDetails
  readonly account: Account
  /** The account's own session in this browser, if there is one. */
  readonly own: LiveSession | null
}

/** The application named someone else by `id_token_hint`, so nobody else's sign-in helps it. */
async function refusalOfOther(
  provider: Provider,
  { params }: InteractionDetails,
  account: Account,
): Promise<InteractionResults | null> {
  const client = await provider.Client.find(text(params['client_id']))
  const sub = client ? await hintedSub(provider, client, params['id_token_hint']) : null
  if (sub === null || isNamed(sub, account.id)) return null
  const description = 'someone else than id_token_hint names has signed in'
  return { error: 'login_required', error_description: description }
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
