/** The cookie by which a browser is known again: signed, never readable by script, kept for long. */

import { randomToken, sha256 } from './crypto.ts'

/** Browsers keep no cookie for longer; every sign-in begins the time anew. */
const longestMilliseconds = 400 * 86_400_000

type CookieOptions = {
  readonly httpOnly: true
  readonly sameSite: 'lax'
  readonly secure: boolean
  readonly signed: true
  readonly overwrite: true
  readonly path: string
  readonly maxAge: number
}

/** The cookies of one request and its answer. */
type Cookies = {
  readonly get: (name: string, options: { readonly signed: true }) => string | undefined
  readonly set: (name: string, value: string, options: CookieOptions) => unknown
}

export function deviceCookieName(issuer: string): string {
  return issuer.startsWith('https:') ? '__Host-parley_device' : 'parley_device'
}

/**
 * The hash of this browser's device, in hex. A browser without one gets one with the answer; a
 * cookie that is not of our making counts as none.
 */
export function keepDevice(cookies: Cookies, issuer: string): string {
  const name = deviceCookieName(issuer)
  const device = cookies.get(name, { signed: true }) ?? randomToken(128)
  cookies.set(name, device, {
    httpOnly: true,
    sameSite: 'lax',
    secure: issuer.startsWith('https:'),
    signed: true,
    overwrite: true,
    path: '/',
    maxAge: longestMilliseconds,
  })
  return sha256(device).toString('hex')
}
