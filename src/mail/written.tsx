/** A letter as the two texts of a mail: plain, and as HTML that loads nothing from anywhere. */

import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { fill } from '../i18n/fill.ts'
import { wordsOf } from '../i18n/words.ts'
import { tonesOf } from '../model/colour.ts'
import type { Letter } from '../model/mail.ts'
import type { Sender } from './letters.ts'

export type Written = { readonly text: string; readonly html: string }

/** Of the pages, where no colour is given. */
const ownColour = '#0d6350'

export function write(letter: Letter, { issuer, brand }: Sender): Written {
  const { name: brandName, colour } = brand
  const { accent } = tonesOf(colour ?? ownColour).light
  const { sender, copy } = wordsOf(letter.language, brandName).mail
  const footer = fill(sender, { issuer })
  const body = <Body letter={letter} said={{ brandName, accent, footer, copy }} />
  return {
    text: `${[...linesOf(letter), footer].join('\n\n')}\n`,
    html: `<!doctype html>${renderToString(body)}`,
  }
}

function linesOf({ paragraphs, link, closing }: Letter): readonly string[] {
  return [...paragraphs, ...(link === null ? [] : [`${link.label}:\n${link.url}`]), closing]
}

type Said = {
  readonly brandName: string
  readonly accent: string
  readonly footer: string
  readonly copy: string
}

/** Mail programs know no stylesheet. The colours of text and ground are the reader's own. */
const styles = {
  body: 'margin:0;padding:24px;font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif',
  letter: 'max-width:36em;margin:0 auto',
  heading: 'margin:24px 0 16px;font-size:24px;line-height:1.25',
  brand: (accent: string) =>
    `margin:0;padding-bottom:12px;border-bottom:3px solid ${accent};font-weight:600`,
  button: (accent: string) =>
    `display:inline-block;padding:12px 24px;border-radius:12px;background:${accent};` +
    'color:#ffffff;font-weight:600;text-decoration:none',
  footer: 'margin-top:32px;font-size:14px',
}

function Body({ letter, said }: Readonly<{ letter: Letter; said: Said }>): VNode {
  const { language, subject, paragraphs, link, closing } = letter
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body style={styles.body}>
        <div style={styles.letter}>
          <p style={styles.brand(said.accent)}>{said.brandName}</p>
          <h1 style={styles.heading}>{subject}</h1>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {link !== null && <Way link={link} said={said} />}
          <p>{closing}</p>
          <p style={styles.footer}>{said.footer}</p>
        </div>
      </body>
    </html>
  )
}

type WayProps = Readonly<{ link: NonNullable<Letter['link']>; said: Said }>

function Way({ link, said }: WayProps): VNode {
  return (
    <>
      <p>
        <a href={link.url} style={styles.button(said.accent)}>
          {link.label}
        </a>
      </p>
      <p>
        {said.copy}
        <br />
        {link.url}
      </p>
    </>
  )
}
