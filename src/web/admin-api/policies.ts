/** Policies in the admin API: list, look at, save, remove and simulate, and an account's effective policy. */

import { findListedAccount } from '../../accounts/list.ts'
import { DomainError } from '../../base/errors.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import { readPolicy, toExplainedPolicy, toPolicy } from '../../contract/policy.ts'
import { defaultPolicy } from '../../model/presets.ts'
import { findPolicy, getPolicy, listPolicies } from '../../policies/registry.ts'
import { removePolicy } from '../../policies/remove.ts'
import { requirePolicy, savePolicy } from '../../policies/save.ts'
import { simulatePolicy } from '../../policies/simulate.ts'
import type { Store } from '../../store/database.ts'
import { lockPolicy } from '../../store/policy-lock.ts'
import { type Operation, operation } from './operation.ts'
import type { Editable } from './preconditions.ts'

type Named = { readonly name: string }
export type PolicyOptions = {
  readonly store: Store
  readonly clients: ClientRegistry
}

/** Reads the rows, not the registry in memory, so that every node shows an edit at once. */
export function policyOperations({ store, clients }: PolicyOptions): readonly Operation[] {
  const policy = editablePolicy(store)
  return [
    operation('listPolicies', async () => {
      return { status: 200, body: { items: (await listPolicies(store)).map(toPolicy) } }
    }),
    operation(
      'getPolicy',
      async ({ params: { name } }) => {
        return { status: 200, body: toPolicy(await getPolicy(store, name)) }
      },
      policy,
    ),
    operation(
      'savePolicy',
      async ({ params: { name }, body }, { by }) => {
        const saved = readPolicy(name, body)
        await savePolicy(store, { policy: saved, by })
        return { status: 200, body: toPolicy(saved) }
      },
      policy,
    ),
    operation(
      'removePolicy',
      async ({ params: { name } }, { by }) => {
        await removePolicy(store, { name, by })
        return { status: 204 }
      },
      policy,
    ),
    operation('simulatePolicy', async ({ params: { name }, body }) => {
      const policy = readPolicy(name, body)
      requirePolicy(policy)
      const { sessions, ending, ...accounts } = await simulatePolicy(store, policy)
      const { accountsOverLimit: accounts_over_limit, accountsShutOut: accounts_shut_out } =
        accounts
      return { status: 200, body: { sessions, ending, accounts_over_limit, accounts_shut_out } }
    }),
    operation('explainPolicy', async ({ params }) => {
      return { status: 200, body: await explain({ store, clients }, params) }
    }),
  ]
}

function editablePolicy(store: Store): Editable<Named> {
  return {
    store,
    hold: ({ name }) => lockPolicy(store, name),
    show: async ({ name }) => {
      const found = await findPolicy(store, name)
      return found && toPolicy(found)
    },
  }
}

type Explained = { readonly id: string; readonly client_id?: string }

async function explain({ store, clients }: PolicyOptions, params: Explained) {
  const account = await findListedAccount(store, params.id)
  if (account === null) throw new DomainError('not_found', 'no account has this id')
  const policies = await listPolicies(store)
  const find = (name: string | null) => policies.find((policy) => policy.name === name) ?? null
  const client = params.client_id === undefined ? null : await clients.find(params.client_id)
  if (params.client_id !== undefined && client === null) {
    throw new DomainError('not_found', 'no enabled client has this id')
  }
  const own = find(account.tier) ?? find(defaultPolicy.name) ?? defaultPolicy
  return toExplainedPolicy(own, find(client?.policy ?? null))
}
