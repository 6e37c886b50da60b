/** The one stylesheet of all pages, and its path, which changes with the content. */

import { readFileSync } from 'node:fs'
import { sha256 } from '../../base/crypto.ts'

/** In the order of the cascade. */
const files = [
  ...['tokens', 'elements', 'layout', 'controls', 'parts', 'account', 'dialog', 'tables'],
  ...['console', 'forms', 'progress', 'frame', 'overview', 'reference', 'ledger'],
]

export const stylesheet: string = files.map(readStyles).join('')

/** The path holds a hash of the content, so browsers may cache it forever. */
export const stylesheetPath: string = `/assets/parley-${sha256(stylesheet).toString('hex').slice(0, 16)}.css`

function readStyles(name: string): string {
  const text = readFileSync(new URL(`${name}.css`, import.meta.url), 'utf8')
  return withoutCommentsAndIndentation(text)
}

function withoutCommentsAndIndentation(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s+/gm, '')
}
