/** The email field of the forms for an account. */

import type { VNode } from 'preact'
import { type Fault, TextField } from '../../ui/fields.tsx'
import { Hint } from '../form.tsx'

const text = {
  email: 'Email',
  emailHint: 'What they sign in with. It is verified once they use a link that was mailed to it.',
}

type EmailProps = {
  readonly value: string
  readonly fault: Fault | null
  readonly lost?: string | undefined
}

export function EmailField({ value, fault, lost }: EmailProps): VNode {
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
