/** Harbor's one stylesheet and its path, which changes with the content. It loads nothing else. */

import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** In the order of the cascade. */
const files = ['base.css', 'parts.css', 'wide.css', 'dialog.css'] as const

export const stylesheet: string = files.map(readStyles).join('')

export const stylesheetPath: string = `/harbor.${hash('sha256', stylesheet).slice(0, 12)}.css`

function readStyles(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
}
