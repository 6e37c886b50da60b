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

/** On every answer. The forms lead to us, and from us by redirect to Parley. */
export function securityHeaders(issuer: string): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    `form-action 'self' ${new URL(issuer).origin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // Not no-referrer: that would take the Origin off our own form posts.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}
