/** Draws texts of the contract: paragraphs, and code for backticks. */

import type { VNode } from 'preact'

export function Prose({ text }: { readonly text: string }): VNode {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .filter(Boolean)
  return (
    <>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>
          <Inline text={paragraph} />
        </p>
      ))}
    </>
  )
}

export function Inline({ text }: { readonly text: string }): VNode {
  const pieces = text.split('`')
  return (
    <>
      {pieces.map((piece, index) => (index % 2 === 1 ? <code key={piece}>{piece}</code> : piece))}
    </>
  )
}
