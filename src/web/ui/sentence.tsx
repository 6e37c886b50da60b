/** Sentences with `{places}` for names from outside, which look different from our own text. */

import type { VNode } from 'preact'
import { piecesOf, type Values } from '../../i18n/fill.ts'

/**
 * Each value stands in a `bdi`, so that a name with right-to-left letters or overrides cannot
 * reorder the words around it.
 */
export function Sentence({ text, values }: Readonly<{ text: string; values: Values }>): VNode {
  return (
    <>{piecesOf(text).map((piece) => (piece.place ? nameOf(piece.text, values) : piece.text))}</>
  )
}

function nameOf(place: string, values: Values): VNode {
  return <bdi class="name">{values[place] ?? ''}</bdi>
}
