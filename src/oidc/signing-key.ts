/**
 * ES256 signed on the main thread: handing a signature to another one costs as much as making it,
 * and there it would wait behind password hashes. It keeps no key but those it was given.
 */

import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { ExternalSigningKey, type JWK } from 'oidc-provider'
import type { PublicKey, SigningKey } from '../keys/signing-keys.ts'

/** RS256 takes ten times as long: it stays with the library and its threads. */
export function signingKeyOf({ kid, alg, privateJwk }: SigningKey): JWK | ExternalSigningKey {
  return alg === 'ES256' ? new Es256Key(kid, privateJwk) : privateJwk
}

/** Published, and signing nothing: the library is given no private part of it. */
export function silentKeyOf(key: PublicKey): ExternalSigningKey {
  return new SilentKey(key)
}

class SilentKey extends ExternalSigningKey {
  readonly #key: PublicKey
  readonly #public: KeyObject

  constructor(key: PublicKey) {
    super()
    this.#key = key
    this.#public = createPublicKey({ key: { ...key.publicJwk }, format: 'jwk' })
  }

  override get kid(): string {
    return this.#key.kid
  }

  override get alg(): string {
    return this.#key.alg
  }

  override keyObject(): KeyObject {
    return this.#public
  }

  override sign(): never {
    throw new Error(`key ${this.kid} does not sign`)
  }
}

/** The library wants its class extended. */
class Es256Key extends ExternalSigningKey {
  readonly #kid: string
  readonly #private: KeyObject
  readonly #public: KeyObject

  constructor(kid: string, jwk: SigningKey['privateJwk']) {
    super()
    this.#private = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
    this.#public = createPublicKey(this.#private)
    this.#kid = kid
  }

  override get kid(): string {
    return this.#kid
  }

  override get alg(): string {
    return 'ES256'
  }

  override keyObject(): KeyObject {
    return this.#public
  }

  // Only the key is passed: Node takes several times as long over an object that names the format.
  override sign(data: Uint8Array): Buffer {
    return fixedLength(sign('sha256', data, this.#private))
  }
}

const half = 32

/** From the DER of X.690, `30 l 02 l r 02 l s`, to r and s of 32 bytes each (RFC 7518, 3.4). */
function fixedLength(der: Buffer): Buffer {
  const raw = Buffer.alloc(2 * half)
  const rEnd = 4 + (der[3] ?? 0)
  put(raw, half, der.subarray(4, rEnd))
  put(raw, 2 * half, der.subarray(rEnd + 2))
  return raw
}

/** A DER integer has a leading zero when its first bit is set, and none of the other zeros. */
function put(raw: Buffer, end: number, integer: Buffer): void {
  const digits = integer.subarray(Math.max(0, integer.length - half))
  digits.copy(raw, end - digits.length)
}
