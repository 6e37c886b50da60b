/** A letter as the two texts of a mail: plain, and as HTML that loads nothing from anywhere. */

import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Letter } from '../model/mail.ts'
import { fill } from '../wording/fill.ts'
import { wordsOf } from '../wording/words.ts'
import type { Sender } from './letters.ts'

export type Written = { readonly text: string; readonly html: string }

export function write(letter: Letter, { issuer, brandName }: Sender): Written {
  const { sender, copy } = wordsOf(letter.language, brandName).mail
  const footer = fill(sender, { issuer })
  const body = <Body letter={letter} said={{ brandName, footer, copy }} />
  return {
    text: `${[...linesOf(letter), footer].join('\n\n')}\n`,
    html: `<!doctype html>${renderToString(body)}`,
  }
}

function linesOf({ paragraphs, link, closing }: Letter): readonly string[] {
  return [...paragraphs, ...(link === null ? [] : [`${link.label}:\n${link.url}`]), closing]
}

type Said = { readonly brandName: string; readonly footer: string; readonly copy: string }

function Body({ letter, said }: Readonly<{ letter: Letter; said: Said }>): VNode {
  const { language, subject, paragraphs, link, closing } = letter
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body>
        <p>
          <strong>{said.brandName}</strong>
        </p>
        <h1>{subject}</h1>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {link !== null && <Way link={link} copy={said.copy} />}
        <p>{closing}</p>
        <p>
          <small>{said.footer}</small>
        </p>
      </body>
    </html>
  )
}

function Way({ link, copy }: Readonly<{ link: NonNullable<Letter['link']>; copy: string }>): VNode {
  return (
    <>
      <p>
        <a href={link.url}>{link.label}</a>
      </p>
      <p>
        {copy}
        <br />
        {link.url}
      </p>
    </>
  )
}
