/** Sentences with `{places}` for names that come from outside, which stay visibly apart from ours. */

import type { VNode } from 'preact'

type Values = Readonly<Record<string, string>>

/**
 * Each value stands in a `bdi`: a name with right-to-left letters or overrides cannot reorder the
 * words around it into something we never said.
 */
export function Sentence({ text, values }: Readonly<{ text: string; values: Values }>): VNode {
  return (
    <>{piecesOf(text).map((piece) => (piece.place ? nameOf(piece.text, values) : piece.text))}</>
  )
}

/** The same as plain text, for titles and labels. */
export function fill(text: string, values: Values): string {
  return piecesOf(text)
    .map((piece) => (piece.place ? (values[piece.text] ?? '') : piece.text))
    .join('')
}

function nameOf(place: string, values: Values): VNode {
  return <bdi class="name">{values[place] ?? ''}</bdi>
}

function piecesOf(text: string): readonly { text: string; place: boolean }[] {
  return text.split(/\{(\w+)\}/).map((piece, index) => ({ text: piece, place: index % 2 === 1 }))
}
