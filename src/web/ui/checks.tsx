/** A group of check boxes under one name, with its error. */

import type { ComponentChildren, VNode } from 'preact'
import type { Fault } from './fields.tsx'

type CheckGroupProps = {
  /** The name by which a fault refers to the group. */
  readonly name: string
  readonly legend: string
  readonly hint?: ComponentChildren
  readonly fault: Fault | null
  readonly children: ComponentChildren
}

export function CheckGroup({ name, legend, hint, fault, children }: CheckGroupProps): VNode {
  const message = fault?.field === name ? fault.message : null
  return (
    <fieldset class="choices" aria-describedby={message === null ? undefined : `${name}-fault`}>
      <legend>{legend}</legend>
      {message !== null && (
        <p class="fault" id={`${name}-fault`}>
          {message}
        </p>
      )}
      {children}
      {hint !== undefined && <p class="hint">{hint}</p>}
    </fieldset>
  )
}
