/**
 * Carries out what a change of network, browser or device leads to in the protocol. It decides
 * nothing.
 */

import Provider, { errors, interactionPolicy } from 'oidc-provider'
import { endSession } from '../endings/end-session.ts'
import { type Change, changesOf, markOf, strictestOf } from '../model/binding.ts'
import { type Binding, bindings, type Policy } from '../model/policy.ts'
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

/** Judges by the rules of the session and, if it is known, of the client that uses it. */
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

/** Whether the session of this request is useless until the person signs in again. */
export function needsSignIn(): boolean {
  return verdictSlot.get() === 'reauthenticate' && !signedInSlot.get()
}

/** Tells the sign-in page why it asks. */
export const changedReason = 'session_changed'

/** Judges again once the client is known: the address after a sign-in names no client. */
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
 * A refresh has no browser, so the request is compared with the one that redeemed the code. A
 * client that authenticates may call from anywhere, since nobody else can use its token: its
 * changes are only noted. Throws `invalid_grant`. If the policy asks for a new sign-in the token
 * stays good; if it ends the session, the token ends too.
 */
export async function requireUnchanged(domain: Domain, presented: PresentedFamily): Promise<void> {
  const { family, judgement } = presented
  const oidc = Provider.ctx?.oidc
  const client = oidc?.client
  const isRefresh = oidc?.route === 'token' && oidc.params?.['grant_type'] === 'refresh_token'
  const isSpent = judgement === 'reused' || judgement === 'ahead'
  // The library itself refuses a token of another client or an old one, and theft comes first.
  if (!isRefresh || isSpent || client?.clientId !== family.clientId) return

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

/**
 * Writes at once and not with the unit of work: the answer may be an error, and the record must
 * stand.
 */
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
