/** A sign-in that found the account's sessions full: lists them, and makes room. */

import type Provider from 'oidc-provider'
import { findAccountById } from '../accounts/find.ts'
import { DomainError } from '../base/errors.ts'
import { endSession } from '../endings/end-session.ts'
import { ownPageOf } from '../model/own-client.ts'
import type { BlockedSteps, Device } from '../model/step.ts'
import { listSessions } from '../sessions/list.ts'
import type { Domain } from './domain.ts'
import { type Exchange, getInteraction } from './interaction.ts'

/** No policy allows this many. */
const mostListed = 200

export function blockedStepsOf(provider: Provider, domain: Domain): BlockedSteps<Exchange> {
  return {
    find: async (exchange, uid) => {
      const { account, interaction } = await signedInStep(provider, domain, { exchange, uid })
      const client = await domain.clients.find(String(interaction.params['client_id']))
      const policy = domain.policies.ofTier(account.tier)
      return {
        uid,
        clientName: client?.name ?? '',
        own: ownPageOf(client?.id),
        redirectUri: String(interaction.params['redirect_uri']),
        limit: policy.maxSessions,
        mayEnd: policy.onLimit === 'ask',
        devices: await devicesOf(domain, { account, interaction }),
      }
    },
    goOn: async (exchange, uid) => {
      const { interaction } = await signedInStep(provider, domain, { exchange, uid })
      return interaction.returnTo
    },
    endOther: async (exchange, uid, sessionId) => {
      const { account, interaction } = await signedInStep(provider, domain, { exchange, uid })
      if (domain.policies.ofTier(account.tier).onLimit !== 'ask') {
        throw new DomainError('forbidden', 'this policy lets nobody be put out from here')
      }
      const devices = await devicesOf(domain, { account, interaction })
      if (devices.some(({ id }) => id === sessionId)) {
        const by = { kind: 'account', id: account.id } as const
        await endSession(domain.db, { sessionId, reason: 'evicted', by })
      }
      return interaction.returnTo
    },
  }
}

type SignInStep = Awaited<ReturnType<typeof signedInStep>>

/** Only the step's result says that the password was right in this very browser. */
async function signedInStep(
  provider: Provider,
  { db }: Domain,
  { exchange, uid }: { exchange: Exchange; uid: string },
) {
  const interaction = await getInteraction(provider, exchange)
  const accountId = interaction.result?.login?.accountId
  const account = accountId ? await findAccountById(db, accountId) : null
  if (interaction.uid !== uid || account?.disabledAt !== null) {
    throw new DomainError('interaction_expired', 'this step is over')
  }
  return { interaction, account }
}

/** The sessions that count where the person wants to sign in. */
async function devicesOf(
  { db, policies }: Domain,
  { account, interaction }: SignInStep,
): Promise<readonly Device[]> {
  const { limitScope } = policies.ofTier(account.tier)
  const clientId = interaction.params['client_id']
  const sessions = await listSessions(db, { accountId: account.id, most: mostListed })
  return sessions
    .filter(({ state }) => state !== 'ended')
    .filter((session) => limitScope === 'account' || session.clientId === clientId)
    .map(({ id, userAgent, network, createdAt, lastSeenAt }) => ({
      id,
      userAgent,
      network,
      createdAt,
      lastSeenAt,
    }))
}
