/** Turns a page into the HTML text that is sent. Does no I/O. */

import { h, type VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { currentLook } from '../middleware/look.ts'
import { type Look, LookProvider } from './look.ts'

/** In the language and under the brand of the request under way. */
export function renderPage(element: VNode, look: Look = currentLook()): string {
  return `<!doctype html>${render(h(LookProvider, { value: look, children: element }))}`
}
