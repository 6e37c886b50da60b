/** Responses as plain values. It touches no socket. */

import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'

export type Reply = Readonly<{
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}>

export function pageReply(status: number, page: VNode): Reply {
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  return { status, headers, body: `<!doctype html>${render(page)}` }
}

export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const type = { 'content-type': 'application/json' }
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(body) }
}

/** 303: the browser follows with GET, so that reloading the page repeats no POST. */
export function seeOther(location: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 303, headers: { location, ...headers }, body: '' }
}
