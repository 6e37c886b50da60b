/** What a request must be before any handler sees it. It changes nothing. */

import type { IncomingHttpHeaders } from 'node:http'

/** Whether a POST comes from our own page: only such a one carries the person's intent. */
export function isOwnPost(headers: IncomingHttpHeaders, url: string): boolean {
  const site = headers['sec-fetch-site']
  // Parley on another port of this machine is the same site; only the same origin is us.
  if (site !== undefined) return site === 'same-origin'
  return headers.origin === url
}

/** Another name for this address has no cookie of ours, and may be a rebound one. */
export function isOwnHost(headers: IncomingHttpHeaders, url: string): boolean {
  return headers.host === new URL(url).host
}

/** The forms lead to us, and from us by redirect to Parley. */
function policyOf(issuer: string): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    `form-action 'self' ${new URL(issuer).origin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

/** For a page with the dialog: its script is Parley's, what it asks is ours. */
export function dialogHeaders(issuer: string): Readonly<Record<string, string>> {
  const scripts = `script-src ${issuer}/session/; connect-src 'self'`
  return { 'content-security-policy': `${policyOf(issuer)}; ${scripts}` }
}

/** On every answer. */
export function securityHeaders(issuer: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policyOf(issuer),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // Not no-referrer: that would take the Origin off our own form posts.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}
