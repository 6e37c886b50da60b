/** Sentences with `{places}` for what comes from outside. */

export type Values = Readonly<Record<string, string>>

export function fill(text: string, values: Values): string {
  return piecesOf(text)
    .map((piece) => (piece.place ? (values[piece.text] ?? '') : piece.text))
    .join('')
}

export function piecesOf(text: string): readonly { text: string; place: boolean }[] {
  return text.split(/\{(\w+)\}/).map((piece, index) => ({ text: piece, place: index % 2 === 1 }))
}
