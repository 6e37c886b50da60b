/** The page that asks for an account. It never tells whether the address has one. */

import type { VNode } from 'preact'
import { Alert, Field } from './form.tsx'
import { Meeting } from './meeting.tsx'
import { type NewPasswordFault, NewPasswordFields, newPasswordSentence } from './new-password.tsx'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'
import { Sentence } from './sentence.tsx'

export type RegisterFault = NewPasswordFault | 'email' | 'name'

export type RegisterPageProps = PageProps & {
  readonly clientName: string
  readonly action: string
  readonly signIn: string
  readonly name: string
  readonly email: string
  readonly fault: RegisterFault | null
}

const text = {
  title: 'Create an account',
  titleAfterError: 'Error: Create an account',
  lead: 'You use it to sign in to {client}, and to every other app that signs people in here.',
  note: 'We send a message to your address. The account is made when you open the link in it.',
  name: 'Name',
  nameHint: 'As apps may show it, if you allow them to see it.',
  email: 'Email',
  submit: 'Create account',
  signIn: 'I have an account: sign in',
  faults: {
    email: 'That is not an email address. Enter one, such as anna@example.com.',
    name: 'Enter a name of at most 100 characters.',
  },
}

export function RegisterPage(props: RegisterPageProps): VNode {
  const { clientName, fault, development } = props
  return (
    <Page title={fault === null ? text.title : text.titleAfterError} development={development}>
      <Intro>
        <Meeting name={clientName} />
        <h1>{text.title}</h1>
        <p class="lead">
          <Sentence text={text.lead} values={{ client: clientName }} />
        </p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        <RegisterForm {...props} />
        <p class="ways">
          <a href={props.signIn}>{text.signIn}</a>
        </p>
      </Sheet>
    </Page>
  )
}

function RegisterForm({ action, name, email, fault }: RegisterPageProps): VNode {
  const alertId = 'register-error'
  const isOfPassword = fault !== null && fault !== 'email' && fault !== 'name'
  return (
    <form method="post" action={action}>
      {fault !== null && <Alert id={alertId} message={sentenceOf(fault)} />}
      <Field
        name="name"
        label={text.name}
        type="text"
        autocomplete="name"
        value={name}
        hint={text.nameHint}
        faultId={fault === 'name' ? alertId : null}
      />
      <Field
        name="email"
        label={text.email}
        type="email"
        autocomplete="username"
        value={email}
        faultId={fault === 'email' ? alertId : null}
      />
      <NewPasswordFields faultId={isOfPassword ? alertId : null} isFirst />
      <button class="button primary" type="submit">
        {text.submit}
      </button>
    </form>
  )
}

function sentenceOf(fault: RegisterFault): string {
  return fault === 'email' || fault === 'name' ? text.faults[fault] : newPasswordSentence(fault)
}
