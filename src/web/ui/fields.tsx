/** The fields of the console's forms, above a list or on their own page. */

import { type ComponentChildren, h, type VNode } from 'preact'

/** An error in a form; `field` is null when it concerns the whole form. */
export type Fault = {
  readonly field: string | null
  readonly message: string
  /** Someone else changed the thing first; no change to the form can fix that. */
  readonly isStale?: boolean
}

/** The error as one sentence, for a place without fields. */
export function sentenceOf({ field, message }: Fault): string {
  return field === null ? message : `${field}: ${message}`
}

type Common = {
  readonly name: string
  readonly label: ComponentChildren
  readonly value: string
  readonly hint?: ComponentChildren
  readonly fault?: Fault | null
}

type TextProps = Common & {
  readonly type?: 'text' | 'email' | 'number' | 'datetime-local' | 'password'
  readonly required?: boolean
  readonly placeholder?: string
}

export function TextField({ type = 'text', required, placeholder, ...props }: TextProps): VNode {
  const given = { type, required, placeholder, value: props.value || undefined }
  const plain = { autocomplete: 'off', autocapitalize: 'none', spellcheck: false }
  return (
    <Labelled {...props}>{h('input', { ...attributesOf(props), ...given, ...plain })}</Labelled>
  )
}

type LongProps = Common & { readonly required?: boolean; readonly rows?: number }

export function LongField({ required, rows = 4, ...props }: LongProps): VNode {
  return (
    <Labelled {...props}>
      <textarea {...attributesOf(props)} rows={rows} required={required} spellcheck={false}>
        {props.value}
      </textarea>
    </Labelled>
  )
}

export type Choice = readonly [value: string, label: string]

type SelectProps = Common & { readonly choices: readonly Choice[] }

/** Where the choice is optional, the caller passes an empty choice first. */
export function SelectField({ choices, ...props }: SelectProps): VNode {
  return (
    <Labelled {...props}>
      <select {...attributesOf(props)}>
        {choices.map(([value, label]) => (
          <option key={value} value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

type CheckProps = {
  readonly name: string
  readonly value: string
  readonly label: ComponentChildren
  readonly checked: boolean
  /** For a single box. */
  readonly hint?: ComponentChildren
}

export function CheckField({ name, value, label, checked, hint }: CheckProps): VNode {
  const described = hint === undefined ? undefined : `${name}-hint`
  return (
    <div>
      <label class="check">
        <input
          type="checkbox"
          name={name}
          value={value}
          checked={checked}
          aria-describedby={described}
        />
        <span>{label}</span>
      </label>
      {hint !== undefined && (
        <p class="hint" id={described}>
          {hint}
        </p>
      )}
    </div>
  )
}

function faultOf({ name, fault = null }: Common): string | null {
  return fault?.field === name ? fault.message : null
}

function attributesOf(props: Common) {
  const { name, hint } = props
  const fault = faultOf(props)
  const described = [fault && `${name}-fault`, hint === undefined ? null : `${name}-hint`]
  return {
    id: name,
    name,
    'aria-invalid': fault === null ? undefined : ('true' as const),
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
  }
}

function Labelled({ children, ...props }: Common & { children: ComponentChildren }): VNode {
  const { name, label, hint } = props
  const fault = faultOf(props)
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {children}
      {fault !== null && (
        <p class="fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

const text = { search: 'Search' }

type ToolbarProps = {
  readonly action: string
  readonly button?: string
  readonly children: ComponentChildren
}

/** The filters of a list: a form that requests the same page again. */
export function Toolbar({ action, button = text.search, children }: ToolbarProps): VNode {
  return (
    <search>
      <form class="toolbar" action={action}>
        {children}
        <button class="button primary" type="submit">
          {button}
        </button>
      </form>
    </search>
  )
}
