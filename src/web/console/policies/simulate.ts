/** What settings would do to the sessions that live now, as the admin API counts it. */

import type { Policy } from '../../../model/policy.ts'
import { toDocument } from '../../../model/policy-document.ts'
import { attempt } from '../attempt.ts'
import type { Visit } from '../visit.ts'
import type { Simulation } from './policy.ts'

/** Null where counting takes too long: nobody need wait for it to save a policy. */
export async function simulate(visit: Visit, policy: Policy): Promise<Simulation | null> {
  const request = { params: { name: policy.name }, body: settingsOf(policy) }
  const asking = () => visit.ask<Simulation>('simulatePolicy', request)
  const { value } = await attempt(asking, ['store_unavailable'])
  return value?.body ?? null
}

/** Without its name, as it is sent. */
export function settingsOf(policy: Policy): object {
  const { name: _, ...settings } = toDocument(policy)
  return settings
}
