/** The console's area of accounts: the list, who was looked for, and one of them. */

import { isOperatorRole } from '../../../model/operator-role.ts'
import type { Fault } from '../../ui/fields.tsx'
import type { Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { accountsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { policyNames } from '../policy-names.ts'
import { type ConsoleRequest, doneIn, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import type { AccountInFull, AccountRights, ShownAccount } from './account.tsx'
import { AccountPage } from './account-page.tsx'
import { AccountsPage } from './accounts-page.tsx'

export const writeScope = 'parley:accounts.write'

export function accountPages({ get }: ConsoleRouter): void {
  get(accountsPath, list)
  get(`${accountsPath}/:id`, (request) => showAccount(request))
}

/** With the version that an edit of it says. */
export async function readAccount({ ctx, visit }: Pick<ConsoleRequest, 'ctx' | 'visit'>): Promise<{
  account: AccountInFull
  etag: string
}> {
  const params = { id: String(ctx['params'].id) }
  const { body: account, headers } = await visit.ask<AccountInFull>('getAccount', { params })
  return { account, etag: headers?.['ETag'] ?? '' }
}

/** An operator's account is changed only by who may change operators, a guest's by nobody. */
export function rightsOver({ may }: Visit, { kind, roles }: ShownAccount): AccountRights {
  const isGuarded = roles.some(isOperatorRole) && !may('parley:operators.write')
  const isReachable = !isGuarded && kind === 'person'
  return {
    mayWrite: isReachable && may(writeScope),
    mayHelp: isReachable && may('parley:accounts.help'),
    isGuarded,
  }
}

const told = {
  created: 'Created.',
  invited: 'Created. A link to choose a password is on its way to them.',
  uninvited: 'Created. No link could be mailed to them now: send one from here.',
  saved: 'Saved.',
  same: 'It was so before: nothing changed.',
  tier: 'Changed, for the sessions that begin from now on.',
  reset: 'A link is on its way to them. It works once, for half an hour.',
  disabled: 'Disabled. Everything under it has ended.',
  enabled: 'Enabled. The person can sign in again; what ended stays ended.',
  deleted: 'Deleted. Everything under it has ended, and the email is free.',
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, ['by', 'begins', 'cursor'])
  const { by, begins, cursor } = filters
  const prefix =
    begins === undefined ? {} : { [`${by === 'name' ? 'name' : 'email'}_prefix`]: begins }
  const params = { ...prefix, ...(cursor === undefined ? {} : { cursor }) }
  const { value, fault } = await attempt(() =>
    visit.ask<Page<ShownAccount>>('listAccounts', { params }),
  )
  showPage(
    ctx,
    <AccountsPage
      {...frameOf(visit, options)}
      filters={filters}
      found={value?.body ?? null}
      fault={fault}
      mayWrite={visit.may(writeScope)}
      done={doneIn(ctx, told)}
    />,
  )
}

/** With what a form of its page was refused for, if it was. */
export async function showAccount(
  request: ConsoleRequest,
  fault: Fault | null = null,
): Promise<void> {
  const { ctx, visit, options } = request
  const { account, etag } = await readAccount(request)
  const rights = rightsOver(visit, account)
  const tiers = rights.mayWrite ? await policyNames(visit) : []
  const shown = { account, etag, tiers, fault, done: doneIn(ctx, told), ...rights }
  showPage(ctx, <AccountPage {...frameOf(visit, options)} {...shown} />)
}
