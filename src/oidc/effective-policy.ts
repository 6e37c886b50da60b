/** Under which rules something is done: the session's policy, tightened by the client's own. */

import type { Policy } from '../model/policy.ts'
import { defaultPolicy } from '../model/presets.ts'
import { tighten } from '../model/tighten.ts'
import type { Domain } from './domain.ts'

export async function effectivePolicy(
  { policies, clients }: Domain,
  { policyName, clientId }: { policyName: string; clientId: string | null },
): Promise<Policy> {
  const own = clientId === null ? null : (await clients.find(clientId))?.policy
  const account = policies.find(policyName) ?? policies.ofTier(defaultPolicy.name)
  return tighten(account, own ? policies.find(own) : null).policy
}
