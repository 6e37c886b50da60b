/** Randomness, digests and authenticated encryption. It stores no key. */

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { now } from './clock.ts'

/** `bits` random bits as base64url. */
export function randomToken(bits: number): string {
  return randomBytes(Math.ceil(bits / 8)).toString('base64url')
}

/** An id that people type. It begins with a letter, so that it never looks like an option (`-x`). */
export function randomId(bits: number): string {
  const bytes = randomBytes(Math.ceil((bits + 1) / 8))
  bytes[0] = 0x7f & (bytes[0] ?? 0)
  return bytes.toString('base64url')
}

export function sha256(value: string | Uint8Array): Buffer {
  return hash('sha256', value, 'buffer')
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** RFC 9562 UUIDv7: 48 bits of milliseconds, then 74 random bits, so that ids sort by age. */
export function uuidv7(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now().getTime(), 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** A lower bound for every id that `uuidv7` makes from then on, above every earlier one. */
export function leastIdAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** Derives one key per purpose from PARLEY_SECRET, so that no two uses share a key. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'parley', purpose, 32))
}

/** A KeyObject is reused because importing the bytes each time takes five times as long. */
const imported = new WeakMap<Uint8Array, KeyObject>()

/** HMAC-SHA-256. The bytes of a key must not change after its first use. */
export function macOf(key: Uint8Array, message: string): Buffer {
  const known = imported.get(key) ?? createSecretKey(key)
  imported.set(key, known)
  return createHmac('sha256', known).update(message).digest()
}

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then the ciphertext. */
export function seal(key: Uint8Array, plaintext: string, context: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Null if the key is another, or if the bytes or the context were changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): string | null {
  const bytes = Buffer.from(sealed)
  if (bytes.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(12, 28))
  try {
    return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}
