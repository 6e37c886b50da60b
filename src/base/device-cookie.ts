/** The cookie that recognises a returning browser: signed, long-lived, unreadable by scripts. */

import { randomToken, sha256 } from './crypto.ts'

/** The longest that browsers keep a cookie; every sign-in renews it. */
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

/** The cookies of one request and its response. */
type Cookies = {
  readonly get: (name: string, options: { readonly signed: true }) => string | undefined
  readonly set: (name: string, value: string, options: CookieOptions) => unknown
}

export function deviceCookieName(issuer: string): string {
  return issuer.startsWith('https:') ? '__Host-parley_device' : 'parley_device'
}

/**
 * The SHA-256 of this browser's device cookie, in hex. A browser without a valid one gets one with
 * the response.
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
