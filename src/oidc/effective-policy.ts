/** The rules for something that is done: the session's policy, tightened by the client's own. */

import type { KoaContextWithOIDC } from 'oidc-provider'
import { findAccountById } from '../accounts/find.ts'
import { guestTier } from '../model/guest.ts'
import type { Policy } from '../model/policy.ts'
import { defaultPolicy } from '../model/presets.ts'
import { tighten } from '../model/tighten.ts'
import { once } from '../store/unit-of-work.ts'
import type { Domain } from './domain.ts'
import { guestSlot, sessionSlot } from './request.ts'

type Subject = {
  readonly policyName: string
  /** Null while no client is known. */
  readonly clientId: string | null
}

/** Computed once for each request, so that all of a request is under the same rules. */
export function effectivePolicy(domain: Domain, subject: Subject): Promise<Policy> {
  const { policyName, clientId } = subject
  return once(['effective-policy', policyName, clientId], () => compute(domain, subject))
}

async function compute(
  { policies, clients }: Domain,
  { policyName, clientId }: Subject,
): Promise<Policy> {
  const own = clientId === null ? null : (await clients.find(clientId))?.policy
  const account = policies.find(policyName) ?? policies.ofTier(defaultPolicy.name)
  return tighten(account, own ? policies.find(own) : null).policy
}

/**
 * For the person who is signed in. While nobody is, only the client's own rules are known, if it
 * has any; null otherwise.
 */
export async function policyOfRequest(
  domain: Domain,
  { oidc }: KoaContextWithOIDC,
): Promise<Policy | null> {
  const clientId = oidc.client?.clientId ?? ''
  const accountId = oidc.session?.accountId
  if (accountId) {
    const policyName = await policyNameOf(domain, accountId)
    return effectivePolicy(domain, { policyName, clientId })
  }
  const own = (await domain.clients.find(clientId))?.policy
  return own ? domain.policies.find(own) : null
}

/** The policy of the session, or the one under which it will begin. */
async function policyNameOf({ db, policies }: Domain, accountId: string): Promise<string> {
  const session = sessionSlot.get()
  if (session?.accountId === accountId) return session.policy
  if (guestSlot.get()) return policies.ofTier(guestTier).name
  const account = await findAccountById(db, accountId)
  return policies.ofTier(account?.tier ?? '').name
}
