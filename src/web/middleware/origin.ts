/**
 * Sets the client's address and the origin of each request. The origin is the issuer's, whatever
 * the Host header says; forwarding headers count only from the proxies that the settings name.
 */

import { BlockList, isIPv6 } from 'node:net'
import type { Middleware } from 'koa'

export function pinOrigin(issuer: string, trustedProxies: readonly string[]): Middleware {
  const { host, protocol } = new URL(issuer)
  const isTrusted = trustIn(trustedProxies)
  return async (ctx, next) => {
    const { headers } = ctx.req
    const peer = plain(ctx.req.socket.remoteAddress ?? '')
    const hops = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((hop) => plain(hop.trim()))
      .filter(Boolean)
    headers['x-forwarded-for'] = clientOf(peer, hops, isTrusted)
    headers['x-forwarded-proto'] = protocol.slice(0, -1)
    headers.host = host
    delete headers['x-forwarded-host']
    delete headers.forwarded
    await next()
  }
}

type IsTrusted = (address: string) => boolean

/** Walks outwards from the nearest hop: the first address that is not our proxy is the client. */
function clientOf(peer: string, hops: readonly string[], isTrusted: IsTrusted): string {
  let client = peer
  for (const hop of hops.toReversed()) {
    if (!isTrusted(client)) return client
    client = hop
  }
  return client
}

function trustIn(networks: readonly string[]): IsTrusted {
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

/** Writes an IPv4 address from an IPv6 socket as IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
