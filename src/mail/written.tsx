/** A letter as the two texts of a mail: plain, and as HTML that loads nothing from anywhere. */

import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Letter } from '../model/mail.ts'

export type Written = { readonly text: string; readonly html: string }

const text = {
  sender: 'Sent by Parley at {issuer}. Nobody reads answers to this message.',
  copy: 'Or copy this address into your browser:',
}

export function write(letter: Letter, issuer: string): Written {
  const footer = text.sender.replace('{issuer}', issuer)
  return {
    text: `${[...linesOf(letter), footer].join('\n\n')}\n`,
    html: `<!doctype html>${renderToString(<Body letter={letter} footer={footer} />)}`,
  }
}

function linesOf({ paragraphs, link, closing }: Letter): readonly string[] {
  return [...paragraphs, ...(link === null ? [] : [`${link.label}:\n${link.url}`]), closing]
}

function Body({ letter, footer }: Readonly<{ letter: Letter; footer: string }>): VNode {
  const { subject, paragraphs, link, closing } = letter
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body>
        <h1>{subject}</h1>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {link !== null && <Way link={link} />}
        <p>{closing}</p>
        <p>
          <small>{footer}</small>
        </p>
      </body>
    </html>
  )
}

function Way({ link }: Readonly<{ link: NonNullable<Letter['link']> }>): VNode {
  return (
    <>
      <p>
        <a href={link.url}>{link.label}</a>
      </p>
      <p>
        {text.copy}
        <br />
        {link.url}
      </p>
    </>
  )
}
