/** Turns a page into the HTML that is sent. Does no I/O. */

import { h, type VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { currentLook, type Look, LookProvider } from './look.ts'

/** Renders in the language and brand of the current request unless `look` says otherwise. */
export function renderPage(element: VNode, look: Look = currentLook()): string {
  return `<!doctype html>${render(h(LookProvider, { value: look, children: element }))}`
}
