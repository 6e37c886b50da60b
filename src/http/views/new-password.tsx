/** The two fields of a new password, and what may be wrong with it. Knows no page. */

import type { VNode } from 'preact'
import { type PasswordFault, passwordFaults, passwordLength } from '../../model/password.ts'
import { Field } from './form.tsx'

export type NewPasswordFault = PasswordFault | 'mismatch' | 'same'

const text = {
  first: { password: 'Password', repeat: 'Password, once more' },
  next: { password: 'New password', repeat: 'New password, once more' },
  hint: `At least ${passwordLength.least} characters of any kind. A few words that only you would put together are good.`,
}

const faults: Readonly<Record<NewPasswordFault, string>> = {
  ...passwordFaults,
  mismatch: 'The two passwords differ. Type the same one twice.',
  same: 'That is the password you have now. Choose another one.',
}

export function newPasswordSentence(fault: NewPasswordFault): string {
  return faults[fault]
}

type FieldsProps = Readonly<{ faultId: string | null; isFirst?: boolean }>

export function NewPasswordFields({ faultId, isFirst = false }: FieldsProps): VNode {
  const labels = isFirst ? text.first : text.next
  const shared = { type: 'password', autocomplete: 'new-password', value: '', faultId } as const
  return (
    <>
      <Field {...shared} name="password" label={labels.password} hint={text.hint} />
      <Field {...shared} name="repeat" label={labels.repeat} />
    </>
  )
}
