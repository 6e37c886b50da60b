/** The public keys that a client registers: each whole, strong and usable, none with a private part. */

import { createPublicKey, type KeyObject } from 'node:crypto'

const mostKeys = 20
const mostBytes = 32_768
const modulusBits = { least: 2_048, most: 8_192 } as const
const exponent = { least: 65_537n, most: 4_294_967_295n } as const

/** RFC 7518, 6: the members that only the owner of a key may know. */
const privateParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const

const curves: Readonly<Record<string, readonly string[]>> = {
  EC: ['P-256', 'P-384', 'P-521'],
  OKP: ['Ed25519', 'X25519'],
}

/** The rule that the set breaks, or null. */
export function keySetFault({ keys }: { readonly keys: readonly object[] }): string | null {
  if (keys.length === 0 || keys.length > mostKeys) return `1 to ${mostKeys} keys`
  if (JSON.stringify(keys).length > mostBytes) return `at most ${mostBytes} bytes`
  if (keys.some((key) => privateParts.some((part) => part in key))) return 'public keys only'
  for (const [index, key] of keys.entries()) {
    const fault = keyFault(key)
    if (fault !== null) return `key ${index + 1}: ${fault}`
  }
  const isUsable = keys.some(canSign)
  return isUsable ? null : 'at least one key that can sign: P-256, Ed25519 or RSA'
}

type Jwk = { readonly kty?: unknown; readonly crv?: unknown; readonly use?: unknown }

function keyFault(key: object): string | null {
  const { kty, crv }: Jwk = key
  if (kty !== 'EC' && kty !== 'OKP' && kty !== 'RSA') return 'kty must be EC, OKP or RSA'
  const known = curves[kty]
  if (known !== undefined && !known.some((name) => name === crv)) {
    return `crv must be ${known.join(', ')}`
  }
  const opened = open(key)
  if (opened === null) return kty === 'RSA' ? 'n and e are no RSA key' : 'no point of its curve'
  return kty === 'RSA' ? rsaFault(opened) : null
}

/** Null if the members make no key; of EC keys the point is checked against the curve. */
function open(key: object): KeyObject | null {
  try {
    return createPublicKey({ key: { ...key }, format: 'jwk' })
  } catch {
    return null
  }
}

/** NIST SP 800-56B, 6.2; a huge modulus would cost every request that is signed with it. */
function rsaFault({ asymmetricKeyDetails: details }: KeyObject): string | null {
  const { modulusLength = 0, publicExponent = 0n } = details ?? {}
  const { least, most } = modulusBits
  if (modulusLength < least || modulusLength > most) return `n must have ${least} to ${most} bits`
  const isSane =
    publicExponent % 2n === 1n &&
    publicExponent >= exponent.least &&
    publicExponent <= exponent.most
  return isSane ? null : 'e must be odd, 65537 or more, and of at most 32 bits'
}

function canSign(key: object): boolean {
  const { kty, crv, use }: Jwk = key
  if (use !== undefined && use !== 'sig') return false
  return kty === 'RSA' || crv === 'P-256' || crv === 'Ed25519'
}
