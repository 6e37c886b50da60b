/** The names of all policies. An account's tier and a client's own policy are chosen from them. */

import type { Visit } from './visit.ts'

export async function policyNames({ ask }: Visit): Promise<readonly string[]> {
  const { body } = await ask('listPolicies')
  return body.items.map(({ name }) => name)
}
