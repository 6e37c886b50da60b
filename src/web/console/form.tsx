/** Parts of the console's forms: a hint that preserves lost input, and the buttons. */

import type { ComponentChildren, VNode } from 'preact'

const text = {
  lost: 'You had typed:',
  changed:
    'Somebody else changed it meanwhile. These are the values now; what you had typed stands below each, and nothing of it was saved.',
  cancel: 'Cancel',
}

/** The message above a form after someone else saved a change first. */
export const changedMeanwhile = text.changed

type HintProps = {
  readonly said: ComponentChildren
  /** The value in the field. */
  readonly now: string
  /** The input that was not saved because someone else saved first. */
  readonly typed?: string | undefined
}

export function Hint({ said, now, typed }: HintProps): VNode {
  if (typed === undefined || typed === now) return <>{said}</>
  return (
    <>
      {said}
      <span class="lost">
        {text.lost} <code>{typed === '' ? '–' : typed}</code>
      </span>
    </>
  )
}

type ButtonsProps = {
  readonly button: string
  /** The address that the second button leads to. */
  readonly back: string
  /** The label of the second button; “Cancel” by default. */
  readonly otherwise?: string
}

export function Buttons({ button, back, otherwise = text.cancel }: ButtonsProps): VNode {
  return (
    <p class="actions even">
      <button class="button primary" type="submit">
        {button}
      </button>
      <a class="button" href={back}>
        {otherwise}
      </a>
    </p>
  )
}
