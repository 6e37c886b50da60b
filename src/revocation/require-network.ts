/** Validates networks. Postgres decides which addresses are in one. */

import { isIP } from 'node:net'
import { DomainError } from '../base/errors.ts'
import { faultOfNetwork } from '../model/event-search.ts'

/** Accepts an address or a CIDR prefix: `203.0.113.0/24`. Throws `request_invalid`. */
export function requireNetwork(network: string): void {
  const [address = '', bits, ...more] = network.split('/')
  const longest = address.includes('%') ? -1 : ({ 4: 32, 6: 128 }[isIP(address)] ?? -1)
  const isPrefix = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest)
  if (longest > 0 && isPrefix && more.length === 0) return
  throw new DomainError('request_invalid', 'scope/network: an address, or a prefix of one')
}

/** Accepts networks narrow enough to search for. Throws `request_invalid`. */
export function requireSearchedNetwork(network: string): void {
  const version = isIP(network.split('/')[0] ?? '')
  const fault = faultOfNetwork(network, version === 4 || version === 6 ? version : null)
  if (fault !== null) throw new DomainError('request_invalid', fault)
}
