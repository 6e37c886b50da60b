/** The two fields of a new password, and the errors it can have. Knows no page. */

import type { VNode } from 'preact'
import type { PasswordFault } from '../../model/password.ts'
import { Field } from './form.tsx'
import { useWords } from './look.ts'

export type NewPasswordFault = PasswordFault | 'mismatch' | 'same'

type FieldsProps = Readonly<{ faultId: string | null; isFirst?: boolean }>

export function NewPasswordFields({ faultId, isFirst = false }: FieldsProps): VNode {
  const { newPassword: text } = useWords().recovery
  const labels = isFirst ? text.first : text.next
  const shared = { type: 'password', autocomplete: 'new-password', value: '', faultId } as const
  return (
    <>
      <Field {...shared} name="password" label={labels.password} hint={text.hint} />
      <Field {...shared} name="repeat" label={labels.repeat} />
    </>
  )
}
