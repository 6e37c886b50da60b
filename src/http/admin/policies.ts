/** Policies in the admin API: list, look at one, save one, try one out, and explain an account's. */

import { findListedAccount } from '../../accounts/list.ts'
import { DomainError } from '../../base/errors.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import type { Policy } from '../../model/policy.ts'
import { documentOf, fromDocument, settings, toDocument } from '../../model/policy-document.ts'
import { defaultPolicy } from '../../model/presets.ts'
import { tighten } from '../../model/tighten.ts'
import { listPolicies } from '../../policy/registry.ts'
import { lockPolicy, requirePolicy, savePolicy } from '../../policy/save.ts'
import { simulatePolicy } from '../../policy/simulate.ts'
import type { Store } from '../../store/database.ts'
import type { Editable } from './edits.ts'
import { type Operation, operation } from './operation.ts'

type Named = { readonly name: string }
type Settings = Readonly<Record<string, unknown>>

export type PolicyOptions = {
  readonly store: Store
  readonly clients: ClientRegistry
}

/** Read from the rows themselves, so that what one node saved the other one shows at once. */
export function policyOperations({ store, clients }: PolicyOptions): readonly Operation[] {
  const policy = editablePolicy(store)
  return [
    operation('listPolicies', async () => {
      return { status: 200, body: { items: (await listPolicies(store)).map(toDocument) } }
    }),
    operation<Named>(
      'getPolicy',
      async ({ params: { name } }) => {
        return { status: 200, body: toDocument(await getPolicy(store, name)) }
      },
      policy,
    ),
    operation<Named, Settings>(
      'savePolicy',
      async ({ params: { name }, body }, { by }) => {
        const saved = fromDocument(name, body)
        await savePolicy(store, { policy: saved, by })
        return { status: 200, body: toDocument(saved) }
      },
      policy,
    ),
    operation<Named, Settings>('simulatePolicy', async ({ params: { name }, body }) => {
      const policy = fromDocument(name, body)
      requirePolicy(policy)
      const { sessions, ending, accountsOverLimit } = await simulatePolicy(store, policy)
      return { status: 200, body: { sessions, ending, accounts_over_limit: accountsOverLimit } }
    }),
    operation<Explained>('explainPolicy', async ({ params }) => {
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
      return found && toDocument(found)
    },
  }
}

async function findPolicy(store: Store, name: string): Promise<Policy | null> {
  return (await listPolicies(store)).find((policy) => policy.name === name) ?? null
}

async function getPolicy(store: Store, name: string): Promise<Policy> {
  const found = await findPolicy(store, name)
  if (found) return found
  throw new DomainError('not_found', 'no policy has this name')
}

type Explained = { readonly id: string; readonly client_id?: string }

async function explain({ store, clients }: PolicyOptions, params: Explained) {
  const account = await findListedAccount(store, params.id)
  if (account === null) throw new DomainError('not_found', 'no account has this id')
  const policies = await listPolicies(store)
  const named = (name: string | null) => policies.find((policy) => policy.name === name) ?? null
  const client = params.client_id === undefined ? null : await clients.find(params.client_id)
  if (params.client_id !== undefined && client === null) {
    throw new DomainError('not_found', 'no enabled client has this id')
  }
  const own = named(account.tier) ?? named(defaultPolicy.name) ?? defaultPolicy
  const { policy, reasonOf } = tighten(own, named(client?.policy ?? null))
  const explained = settings.map(([setting, name]) => {
    return [name, { value: documentOf(policy, setting), reason: reasonOf(setting) }] as const
  })
  return { account_policy: own.name, settings: Object.fromEntries(explained) }
}
