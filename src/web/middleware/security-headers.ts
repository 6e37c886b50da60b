/** The security headers of every answer. */

import type { Middleware } from 'koa'

const fixed = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const

const twoYears = 'max-age=63072000; includeSubDomains'

export function securityHeaders(issuer: string): Middleware {
  const isSecure = issuer.startsWith('https:')
  return async (ctx, next) => {
    ctx.set(fixed)
    ctx.set('Content-Security-Policy', contentSecurityPolicy("'self'"))
    if (isSecure) ctx.set('Strict-Transport-Security', twoYears)
    try {
      await next()
    } finally {
      allowFormAction(ctx.response, ctx.state['formAction'])
    }
  }
}

/** `script-src` allows no inline script; the one page that has one adds its hash. */
function contentSecurityPolicy(formAction: string): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "script-src 'self'",
    "connect-src 'self'",
    `form-action ${formAction}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join(';')
}

/** Browsers apply `form-action` to the redirect after a POST, so this request's target is added. */
function allowFormAction(
  response: { get: (name: string) => string; set: (name: string, value: string) => void },
  redirectUri: unknown,
): void {
  if (typeof redirectUri !== 'string') return
  const uri = URL.parse(redirectUri)
  if (uri === null) return
  const source = uri.origin === 'null' ? uri.protocol : uri.origin
  const policy = response.get('Content-Security-Policy')
  response.set('Content-Security-Policy', policy.replace('form-action ', `form-action ${source} `))
}
