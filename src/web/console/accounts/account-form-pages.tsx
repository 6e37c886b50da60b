/** The forms of an account in the console: a new one, and another name or email. */

import type { VNode } from 'preact'
import { type Fault, SelectField, TextField } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { accountPath, accountsPath } from '../addresses.ts'
import { Buttons, changedMeanwhile, Hint } from '../form.tsx'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import type { ShownAccount } from './account.tsx'

export type AccountForm = { readonly email: string; readonly name: string }

const text = {
  titleNew: 'Create an account',
  leadNew: 'For a person who signs in with this email.',
  email: 'Email',
  emailHint: 'What they sign in with. It is verified once they use a link that was mailed to it.',
  name: 'Name',
  nameHint: 'What applications may call them.',
  nameHintNew: 'What applications may call them. Empty: the email.',
  tier: 'Tier',
  tierHint: 'It picks the policy of their sessions.',
  password: 'First password',
  invited:
    'Best left empty: a link is mailed to them, by which they choose one that nobody else knows.',
  notInvited:
    'This server sends no mail, so they cannot choose one by themselves yet. Tell it to them in person.',
  create: 'Create',
  titleEdit: (email: string) => `Edit ${email}`,
  leadEdit:
    'Another email is not verified, ends no session, and is told to the former one. Links that were mailed to that are dead.',
  save: 'Save',
}

type NewProps = ConsoleFrameProps & {
  readonly form: AccountForm & { readonly tier: string }
  readonly tiers: readonly string[]
  /** Whether the person can be mailed a link to choose a password. */
  readonly sendsMail: boolean
  readonly fault: Fault | null
}

export function NewAccountPage(props: NewProps): VNode {
  const { form, tiers, sendsMail, fault } = props
  return (
    <ConsoleFrame
      {...props}
      path={accountsPath}
      title={text.titleNew}
      lead={text.leadNew}
      fault={fault?.field === null ? fault.message : null}
    >
      <section class="card narrow">
        <form class="stack" method="post" action={`${accountsPath}/new`}>
          <EmailField value={form.email} fault={fault} />
          <TextField
            name="name"
            label={text.name}
            value={form.name}
            hint={text.nameHintNew}
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

type EditProps = ConsoleFrameProps & {
  readonly account: ShownAccount
  /** Which version of it the form is of. */
  readonly etag: string
  readonly form: AccountForm
  /** What was typed before somebody else changed it; null where nobody did. */
  readonly lost: AccountForm | null
  readonly fault: Fault | null
}

export function EditAccountPage(props: EditProps): VNode {
  const { account, etag, form, lost, fault } = props
  const path = accountPath(account)
  const ofAll = fault?.field === null ? fault.message : null
  return (
    <ConsoleFrame
      {...props}
      path={accountsPath}
      title={text.titleEdit(account.email ?? account.name)}
      lead={text.leadEdit}
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
            required
          />
          <Buttons button={text.save} back={path} />
        </form>
      </section>
    </ConsoleFrame>
  )
}

type EmailProps = {
  readonly value: string
  readonly fault: Fault | null
  readonly lost?: string | undefined
}

function EmailField({ value, fault, lost }: EmailProps): VNode {
  return (
    <TextField
      name="email"
      type="email"
      label={text.email}
      value={value}
      hint={<Hint said={text.emailHint} now={value} typed={lost} />}
      fault={fault}
      required
    />
  )
}
