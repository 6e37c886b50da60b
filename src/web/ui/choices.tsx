/** A choice of one or several options, each with an explanation. */

import type { ComponentChildren, VNode } from 'preact'
import { CheckGroup } from './checks.tsx'
import type { Fault } from './fields.tsx'

export type Choice = {
  readonly value: string
  readonly title: ComponentChildren
  readonly words?: ComponentChildren
}

type ChoicesProps = {
  readonly name: string
  readonly legend: string
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[]
  /** Check boxes instead of radio buttons. */
  readonly isMany?: boolean
  readonly fault?: Fault | null
}

export function Choices(props: ChoicesProps): VNode {
  const { name, legend, choices, fault = null } = props
  return (
    <CheckGroup name={name} legend={legend} fault={fault}>
      {choices.map((choice) => (
        <Box key={choice.value} {...props} {...choice} />
      ))}
    </CheckGroup>
  )
}

function Box({ name, value, title, words, chosen, isMany = false }: ChoicesProps & Choice): VNode {
  return (
    <label class="check">
      <input
        type={isMany ? 'checkbox' : 'radio'}
        name={name}
        value={value}
        checked={chosen.includes(value)}
        required={!isMany}
      />
      <span>
        <strong>{title}</strong>
        {words !== undefined && <span class="aside">{words}</span>}
      </span>
    </label>
  )
}
