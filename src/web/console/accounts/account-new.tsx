/** Creating an account in the console. Best, nobody but its person ever knows its password. */

import { randomToken } from '../../../base/crypto.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { accountPath, accountsPath } from '../addresses.ts'
import { type Answering, type Asked, demand } from '../answering.ts'
import { attempt } from '../asking.ts'
import { frameOf } from '../frame-of.ts'
import { policyNames } from '../policy-names.ts'
import type { Visit } from '../visit.ts'
import type { ShownAccount } from './account.tsx'
import { NewAccountPage } from './account-form-pages.tsx'
import { writeScope } from './accounts.tsx'

const path = `${accountsPath}/new`

/** Before the page of one account, whose address takes any word. */
export function newAccountPages({ show, take }: Answering): void {
  show(path, ask)
  take(path, create)
}

type Form = { readonly email: string; readonly name: string; readonly tier: string }

async function ask(asked: Asked): Promise<void> {
  demand(asked.visit, writeScope)
  await showForm(asked, { email: '', name: '', tier: 'default' }, null)
}

async function showForm(
  { ctx, visit, options }: Asked,
  form: Form,
  fault: Fault | null,
): Promise<void> {
  const tiers = await policyNames(visit)
  const shown = { form, tiers, sendsMail: options.sendsMail, fault }
  showPage(ctx, <NewAccountPage {...frameOf(visit, options)} {...shown} />)
}

/** Sent twice it is refused the second time: an email is one account. */
async function create(asked: Asked): Promise<void> {
  const { ctx, visit, options } = asked
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
    return showForm(asked, form, fault)
  }
  const told = isInvited ? await invite(visit, value.body) : 'created'
  seeOther(ctx, `${accountPath(value.body)}?told=${told}`)
}

/** The account stands, whether or not the message does. */
async function invite({ ask }: Visit, { id }: ShownAccount): Promise<'invited' | 'uninvited'> {
  const { fault } = await attempt(() => ask('sendPasswordReset', { params: { id } }))
  return fault === null ? 'invited' : 'uninvited'
}
