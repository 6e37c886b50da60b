/** What the console's forms share: a hint that keeps what was typed, and the two ways to go on. */

import type { ComponentChildren, VNode } from 'preact'

const text = {
  lost: 'You had typed:',
  changed:
    'Somebody else changed it meanwhile. These are the values now; what you had typed stands below each, and nothing of it was saved.',
  cancel: 'Cancel',
}

/** For a form of what somebody else changed meanwhile. */
export const changedMeanwhile = text.changed

type HintProps = {
  readonly said: ComponentChildren
  /** What stands in the field. */
  readonly now: string
  /** What stood in it when somebody else was first. */
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
  /** Where nothing happens. */
  readonly back: string
  /** What that is called; to cancel, if nothing else is said. */
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
