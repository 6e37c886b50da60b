/** The names of the policies, to choose from: each is a tier, and may be a client's own. */

import type { Visit } from './visit.ts'

export async function policyNames({ ask }: Visit): Promise<readonly string[]> {
  const { body } = await ask<{ items: readonly { name: string }[] }>('listPolicies')
  return body.items.map(({ name }) => name)
}
