/** The domain of an email address: the one spelling that is stored, and the one that people read. */

import { domainToASCII, domainToUnicode } from 'node:url'

/**
 * The domain as DNS has it (UTS 46, non-transitional): every spelling of one domain is one text. The
 * domain as it is if it cannot be one. Expects lower case.
 */
export function asciiDomain(domain: string): string {
  // The function of the URL standard would also decode `%41` and read `0x7f.1` as an IP address.
  if (plain.test(domain) && !punycode.test(domain)) return domain
  const ascii = domain.includes('%') ? '' : domainToASCII(domain)
  return plain.test(ascii) ? ascii : domain
}

const plain = /^[a-z0-9._-]+$/
const punycode = /(?:^|\.)xn--/

/**
 * The address as its owner writes it, unless a label of the domain mixes scripts as imitations do. A text
 * that is no address, such as the name of a guest, stays as it is.
 */
export function showEmail(email: string): string {
  const at = email.lastIndexOf('@') + 1
  if (at === 0) return email
  const readable = domainToUnicode(email.slice(at))
  if (readable === '' || readable.split('.').some(isMixed)) return email
  return email.slice(0, at) + readable
}

function isMixed(label: string): boolean {
  return !writingSystems.some((system) => system.test(label))
}

/** Scripts that are written together. Digits, hyphens and marks belong to each. */
const writingSystems = [
  'Latin',
  'Greek',
  'Cyrillic',
  'Arabic',
  'Hebrew',
  'Armenian',
  'Georgian',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Telugu',
  'Thai',
  'Han Hiragana Katakana',
  'Han Bopomofo',
  'Han Hangul',
].map((system) => {
  const scripts = system.split(' ').map((script) => `\\p{Script=${script}}`)
  return new RegExp(`^[${scripts.join('')}\\p{Nd}\\p{M}ー-]*$`, 'u')
})
