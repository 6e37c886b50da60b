/** Parley's mark with the application's first letter in it. Decoration only. */

import type { VNode } from 'preact'
import { firstShape, meetShape, secondShape } from '../ui/mark.tsx'

export function Meeting({ name }: { readonly name: string }): VNode {
  return (
    <svg class="meeting" viewBox="2 2 28 28" aria-hidden="true" focusable="false">
      <path class="meeting-app" d={firstShape} />
      <path class="meeting-parley" d={secondShape} />
      <path class="meeting-ground" d={meetShape} />
      <text class="meeting-letter" x="10" y="13.25" text-anchor="middle">
        {firstLetterOf(name)}
      </text>
    </svg>
  )
}

/** Cuts by grapheme, so that no emoji is halved and no accent is lost. */
function firstLetterOf(name: string): string {
  const [first] = new Intl.Segmenter('en').segment(name.trim())
  return first === undefined ? '' : first.segment.toUpperCase()
}
