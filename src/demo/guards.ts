/** Checks of a request before any handler sees it, and the security headers of every response. */

import type { IncomingHttpHeaders } from 'node:http'

/** Whether a POST comes from our own page: only then did the person intend it. */
export function isOwnPost(headers: IncomingHttpHeaders, url: string): boolean {
  const site = headers['sec-fetch-site']
  // Parley on another port of this machine is same-site; only same-origin means our own page.
  if (site !== undefined) return site === 'same-origin'
  return headers.origin === url
}

/** Another host name has no cookie of ours, and may be a DNS rebinding attack. */
export function isOwnHost(headers: IncomingHttpHeaders, url: string): boolean {
  return headers.host === new URL(url).host
}

/** Our forms post to us, and we redirect to Parley. */
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

/** For a page with the session dialog: the script is Parley's, but it calls only us. */
export function dialogHeaders(issuer: string): Readonly<Record<string, string>> {
  const scripts = `script-src ${issuer}/session/; connect-src 'self'`
  return { 'content-security-policy': `${policyOf(issuer)}; ${scripts}` }
}

/** For every response. */
export function securityHeaders(issuer: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policyOf(issuer),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // Not no-referrer, which would remove the Origin header from our own form posts.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}
