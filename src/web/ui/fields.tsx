/** The fields of the console's forms, above a list or on a page of their own. */

import { type ComponentChildren, h, type VNode } from 'preact'

/** What one field says is wrong; `field` is null when it is about all of it. */
export type Fault = {
  readonly field: string | null
  readonly message: string
  /** Whether it is that somebody else was first: nothing in the form can mend that. */
  readonly isStale?: boolean
}

/** For where no field stands to say it beside. */
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

/** With an empty choice first where nothing need be chosen: that is the caller's to give. */
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
  /** For a box that stands alone. */
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

/** Where somebody else's fault would show, nothing does. */
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

/** What narrows a list: a form that asks for the same page again. */
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
