/** Renders a letter as plain text and as HTML. The HTML loads nothing. */

import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { fill } from '../i18n/fill.ts'
import { wordsOf } from '../i18n/words.ts'
import { tonesOf } from '../model/colour.ts'
import type { Letter } from '../model/mail.ts'
import type { Sender } from './letters.ts'

type RenderedLetter = { readonly text: string; readonly html: string }

/** The default colour of the pages. */
const ownColour = '#0d6350'

export function renderLetter(letter: Letter, { issuer, brand }: Sender): RenderedLetter {
  const { name: brandName, colour } = brand
  const { accent } = tonesOf(colour ?? ownColour).light
  const { sender, copy } = wordsOf(letter.language, brandName).mail
  const footer = fill(sender, { issuer })
  const body = <Body letter={letter} frame={{ brandName, accent, footer, copy }} />
  return {
    text: `${[...linesOf(letter), footer].join('\n\n')}\n`,
    html: `<!doctype html>${renderToString(body)}`,
  }
}

function linesOf({ paragraphs, link, closing }: Letter): readonly string[] {
  return [...paragraphs, ...(link === null ? [] : [`${link.label}:\n${link.url}`]), closing]
}

type FrameText = {
  readonly brandName: string
  readonly accent: string
  readonly footer: string
  readonly copy: string
}

/** Mail clients ignore stylesheets. Text and background keep the reader's own colours. */
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

function Body({ letter, frame }: Readonly<{ letter: Letter; frame: FrameText }>): VNode {
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
          <p style={styles.brand(frame.accent)}>{frame.brandName}</p>
          <h1 style={styles.heading}>{subject}</h1>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {link !== null && <LinkButton link={link} frame={frame} />}
          <p>{closing}</p>
          <p style={styles.footer}>{frame.footer}</p>
        </div>
      </body>
    </html>
  )
}

type LinkProps = Readonly<{ link: NonNullable<Letter['link']>; frame: FrameText }>

function LinkButton({ link, frame }: LinkProps): VNode {
  return (
    <>
      <p>
        <a href={link.url} style={styles.button(frame.accent)}>
          {link.label}
        </a>
      </p>
      <p>
        {frame.copy}
        <br />
        {link.url}
      </p>
    </>
  )
}
