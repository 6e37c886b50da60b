/** The page that asks for confirmation: what will happen, a reason, and a word to type. */

import type { ComponentChildren, VNode } from 'preact'
import { type Choice, type Fault, SelectField, TextField } from '../ui/fields.tsx'
import { type Hidden, HiddenFields } from '../ui/form.tsx'
import { ConsoleFrame, type ConsoleFrameProps } from './frame.tsx'

export type ConfirmProps = ConsoleFrameProps & {
  readonly path: string
  readonly title: string
  /** Says what will happen and what will not. */
  readonly lead: ComponentChildren
  readonly action: string
  readonly hidden?: Hidden
  /** The word to type; null when the button is enough. */
  readonly typed: string | null
  /** The reason entered so far; null when none is asked for. */
  readonly reason: string | null
  /** The reasons to choose from; absent when the reason is free text. */
  readonly reasons?: readonly Choice[]
  readonly button: string
  /** False for an action that takes nothing from anyone. */
  readonly isDangerous?: boolean
  /** The address of the cancel button. */
  readonly back: string
  readonly fault: Fault | null
  /** Further fields of the form. */
  readonly fields?: ComponentChildren
  /** Facts about the thing, shown above the form. */
  readonly children?: ComponentChildren
}

const text = {
  reason: 'Reason',
  reasonHint: 'In your words. It stands in the ledger beside your name.',
  chosenHint: 'It stands in the ledger beside your name, and applications are told.',
  type: (word: string) => `Type “${word}” to go on`,
  back: 'Cancel',
}

export function ConfirmPage(props: ConfirmProps): VNode {
  const { action, hidden = {}, button, isDangerous = true, back, children } = props
  return (
    <ConsoleFrame {...props} fault={faultAbove(props)}>
      {children}
      <section class="card narrow">
        <form class="stack" method="post" action={action}>
          <HiddenFields hidden={hidden} />
          {props.fields}
          <Reason {...props} />
          <Typed {...props} />
          <p class="actions even">
            <button class={`button ${isDangerous ? 'danger' : 'primary'}`} type="submit">
              {button}
            </button>
            <a class="button" href={back}>
              {text.back}
            </a>
          </p>
        </form>
      </section>
    </ConsoleFrame>
  )
}

/** Null for a fault that one of the page's fields shows itself. */
function faultAbove({ fault, typed, reason, fields }: ConfirmProps): string | null {
  if (fault === null || fault.field === null) return fault?.message ?? null
  const beside = [...(typed === null ? [] : ['typed']), ...(reason === null ? [] : ['reason'])]
  return fields !== undefined || beside.includes(fault.field) ? null : fault.message
}

function Reason({ reason, reasons, fault }: ConfirmProps): VNode | null {
  if (reason === null) return null
  const common = { name: 'reason', label: text.reason, value: reason, fault }
  if (reasons === undefined) return <TextField {...common} hint={text.reasonHint} required />
  return <SelectField {...common} hint={text.chosenHint} choices={reasons} />
}

function Typed({ typed, fault }: Pick<ConfirmProps, 'typed' | 'fault'>): VNode | null {
  if (typed === null) return null
  return <TextField name="typed" label={text.type(typed)} value="" fault={fault} required />
}
