/** Accounts in the admin API: search, look at, create, change, help back in, disable, enable and delete. */

import { createAccount } from '../../accounts/create.ts'
import { deleteAccount } from '../../accounts/delete.ts'
import { disableAccount, enableAccount } from '../../accounts/disable.ts'
import { findByPrefix, type PrefixField } from '../../accounts/find-by-prefix.ts'
import { findInFull } from '../../accounts/find-in-full.ts'
import { findListedAccount, type ListedAccount, listAccounts } from '../../accounts/list.ts'
import { lockPerson } from '../../accounts/lock-person.ts'
import type { Passwords } from '../../accounts/passwords.ts'
import { updateProfile } from '../../accounts/profile.ts'
import { sendReset } from '../../accounts/send-reset.ts'
import { setTier } from '../../accounts/set-tier.ts'
import { findSignInWait, liftSignInWait } from '../../accounts/sign-in-wait.ts'
import { updateAccount } from '../../accounts/update.ts'
import { DomainError } from '../../base/errors.ts'
import { toAccount, toAccountDetails } from '../../contract/account.ts'
import { type AccountKind, normaliseEmail } from '../../model/account.ts'
import type { Store } from '../../store/database.ts'
import { type Operation, operation, type Reply } from './operation.ts'
import { type Pager, type PagerOptions, type Paging, pagerOf } from './pages.ts'
import type { Editable } from './preconditions.ts'

type Search = Paging & {
  readonly email?: string
  readonly email_prefix?: string
  readonly name_prefix?: string
  readonly kind: AccountKind
}

export type AccountOptions = Omit<PagerOptions, 'path'> & {
  readonly store: Store
  readonly passwords: Passwords
  readonly sendsMail: boolean
  readonly throttleKey: Uint8Array
}

const path = '/admin/v1/accounts'

export function accountOperations(options: AccountOptions): readonly Operation[] {
  const { store, passwords, throttleKey, ...paging } = options
  const pager = pagerOf<Search>({ ...paging, path })
  return [
    operation('listAccounts', async ({ params }) => {
      return pager.reply(params, await search(store, params, pager), toAccount)
    }),
    operation(
      'getAccount',
      async ({ params: { id } }) => {
        const account = await findInFull(store, id)
        if (account === null) throw unknownAccount()
        const until = await findSignInWait(store, { key: throttleKey, email: account.email })
        return { status: 200, body: toAccountDetails(account, until) }
      },
      editableAccount(store),
    ),
    operation('createAccount', async ({ body }, { by }) => {
      const { id } = await createAccount({ db: store, passwords }, { ...body, by })
      const account = toAccount(await getAccount(store, id))
      return { status: 201, body: account, headers: { Location: `${path}/${id}` } }
    }),
    ...supportOperations(options),
    ...lifecycleOperations(store),
  ]
}

/** Changes to an account, and help for a person who cannot sign in. */
function supportOperations({
  store,
  sendsMail,
  throttleKey,
  passwords: { place: brandName },
}: AccountOptions): readonly Operation[] {
  return [
    operation(
      'updateAccount',
      async ({ params: { id }, body }, caller) => {
        const { by } = caller
        const { email_verified: emailVerified, profile, ...texts } = body
        const verification = emailVerified === undefined ? {} : { emailVerified }
        const changes = { ...texts, ...verification, brandName }
        await updateAccount(store, { accountId: id, ...changes, by })
        if (profile !== undefined)
          await updateProfile(store, { accountId: id, changes: profile, by })
        return { status: 200, body: toAccount(await getAccount(store, id)) }
      },
      editableAccount(store),
    ),
    operation('sendPasswordReset', async ({ params: { id } }, caller) => {
      if (!sendsMail) throw new DomainError('mail_unavailable', 'set PARLEY_MAIL_URL to send mail')
      const email = await sendReset(store, { accountId: id, by: caller.by })
      return { status: 202, body: { account_id: id, email } }
    }),
    operation('liftSignInWait', async ({ params: { id } }, caller) => {
      await liftSignInWait(store, { key: throttleKey, accountId: id, by: caller.by })
      return { status: 204 }
    }),
  ]
}

function lifecycleOperations(store: Store): readonly Operation[] {
  const account = editableAccount(store)
  const reply = async (id: string): Promise<Reply> => {
    return { status: 200, body: toAccount(await getAccount(store, id)) }
  }
  return [
    operation(
      'disableAccount',
      async ({ params: { id }, body }, caller) => {
        const { reason } = body
        await disableAccount(store, { accountId: id, reason, by: caller.by })
        return reply(id)
      },
      account,
    ),
    operation(
      'enableAccount',
      async ({ params: { id } }, caller) => {
        await enableAccount(store, { accountId: id, by: caller.by })
        return reply(id)
      },
      account,
    ),
    operation(
      'setTier',
      async ({ params: { id }, body }, caller) => {
        await setTier(store, { accountId: id, tier: body.tier, by: caller.by })
        return reply(id)
      },
      account,
    ),
    operation(
      'deleteAccount',
      async ({ params: { id, reason } }, caller) => {
        await deleteAccount(store, { accountId: id, reason, by: caller.by })
        return { status: 204 }
      },
      account,
    ),
  ]
}

async function search(
  store: Store,
  params: Search,
  pager: Pager<Search>,
): Promise<readonly ListedAccount[]> {
  const { email, kind } = params
  const [start, most] = [pager.startOf(params), pager.mostOf(params)]
  const [found, ...more] = prefixesIn(params)
  if (found === undefined) {
    const known = email === undefined ? null : normaliseEmail(email)
    return listAccounts(store, { email: known, kind, before: start, most })
  }
  if (more.length > 0 || email !== undefined || kind !== 'person') {
    throw new DomainError('request_invalid', `${found.field}_prefix: alone, and of people`)
  }
  const page = await findByPrefix(store, { ...found, after: start, most })
  if (page !== null) return page
  throw new DomainError('request_invalid', 'cursor: the account where the page ended is gone')
}

function prefixesIn(params: Search): { field: PrefixField; prefix: string }[] {
  const { email_prefix: email, name_prefix: name } = params
  return [
    ...(email === undefined ? [] : [{ field: 'email', prefix: normaliseEmail(email) } as const]),
    ...(name === undefined ? [] : [{ field: 'name', prefix: name.normalize('NFC') } as const]),
  ]
}

/** For every operation that reads or edits one account. */
export function editableAccount(store: Store): Editable<{ id: string }> {
  return {
    store,
    volatileFields: ['factors', 'limits', 'open_sessions', 'sign_in_wait_until'],
    hold: ({ id }) => lockPerson(store, id),
    show: async ({ id }) => toAccount(await getAccount(store, id)),
  }
}

export async function getAccount(store: Store, id: string): Promise<ListedAccount> {
  const account = await findListedAccount(store, id)
  if (account === null) throw unknownAccount()
  return account
}

function unknownAccount(): DomainError {
  return new DomainError('not_found', 'no account has this id')
}
