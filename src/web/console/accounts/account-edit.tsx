/** Changing an account's name and email in the console. */

import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { accountPath, accountsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { AccountInFull } from './account.tsx'
import { type AccountForm, EditAccountPage } from './account-form-pages.tsx'
import { readAccount, rightsOver, writeScope } from './accounts.tsx'

const path = `${accountsPath}/:id/edit`

/** By its email an account is got back into. */
export function editAccountPages({ getFresh, postFresh }: ConsoleRouter): void {
  getFresh(path, ask)
  postFresh(path, save)
}

type Filled = {
  readonly account: AccountInFull
  readonly etag: string
  readonly form: AccountForm
  readonly lost: AccountForm | null
  readonly fault: Fault | null
}

function showForm({ ctx, visit, options }: ConsoleRequest, filled: Filled): void {
  showPage(ctx, <EditAccountPage {...frameOf(visit, options)} {...filled} />)
}

function formOf({ email, name }: AccountInFull): AccountForm {
  return { email: email ?? '', name }
}

async function ask(request: ConsoleRequest): Promise<void> {
  const { account, etag } = await readAccount(request)
  if (!rightsOver(request.visit, account).mayWrite) {
    requireScope(request.visit, writeScope)
    requireScope(request.visit, 'parley:operators.write')
  }
  showForm(request, { account, etag, form: formOf(account), lost: null, fault: null })
}

async function save(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const form = { email: field(ctx, 'email'), name: field(ctx, 'name') }
  const etag = field(ctx, 'etag')
  const { account } = await readAccount(request)
  const { value, fault } = await attempt(() =>
    visit.ask('updateAccount', {
      params: { id: account.id },
      body: changedIn(form, account),
      headers: { 'if-match': etag },
    }),
  )
  if (value !== null) {
    const isSame = value.headers?.['ETag'] === etag
    return seeOther(ctx, `${accountPath(account)}?told=${isSame ? 'same' : 'saved'}`)
  }
  if (fault.isStale) return showPresent(request, form)
  ctx.status = 400
  showForm(request, { account, etag, form, lost: null, fault })
}

/** What stays is not sent: an old name need not be one that would be taken now. */
function changedIn(form: AccountForm, account: AccountInFull): Partial<AccountForm> {
  const { email, name } = formOf(account)
  return {
    ...(form.email === email ? {} : { email: form.email }),
    ...(form.name === name ? {} : { name: form.name }),
  }
}

/** Somebody else was first: what is there now, with what was typed beside it. */
async function showPresent(request: ConsoleRequest, lost: AccountForm): Promise<void> {
  const { account, etag } = await readAccount(request)
  request.ctx.status = 412
  showForm(request, { account, etag, form: formOf(account), lost, fault: null })
}
