/** The addresses that a client may have people sent to. Pure: it judges the text and asks nobody. */

import type { Client } from './client.ts'

export type RedirectRules = {
  readonly applicationType: Client['applicationType']
  readonly issuer: string
}

/** At most this many of each kind. */
export const mostRedirectUris = 200
const longest = 2_000

/** The rule that the address breaks, as the end of a sentence that begins with it; or null. */
export function redirectUriFault(uri: string, rules: RedirectRules): string | null {
  if (uri.length > longest) return `is longer than ${longest} characters`
  // The WHATWG parser drops tabs and line breaks, and takes a backslash for a slash.
  if (!/^[\x21-\x7e]+$/.test(uri)) return 'may hold only ASCII without blanks: encode the rest'
  if (/[*\\<>"`{}|^]/.test(uri))
    return 'may hold no wildcard, and no character that URIs do not have'
  const parsed = URL.parse(uri)
  if (parsed === null) return 'is not a full URI'
  if (uri.includes('#')) return 'may have no fragment'
  if (parsed.username + parsed.password !== '') return 'may have no userinfo'
  return /^https?:$/.test(parsed.protocol)
    ? webFault(uri, parsed, rules)
    : schemeFault(uri, parsed, rules)
}

/** RFC 9700 and RFC 8252: https, or http on the person's own machine. */
function webFault(uri: string, parsed: URL, { applicationType, issuer }: RedirectRules) {
  const { protocol, hostname } = parsed
  if (!/^https?:\/\/[^/]/i.test(uri)) return `needs exactly two slashes after ${protocol}`
  if (!isPlainHost(uri, parsed)) return 'must write its host the way browsers do, in plain letters'
  if (isOwnAddress(parsed, issuer)) return 'is an address of this server itself'
  const isHere = isLoopback(hostname)
  if (protocol === 'http:' && !isHere) return 'must be https, or http on a loopback address'
  if (applicationType === 'native' && protocol === 'https:' && isHere) {
    return 'must be http on a loopback address: nobody can have a certificate for it'
  }
  return null
}

/**
 * Parsers disagree about `127.1`, `%61.test` and a dot at the end; and a semicolon or a comma would add
 * to the Content-Security-Policy, which names the host.
 */
function isPlainHost(uri: string, { hostname }: URL): boolean {
  const written = /^https?:\/\/(\[[^\]]*\]|[^:/?]*)/i.exec(uri)?.[1] ?? ''
  if (written.toLowerCase() !== hostname) return false
  return /^\[.*\]$/.test(hostname) || /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(hostname)
}

/** RFC 8252, 7.1. A name in reverse-domain form is best, but apps in use have schemes of one word. */
function schemeFault(uri: string, { protocol }: URL, { applicationType }: RedirectRules) {
  const scheme = protocol.slice(0, -1)
  if (applicationType === 'web') return 'must be https, or http on a loopback address'
  if (publicSchemes.includes(scheme))
    return `must not use the scheme ${scheme}, which is no app's own`
  if (uri.length <= protocol.length) return 'needs something after the scheme'
  return null
}

/** Schemes that browsers and systems act on themselves, so that an answer would not reach the app. */
const publicSchemes: readonly string[] = [
  'about',
  'blob',
  'chrome',
  'content',
  'data',
  'facetime',
  'file',
  'filesystem',
  'ftp',
  'ftps',
  'geo',
  'git',
  'gopher',
  'imap',
  'intent',
  'jar',
  'javascript',
  'ldap',
  'ldaps',
  'magnet',
  'mailto',
  'market',
  'moz-extension',
  'news',
  'nntp',
  'resource',
  'sftp',
  'sip',
  'sips',
  'smb',
  'sms',
  'ssh',
  'tel',
  'telnet',
  'urn',
  'vbscript',
  'view-source',
  'ws',
  'wss',
  'xmpp',
]

/** With an issuer that has a path, the rest of its host belongs to others. */
function isOwnAddress(uri: URL, issuer: string): boolean {
  const own = new URL(issuer)
  if (uri.host !== own.host) return false
  const path = own.pathname.replace(/\/$/, '')
  return uri.pathname === path || uri.pathname.startsWith(`${path}/`)
}

export function isLoopback(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
