/** Creating an account in the console. Best, nobody but its person ever knows its password. */

import { randomToken } from '../../../base/crypto.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { accountPath, accountsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { policyNames } from '../policy-names.ts'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import type { ShownAccount } from './account.tsx'
import { NewAccountPage } from './account-form-pages.tsx'
import { writeScope } from './accounts.tsx'

const path = `${accountsPath}/new`

/** Before the page of one account, whose address takes any word. */
export function newAccountPages({ get, post }: ConsoleRouter): void {
  get(path, ask)
  post(path, create)
}

type Form = { readonly email: string; readonly name: string; readonly tier: string }

async function ask(request: ConsoleRequest): Promise<void> {
  requireScope(request.visit, writeScope)
  await showForm(request, { email: '', name: '', tier: 'default' }, null)
}

async function showForm(
  { ctx, visit, options }: ConsoleRequest,
  form: Form,
  fault: Fault | null,
): Promise<void> {
  const tiers = await policyNames(visit)
  const shown = { form, tiers, sendsMail: options.sendsMail, fault }
  showPage(ctx, <NewAccountPage {...frameOf(visit, options)} {...shown} />)
}

/** Sent twice it is refused the second time: an email is one account. */
async function create(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  const form = { email: field(ctx, 'email'), name: field(ctx, 'name'), tier: field(ctx, 'tier') }
  const typed = field(ctx, 'password')
  const isInvited = typed === '' && options.sendsMail
  const { name, ...needed } = form
  const body = {
    ...needed,
    ...(name.trim() === '' ? {} : { name }),
    password: isInvited ? randomToken(192) : typed,
  }
  const { value, fault } = await attempt(() => visit.ask<ShownAccount>('createAccount', { body }))
  if (value === null) {
    ctx.status = 400
    return showForm(request, form, fault)
  }
  const told = isInvited ? await invite(visit, value.body) : 'created'
  seeOther(ctx, `${accountPath(value.body)}?told=${told}`)
}

/** The account stands, whether or not the message does. */
async function invite({ ask }: Visit, { id }: ShownAccount): Promise<'invited' | 'uninvited'> {
  const { fault } = await attempt(() => ask('sendPasswordReset', { params: { id } }))
  return fault === null ? 'invited' : 'uninvited'
}
