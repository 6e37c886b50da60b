/** The cookie by which a browser is known again: signed, never readable by script, kept for long. */

import Provider from 'oidc-provider'
import { randomToken, sha256 } from '../base/crypto.ts'

/** Browsers keep no cookie for longer; every sign-in begins the time anew. */
const longestMilliseconds = 400 * 86_400_000

export function deviceCookieName(issuer: string): string {
  return issuer.startsWith('https:') ? '__Host-parley_device' : 'parley_device'
}

/**
 * The hash of this browser's device, in hex. A browser without one gets one with the answer; a
 * cookie that is not of our making counts as none.
 */
export function deviceAtSignIn(issuer: string): string {
  const cookies = Provider.ctx?.cookies
  if (cookies === undefined) throw new Error('a person signs in through the protocol alone')
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
