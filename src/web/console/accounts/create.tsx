/** Creating an account. With an invitation by mail, nobody else ever knows the first password. */

import type { VNode } from 'preact'
import { randomToken } from '../../../base/crypto.ts'
import type { AccountDocument } from '../../../contract/documents.ts'
import { field } from '../../middleware/guards.ts'
import { type Fault, SelectField, TextField } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { accountPath, accountsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { Buttons } from '../form.tsx'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { policyNames } from '../policy-names.ts'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import { writeScope } from './account.tsx'
import { EmailField } from './email-field.tsx'

const path = `${accountsPath}/new`

/** Must be registered before the page of one account, whose path matches any word. */
export function createAccountRoutes({ get, act }: ConsoleRouter): void {
  get(path, open)
  act({ path, operationId: 'createAccount' }, create)
}

type NewAccountForm = { readonly email: string; readonly name: string; readonly tier: string }

async function open(request: ConsoleRequest): Promise<void> {
  requireScope(request.visit, writeScope)
  await showForm(request, { email: '', name: '', tier: 'default' }, null)
}

/** A form sent twice is refused the second time, because the email is taken then. */
async function create(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  const form = { email: field(ctx, 'email'), name: field(ctx, 'name'), tier: field(ctx, 'tier') }
  const password = field(ctx, 'password')
  const isInvited = password === '' && options.sendsMail
  const { name, ...required } = form
  const body = {
    ...required,
    ...(name.trim() === '' ? {} : { name }),
    password: isInvited ? randomToken(192) : password,
  }
  const { value, fault } = await attempt(() => visit.ask('createAccount', { body }))
  if (value === null) {
    ctx.status = 400
    return showForm(request, form, fault)
  }
  const done = isInvited ? await invite(visit, value.body) : 'created'
  seeOther(ctx, `${accountPath(value.body)}?told=${done}`)
}

/** A failure to send the mail does not undo the account. */
async function invite(visit: Visit, { id }: AccountDocument): Promise<'invited' | 'uninvited'> {
  const { fault } = await attempt(() => visit.ask('sendPasswordReset', { params: { id } }))
  return fault === null ? 'invited' : 'uninvited'
}

async function showForm(
  { ctx, visit, options }: ConsoleRequest,
  form: NewAccountForm,
  fault: Fault | null,
): Promise<void> {
  const tiers = await policyNames(visit)
  const page = { form, tiers, sendsMail: options.sendsMail, fault }
  showPage(ctx, <NewAccountPage {...frameOf(visit, options)} {...page} />)
}

const text = {
  title: 'Create an account',
  lead: 'For a person who signs in with this email.',
  name: 'Name',
  nameHint: 'What applications may call them. Empty: the email.',
  tier: 'Tier',
  tierHint: 'It picks the policy of their sessions.',
  password: 'First password',
  invited:
    'Best left empty: a link is mailed to them, by which they choose one that nobody else knows.',
  notInvited:
    'This server sends no mail, so they cannot choose one by themselves yet. Tell it to them in person.',
  create: 'Create',
}

type CreateProps = ConsoleFrameProps & {
  readonly form: NewAccountForm
  readonly tiers: readonly string[]
  /** Whether this server can mail the person a link to choose a password. */
  readonly sendsMail: boolean
  readonly fault: Fault | null
}

function NewAccountPage(props: CreateProps): VNode {
  const { form, tiers, sendsMail, fault } = props
  return (
    <ConsoleFrame
      {...props}
      path={accountsPath}
      title={text.title}
      lead={text.lead}
      fault={fault?.field === null ? fault.message : null}
    >
      <section class="card narrow">
        <form class="stack" method="post" action={`${accountsPath}/new`}>
          <EmailField value={form.email} fault={fault} />
          <TextField
            name="name"
            label={text.name}
            value={form.name}
            hint={text.nameHint}
            fault={fault}
          />
          <SelectField
            name="tier"
            label={text.tier}
            value={form.tier}
            choices={tiers.map((name) => [name, name] as const)}
            hint={text.tierHint}
            fault={fault}
          />
          <TextField
            name="password"
            type="password"
            label={text.password}
            value=""
            hint={sendsMail ? text.invited : text.notInvited}
            fault={fault}
            required={!sendsMail}
          />
          <Buttons button={text.create} back={accountsPath} />
        </form>
      </section>
    </ConsoleFrame>
  )
}
