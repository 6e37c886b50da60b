/** Turns a page into the HTML text that is sent. Does no I/O. */

import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'

export function renderPage(element: VNode): string {
  return `<!doctype html>${render(element)}`
}
