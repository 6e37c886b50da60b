/** Where a grant stands in the Token Status Lists, and what a list looks like. Pure. */

/** Big enough to hide one grant among many; 8 KiB of bits. */
export const listLength = 65_536

export type StatusPlace = { readonly list: number; readonly index: number }

/** A byte that only who knows the key can foresee. */
export type KeyedByte = (message: string) => number

const rounds = 4

/**
 * Each number has a place of its own. Within a list they lie in an order that tells nothing of which
 * grant came first: a Feistel network over the two bytes of the place, which is a permutation
 * whatever the keyed bytes are.
 */
export function placeOf(number: number, keyed: KeyedByte): StatusPlace {
  const list = Math.floor(number / listLength)
  const within = number % listLength
  let left = within >> 8
  let right = within & 0xff
  for (let round = 0; round < rounds; round += 1) {
    const mixed = left ^ (keyed(`${list} ${round} ${right}`) & 0xff)
    left = right
    right = mixed
  }
  return { list, index: (left << 8) | right }
}

/** One bit a token, the first in the lowest bit of the first byte; 1 for what is not valid. */
export function bitsOf(invalid: readonly number[]): Uint8Array {
  const bits = new Uint8Array(listLength / 8)
  for (const index of invalid) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7))
  return bits
}
