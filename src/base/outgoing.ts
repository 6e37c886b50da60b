/**
 * Requests to addresses that others chose. It reaches public addresses and those the operator allows,
 * follows no redirect, and reads only the status of the response.
 */

import { lookup } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

export type Resolved = { readonly address: string; readonly family: number }
export type Resolve = (hostname: string) => Promise<readonly Resolved[]>

export type OutgoingOptions = {
  /** Addresses and networks that are allowed although they are not public. */
  readonly internal: readonly string[]
  /** The system's resolver unless a test passes its own. */
  readonly resolve?: Resolve
}

export type Sent =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'timeout' | 'unreachable' | 'address_refused' }

export type Outgoing = {
  /** Never throws: a failure is one of the results. Times out after five seconds. */
  readonly postForm: (
    url: string,
    fields: Record<string, string>,
    until: AbortSignal,
  ) => Promise<Sent>
}

const longestMilliseconds = 5_000
const mostHeaderBytes = 16_384

/** Not public: RFC 6890 with its registry, and the metadata addresses of clouds. */
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
] as const

/** The public range (RFC 4291), except those that embed IPv4 addresses or are for examples. */
const public6 = ['2000::/3'] as const
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] as const

const special = listOf([...special4, ...special6])
const unicast6 = listOf(public6)

export function openOutgoing({ internal, resolve = resolveAll }: OutgoingOptions): Outgoing {
  const allowed = listOf(internal)
  const isAllowed = (address: string) => isPublic(address) || isIn(allowed, address)
  return {
    postForm: async (url, fields, until) => {
      const target = URL.parse(url)
      if (target === null || !/^https?:$/.test(target.protocol)) return { kind: 'address_refused' }
      // A literal address needs no look-up, so it is checked here.
      const host = hostOf(target)
      if (isIP(host) !== 0 && !isAllowed(host)) return { kind: 'address_refused' }
      const signal = AbortSignal.any([AbortSignal.timeout(longestMilliseconds), until])
      return send(target, { fields, signal, lookup: checkedLookup(resolve, isAllowed) })
    },
  }
}

/** Without the brackets of IPv6. The parser has made one form of the many of an IPv4 address. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/**
 * False if the URL names an address that no request may go to. Another name is judged when it is
 * looked up, at each request.
 */
export function isReachable(url: string, internal: readonly string[]): boolean {
  const target = URL.parse(url)
  if (target === null) return false
  const host = hostOf(target)
  const allowed = listOf(internal)
  if (/(^|\.)localhost\.?$/.test(host)) return isIn(allowed, '127.0.0.1') || isIn(allowed, '::1')
  return isIP(host) === 0 || isPublic(host) || isIn(allowed, host)
}

class AddressRefused extends Error {}

/** Connects to the very addresses that were checked: there is no second look-up. */
function checkedLookup(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found
        const fault = faultOf(found, isAllowed)
        if (fault !== null || first === undefined) done(fault, '')
        else if (options.all) done(null, [...found])
        else done(null, first.address, first.family)
      },
      (error: unknown) => done(error instanceof Error ? error : new Error('no such name'), ''),
    )
  }
}

/** One forbidden address among several refuses them all. */
function faultOf(
  found: readonly Resolved[],
  isAllowed: (address: string) => boolean,
): Error | null {
  if (found.length === 0) return new Error('the name has no address')
  return found.every(({ address }) => isAllowed(address)) ? null : new AddressRefused()
}

type Sending = {
  readonly fields: Record<string, string>
  readonly signal: AbortSignal
  readonly lookup: LookupFunction
}

function send(target: URL, { fields, signal, lookup: look }: Sending): Promise<Sent> {
  const request = target.protocol === 'https:' ? secureRequest : plainRequest
  const body = new URLSearchParams(fields).toString()
  return new Promise((resolve) => {
    const options = {
      method: 'POST',
      agent: false,
      lookup: look,
      signal,
      maxHeaderSize: mostHeaderBytes,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        accept: '*/*',
      },
    } as const
    const sending = request(target, options, (response) => {
      resolve({ kind: 'status', status: response.statusCode ?? 0 })
      // The body is not read, however long it is.
      response.destroy()
    })
    sending.on('error', (error) => resolve({ kind: kindOf(error, signal) }))
    sending.end(body)
  })
}

function kindOf(error: Error, signal: AbortSignal): Exclude<Sent['kind'], 'status'> {
  if (error instanceof AddressRefused) return 'address_refused'
  return signal.aborted ? 'timeout' : 'unreachable'
}

/** True for public addresses. An IPv4 address embedded in IPv6 is judged as IPv4. */
export function isPublic(address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  if (isIP(plain) === 4) return !special.check(plain, 'ipv4')
  return isIP(plain) === 6 && unicast6.check(plain, 'ipv6') && !special.check(plain, 'ipv6')
}

function isIn(list: BlockList, address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  return list.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6')
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return list
}

function resolveAll(hostname: string): Promise<readonly Resolved[]> {
  return lookup(hostname, { all: true })
}
