/** The position of a grant in the Token Status Lists, and the bits of a list. Pure. */

/** Large enough to hide one grant among many; 8 KiB of bits. */
export const listLength = 65_536

export type StatusPlace = { readonly list: number; readonly index: number }

/** A byte that only a holder of the key can predict. */
export type KeyedByte = (message: string) => number

const rounds = 4

/**
 * Each number has its own position. Positions within a list do not reveal which grant came first: a
 * Feistel network permutes the two bytes of the position, whatever the keyed bytes are.
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

/** One bit a grant, the first in the lowest bit of the first byte; 1 means invalid. */
export function bitsOf(invalid: readonly number[]): Uint8Array {
  const bits = new Uint8Array(listLength / 8)
  for (const index of invalid) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7))
  return bits
}
