/** The parts of a form: hidden values, labelled fields, the alert. Knows no page. */

import type { VNode } from 'preact'

/** Hidden values that the form sends back, such as the token of a link. */
export type Hidden = Readonly<Record<string, string>>

type FieldProps = {
  readonly name: string
  readonly label: string
  readonly type: 'email' | 'password' | 'text'
  readonly autocomplete: string
  readonly value: string
  /** Id of the alert about this field; null without one. */
  readonly faultId: string | null
  readonly hint?: string
  /** Read-only: shown to the person and to password managers. */
  readonly fixed?: boolean
}

export function HiddenFields({ hidden }: { readonly hidden: Hidden }): VNode {
  return (
    <>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

/**
 * No field takes the focus when the page opens: a key held down while another site opens this page
 * must do nothing.
 */
export function Field(props: FieldProps): VNode {
  const { name, label, type, autocomplete, value, faultId, hint, fixed = false } = props
  const hintId = `${name}-hint`
  const described = [faultId, hint === undefined ? null : hintId].filter((id) => id !== null)
  const attributes = {
    id: name,
    name,
    autocomplete,
    autocapitalize: type === 'text' ? 'words' : 'none',
    spellcheck: false,
    required: true,
    readonly: fixed,
    value: value === '' ? undefined : value,
    'aria-invalid': faultId === null ? undefined : 'true',
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
  } as const
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <Input type={type} attributes={attributes} />
      {hint !== undefined && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  )
}

type InputProps = Pick<FieldProps, 'type'> & { readonly attributes: object }

/** One element per type: the type decides which other attributes are allowed. */
function Input({ type, attributes }: InputProps): VNode {
  switch (type) {
    case 'email':
      return <input type="email" {...attributes} />
    case 'password':
      return <input type="password" {...attributes} />
    case 'text':
      return <input type="text" {...attributes} />
  }
}

export function Alert({ id, message }: Readonly<{ id: string; message: string }>): VNode {
  return (
    <p class="alert" id={id} role="alert">
      {message}
    </p>
  )
}
