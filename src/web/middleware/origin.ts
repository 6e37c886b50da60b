/**
 * Who asked, and under which address: the issuer's, whatever the Host header says. Forwarding
 * headers count only from the proxies that the settings name.
 */

import { BlockList, isIPv6 } from 'node:net'
import type { Middleware } from 'koa'

export function pinnedOrigin(issuer: string, trustedProxies: readonly string[]): Middleware {
  const { host, protocol } = new URL(issuer)
  const trusts = trustOf(trustedProxies)
  return async (ctx, next) => {
    const { headers } = ctx.req
    const peer = plain(ctx.req.socket.remoteAddress ?? '')
    const hops = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((hop) => plain(hop.trim()))
      .filter(Boolean)
    headers['x-forwarded-for'] = clientOf(peer, hops, trusts)
    headers['x-forwarded-proto'] = protocol.slice(0, -1)
    headers.host = host
    delete headers['x-forwarded-host']
    delete headers.forwarded
    await next()
  }
}

type Trusts = (address: string) => boolean

/** From the nearest outwards: the first address that is no proxy of ours is the client. */
function clientOf(peer: string, hops: readonly string[], trusts: Trusts): string {
  let client = peer
  for (const hop of hops.toReversed()) {
    if (!trusts(client)) return client
    client = hop
  }
  return client
}

function trustOf(networks: readonly string[]): Trusts {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    const family = familyOf(address)
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return (address) => list.check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}

/** An IPv4 address that came in over an IPv6 socket is an IPv4 address. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
