/** What a revocation of a network may name. Postgres has the last word about what is in it. */

import { isIP } from 'node:net'
import { DomainError } from '../base/errors.ts'

/** A single address, or a prefix of one: `203.0.113.0/24`. Throws `request_invalid`. */
export function requireNetwork(network: string): void {
  const [address = '', bits, ...more] = network.split('/')
  const longest = address.includes('%') ? -1 : ({ 4: 32, 6: 128 }[isIP(address)] ?? -1)
  const isPrefix = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest)
  if (longest > 0 && isPrefix && more.length === 0) return
  throw new DomainError('request_invalid', 'scope/network: an address, or a prefix of one')
}
