/** A person with these roles who is signed in to the console. */

import type { Cluster } from '../support/cluster.ts'
import { newPerson, type Person, type Visit } from '../support/person.ts'

export const password = 'correct horse battery staple'

export type OperatorPerson = {
  readonly account: { readonly id: string; readonly email: string }
  readonly person: Person
  /** The first page after the sign-in. */
  readonly page: Visit
}

export async function newOperatorPerson(
  cluster: Cluster,
  roles: readonly string[],
): Promise<OperatorPerson> {
  const account = await cluster.account({ roles })
  const person = newPerson(cluster)
  const form = await person.follow('/console')
  const page = await person.submit(form, { action: 'sign-in', email: account.email, password })
  return { account, person, page }
}
