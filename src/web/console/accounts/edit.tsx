/** Changing an account's name and email. */

import type { VNode } from 'preact'
import type { AccountDetails } from '../../../contract/documents.ts'
import { field } from '../../middleware/guards.ts'
import { type Fault, TextField } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { accountPath, accountsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { Buttons, changedMeanwhile, Hint } from '../form.tsx'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { readAccount, rightsOver, writeScope } from './account.tsx'
import { EmailField } from './email-field.tsx'

const path = `${accountsPath}/:id/edit`

/** Needs a recent sign-in, because the email is the way back into an account. */
export function editAccountRoutes({ form, act }: ConsoleRouter): void {
  form(path, 'updateAccount', open)
  act({ path: path, operationId: 'updateAccount' }, save)
}

type AccountForm = { readonly email: string; readonly name: string }

type FormState = {
  readonly account: AccountDetails
  /** The version of the account that the form shows. */
  readonly etag: string
  readonly form: AccountForm
  /** The input that was not saved because someone else saved first. */
  readonly lost: AccountForm | null
  readonly fault: Fault | null
}

async function open(request: ConsoleRequest): Promise<void> {
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
  if (fault.isStale) return showCurrent(request, form)
  ctx.status = 400
  showForm(request, { account, etag, form, lost: null, fault })
}

/** Sends only what changed: an old name may break a rule that is newer than the name. */
function changedIn(form: AccountForm, account: AccountDetails): Partial<AccountForm> {
  const { email, name } = formOf(account)
  return {
    ...(form.email === email ? {} : { email: form.email }),
    ...(form.name === name ? {} : { name: form.name }),
  }
}

/** After someone else saved first: the current values, with the lost input beside them. */
async function showCurrent(request: ConsoleRequest, lost: AccountForm): Promise<void> {
  const { account, etag } = await readAccount(request)
  request.ctx.status = 412
  showForm(request, { account, etag, form: formOf(account), lost, fault: null })
}

function formOf({ email, name }: AccountDetails): AccountForm {
  return { email: email ?? '', name }
}

function showForm({ ctx, visit, options }: ConsoleRequest, form: FormState): void {
  showPage(ctx, <EditAccountPage {...frameOf(visit, options)} {...form} />)
}

const text = {
  title: (email: string) => `Edit ${email}`,
  lead: 'Another email is not verified, ends no session, and is told to the former one. Links that were mailed to that are dead.',
  name: 'Name',
  nameHint: 'What applications may call them.',
  save: 'Save',
}

function EditAccountPage(props: ConsoleFrameProps & FormState): VNode {
  const { account, etag, form, lost, fault } = props
  const path = accountPath(account)
  const ofAll = fault?.field === null ? fault.message : null
  return (
    <ConsoleFrame
      {...props}
      path={accountsPath}
      title={text.title(account.email ?? account.name)}
      lead={text.lead}
      fault={lost === null ? ofAll : changedMeanwhile}
    >
      <section class="card narrow">
        <form class="stack" method="post" action={`${path}/edit`}>
          <HiddenFields hidden={{ etag }} />
          <EmailField value={form.email} fault={fault} lost={lost?.email} />
          <TextField
            name="name"
            label={text.name}
            value={form.name}
            hint={<Hint said={text.nameHint} now={form.name} typed={lost?.name} />}
            fault={fault}
            required={account.name !== ''}
          />
          <Buttons button={text.save} back={path} />
        </form>
      </section>
    </ConsoleFrame>
  )
}
