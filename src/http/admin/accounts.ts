/** Accounts in the admin API: list, look at one, create one. */

import { createAccount } from '../../accounts/create.ts'
import { findListedAccount, type ListedAccount, listAccounts } from '../../accounts/list.ts'
import { lockPerson } from '../../accounts/lock-person.ts'
import type { Passwords } from '../../accounts/passwords.ts'
import { DomainError } from '../../base/errors.ts'
import { type AccountKind, normaliseEmail } from '../../model/account.ts'
import type { Store } from '../../store/database.ts'
import type { Editable } from './edits.ts'
import { type Operation, operation } from './operation.ts'
import { type PagerOptions, type Paging, pagerOf } from './pages.ts'

type Search = Paging & { readonly email?: string; readonly kind: AccountKind }

type NewAccount = {
  readonly email: string
  readonly password: string
  readonly name?: string
  readonly tier?: string
}

export type AccountOptions = Omit<PagerOptions, 'path'> & {
  readonly store: Store
  readonly passwords: Passwords
}

const path = '/admin/v1/accounts'

export function accountOperations(options: AccountOptions): readonly Operation[] {
  const { store, passwords, ...paging } = options
  const pager = pagerOf<Search>({ ...paging, path })
  return [
    operation<Search>('listAccounts', async ({ params }) => {
      const email = params.email === undefined ? null : normaliseEmail(params.email)
      const page = { before: pager.startOf(params), most: pager.mostOf(params) }
      const search = { email, kind: params.kind, ...page }
      return pager.reply(params, await listAccounts(store, search), showAccount)
    }),
    operation<{ id: string }>(
      'getAccount',
      async ({ params: { id } }) => ({
        status: 200,
        body: showAccount(await getAccount(store, id)),
      }),
      editableAccount(store),
    ),
    operation<object, NewAccount>('createAccount', async ({ body }, { by }) => {
      const { id } = await createAccount({ db: store, passwords }, { ...body, by })
      const account = showAccount(await getAccount(store, id))
      return { status: 201, body: account, headers: { Location: `${path}/${id}` } }
    }),
  ]
}

/** What an operation names that edits an account. */
export function editableAccount(store: Store): Editable<{ id: string }> {
  return {
    store,
    hold: ({ id }) => lockPerson(store, id),
    show: async ({ id }) => showAccount(await getAccount(store, id)),
  }
}

export async function getAccount(store: Store, id: string): Promise<ListedAccount> {
  const account = await findListedAccount(store, id)
  if (account === null) throw new DomainError('not_found', 'no account has this id')
  return account
}

export function showAccount(account: ListedAccount) {
  return {
    id: account.id,
    kind: account.kind,
    email: account.email,
    name: account.name,
    tier: account.tier,
    roles: account.roles,
    created_at: account.createdAt,
    disabled_at: account.disabledAt,
  }
}
