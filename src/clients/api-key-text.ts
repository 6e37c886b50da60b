/**
 * The text of an API key: a prefix for secret scanners, 256 random bits, and a checksum, so that a
 * typo is refused without a query.
 */

import { crc32 } from 'node:zlib'
import { randomToken } from '../base/crypto.ts'

const prefix = 'parley_'
const shape = /^parley_[A-Za-z0-9_-]{43}[0-9a-f]{8}$/

export function newApiKeyText(): string {
  const unchecked = `${prefix}${randomToken(256)}`
  return `${unchecked}${checksumOf(unchecked)}`
}

export function isApiKeyText(text: string): boolean {
  return shape.test(text) && checksumOf(text.slice(0, -8)) === text.slice(-8)
}

/** True if the text is meant as an API key; no JWT starts like one. */
export function looksLikeApiKey(text: string): boolean {
  return text.startsWith(prefix)
}

/** The part that may be shown, to recognise the key. */
export function shownPart(text: string): string {
  return text.slice(0, prefix.length + 6)
}

function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
