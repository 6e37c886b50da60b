/** What a change of network, browser or device leads to in the protocol. It decides nothing. */

import Provider, { errors, interactionPolicy } from 'oidc-provider'
import { type Change, changesOf, markOf, strictestOf } from '../model/binding.ts'
import { type Binding, bindings, type Policy } from '../model/policy.ts'
import { endSession } from '../sessions/end.ts'
import type { LiveSession } from '../sessions/find.ts'
import { judgeUse, type Verdict } from '../sessions/judge-use.ts'
import { currentTraits } from '../store/traits.ts'
import type { FoundFamily, PresentedFamily } from '../tokens/find-family.ts'
import { noteChangesOfFamily } from '../tokens/note-changes.ts'
import type { Domain } from './domain.ts'
import { effectivePolicy } from './effective-policy.ts'
import { requestSlot, sessionSlot, signedInSlot } from './request.ts'

/** Whether the session of this request is good for what the request asks. */
const verdictSlot = requestSlot<Verdict>()

/** Under the rules of the session, and of the client for which it is used, if that is known. */
export async function judgeSession(
  domain: Domain,
  session: LiveSession,
  clientId: string | null,
): Promise<Verdict> {
  const policy = await effectivePolicy(domain, { policyName: session.policy, clientId })
  const verdict = await judgeUse(domain.db, session, policy)
  verdictSlot.set(verdict)
  return verdict
}

/** Whether the session that this request came with is good for nothing before a sign-in. */
export function needsSignIn(): boolean {
  return verdictSlot.get() === 'reauthenticate' && !signedInSlot.get()
}

/** By which the sign-in page knows why it asks. */
export const changedReason = 'session_changed'

/** Once more, now that the client is known: a sign-in that comes back names none in its address. */
export function sessionChanged(domain: Domain): interactionPolicy.Check {
  return new interactionPolicy.Check(
    changedReason,
    'the session is used from elsewhere than before, and the person must sign in again',
    'login_required',
    async ({ oidc }) => {
      const session = sessionSlot.get()
      if (session === null || signedInSlot.get() || !oidc.client) return false
      return (await judgeSession(domain, session, oidc.client.clientId)) !== 'allowed'
    },
  )
}

/**
 * At a refresh there is no browser: what comes now is compared with what the code was redeemed
 * from. A client that proves who it is may call from anywhere, since its token is of use to nobody
 * else: what changed is noted and no more. Throws `invalid_grant`; where the policy asks for a new
 * sign-in the token stays good, where it ends the session it is over.
 */
export async function requireUnchanged(domain: Domain, presented: PresentedFamily): Promise<void> {
  const { family, judgement } = presented
  const oidc = Provider.ctx?.oidc
  const client = oidc?.client
  const isRefresh = oidc?.route === 'token' && oidc.params?.['grant_type'] === 'refresh_token'
  // A token in the wrong hands, or an old one: the library refuses it, and theft goes before.
  if (!isRefresh || judgement === 'reused' || client?.clientId !== family.clientId) return

  const policy = await effectivePolicy(domain, { ...family, policyName: family.policy })
  const rules = client.clientAuthMethod === 'none' ? policy : atMostNoted(policy)
  const begun = { network: family.network, browser: family.browser, device: null }
  const changes = changesOf(begun, currentTraits(), rules)
  if (changes.length === 0) return

  const action = strictestOf(changes.map((change) => change.action))
  await record(domain, family, { changes, ends: action === 'end' })
  if (action === 'note') return
  const description = 'used from elsewhere than before: the person must sign in again'
  throw new errors.CustomOIDCProviderError('invalid_grant', description)
}

type Changes = { readonly changes: readonly Change[]; readonly ends: boolean }

/** At once, not with the unit of work: the answer may be an error, and the record must stand. */
async function record({ db }: Domain, family: FoundFamily, { changes, ends }: Changes) {
  const news = changes.filter((change) => !family.noted.includes(markOf(change)))
  if (news.length === 0 && !ends) return
  await db.transaction(async (tx) => {
    await noteChangesOfFamily(tx, family, news)
    if (!ends) return
    const by = { kind: 'system' } as const
    await endSession(tx, { sessionId: family.sessionId, reason: 'binding_mismatch', by })
  })
}

function atMostNoted({ bindNetwork, bindBrowser }: Policy) {
  const mild = (binding: Binding) =>
    bindings.indexOf(binding) > bindings.indexOf('note') ? 'note' : binding
  return {
    bindNetwork: mild(bindNetwork),
    bindBrowser: mild(bindBrowser),
    bindDevice: 'off',
  } as const
}
