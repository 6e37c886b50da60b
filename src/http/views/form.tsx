/** The parts of a form: hidden values, labelled fields, the alert. Knows no page. */

import type { VNode } from 'preact'

/** What the form carries back unseen: the interaction, the token against forgery. */
export type Hidden = Readonly<Record<string, string>>

type FieldProps = {
  readonly name: string
  readonly label: string
  readonly type: 'email' | 'password'
  readonly autocomplete: string
  readonly value: string
  /** Id of the alert that says what is wrong with this field; null when nothing is. */
  readonly faultId: string | null
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
 * No field takes the focus by itself on a fresh page: a key held down while another site opens
 * this page must press nothing.
 */
export function Field({ name, label, type, autocomplete, value, faultId }: FieldProps): VNode {
  const attributes = {
    id: name,
    name,
    autocomplete,
    autocapitalize: 'none',
    spellcheck: false,
    required: true,
    value: value === '' ? undefined : value,
    'aria-invalid': faultId === null ? undefined : 'true',
    'aria-describedby': faultId ?? undefined,
  } as const
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {type === 'email' ? (
        <input type="email" {...attributes} />
      ) : (
        <input type="password" {...attributes} />
      )}
    </div>
  )
}

export function Alert({ id, message }: Readonly<{ id: string; message: string }>): VNode {
  return (
    <p class="alert" id={id} role="alert">
      {message}
    </p>
  )
}
