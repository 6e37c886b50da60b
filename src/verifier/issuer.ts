/** The issuer's metadata and its public keys, kept current. It trusts no other address. */

import { createRemoteJWKSet, type RemoteJWKSet } from 'jose'
import { KeysUnavailable } from './errors.ts'
import { member, text } from './feed-document.ts'

export type Issuer = {
  readonly keys: RemoteJWKSet
  readonly tokenEndpoint: string | null
}

export type IssuerSource = {
  /** Throws `KeysUnavailable`; the next caller tries again. */
  readonly get: () => Promise<Issuer>
  /** Fetches the keys again, so that a withdrawn key is no longer accepted. */
  readonly refresh: () => Promise<void>
}

const timeoutMilliseconds = 5_000
/** A token with an unknown key causes a fetch, but not more often than this (milliseconds). */
const cooldownDuration = 10_000

export function issuerSource(issuer: string, signal: AbortSignal): IssuerSource {
  let finding: Promise<Issuer> | null = null
  const get = () => {
    finding ??= discover(issuer, signal).catch((error: unknown) => {
      finding = null
      throw new KeysUnavailable(error)
    })
    return finding
  }
  return { get, refresh: async () => (await get()).keys.reload() }
}

/** RFC 8414, then the path of OpenID Connect Discovery. */
async function discover(issuer: string, signal: AbortSignal): Promise<Issuer> {
  const { origin, pathname } = new URL(issuer)
  const path = pathname.replace(/\/$/, '')
  const addresses = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ]
  let failure: unknown
  for (const address of addresses) {
    try {
      return issuerIn(await fetchJson(address, signal), issuer)
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

async function fetchJson(address: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]),
  })
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.json()
}

/** RFC 8414, 3.3: metadata that names another issuer is rejected. */
function issuerIn(metadata: unknown, issuer: string): Issuer {
  if (text(metadata, 'issuer') !== issuer) throw new Error('the metadata is of another issuer')
  const tokenEndpoint = member(metadata, 'token_endpoint')
  const jwksUri = secureUrl(text(metadata, 'jwks_uri'))
  return {
    keys: createRemoteJWKSet(jwksUri, {
      timeoutDuration: timeoutMilliseconds,
      cooldownDuration,
      cacheMaxAge: Number.POSITIVE_INFINITY,
    }),
    tokenEndpoint: typeof tokenEndpoint === 'string' ? secureUrl(tokenEndpoint).href : null,
  }
}

/** Keys and secrets need TLS, except for an issuer on this machine. Throws a TypeError otherwise. */
export function secureUrl(address: string): URL {
  const url = new URL(address)
  const isOwn = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isOwn)) return url
  throw new TypeError(`not an https address: ${address}`)
}
