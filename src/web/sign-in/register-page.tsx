/** The page that asks for an account. It never tells whether the address has one. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import type { Words } from '../../i18n/words.ts'
import { Alert, Field } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { type NewPasswordFault, NewPasswordFields } from '../ui/new-password.tsx'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { Meeting } from './meeting.tsx'

export type RegisterFault = NewPasswordFault | 'email' | 'name'

export type RegisterPageProps = PageProps & {
  readonly clientName: string
  readonly action: string
  readonly signIn: string
  readonly name: string
  readonly email: string
  readonly fault: RegisterFault | null
}

export function RegisterPage(props: RegisterPageProps): VNode {
  const { frame, recovery } = useWords()
  const { register: text } = recovery
  const { clientName, fault, development } = props
  return (
    <Page
      title={fault === null ? text.title : fill(frame.errors.titleOf, { title: text.title })}
      development={development}
    >
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
  const { recovery } = useWords()
  const { register: text } = recovery
  const alertId = 'register-error'
  const isOfPassword = fault !== null && fault !== 'email' && fault !== 'name'
  return (
    <form method="post" action={action}>
      {fault !== null && <Alert id={alertId} message={sentenceOf(fault, recovery)} />}
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

function sentenceOf(fault: RegisterFault, words: Words['recovery']): string {
  const isOfPerson = fault === 'email' || fault === 'name'
  return isOfPerson ? words.register.faults[fault] : words.newPassword.faults[fault]
}
