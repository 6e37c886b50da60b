/** Parley's mark: two speech shapes that meet, and the ground they share. */

import type { VNode } from 'preact'

export const firstShape =
  'M10 2h2a8 8 0 0 1 8 8v2a8 8 0 0 1-8 8H3.5A1.5 1.5 0 0 1 2 18.5V10a8 8 0 0 1 8-8Z'
export const secondShape =
  'M20 12h2a8 8 0 0 1 8 8v8.5a1.5 1.5 0 0 1-1.5 1.5H20a8 8 0 0 1-8-8v-2a8 8 0 0 1 8-8Z'
export const meetShape = 'M20 12a8 8 0 0 1-8 8 8 8 0 0 1 8-8Z'

/** Decoration: the name always stands beside it as text. */
export function Mark(): VNode {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path class="mark-first" d={firstShape} />
      <path class="mark-second" d={secondShape} />
      <path class="mark-meet" d={meetShape} />
    </svg>
  )
}

type Colours = { readonly first: string; readonly second: string }

/** The icon of the browser tab, as an SVG. */
export function drawIcon({ first, second }: Colours): string {
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">',
    `<path fill="${first}" d="${firstShape}"/><path fill="${second}" d="${secondShape}"/>`,
    `<path fill="#fff" d="${meetShape}"/></svg>`,
  ].join('')
}
