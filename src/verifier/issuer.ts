/** The issuer as it describes itself, and its public keys, kept fresh. It trusts no other address. */

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
  /** Fetches the keys anew, so that one that was withdrawn is not believed for longer. */
  readonly refresh: () => Promise<void>
}

const patience = 5_000
/** A token with an unknown key makes the keys be fetched, but not more often than this. */
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

/** RFC 8414; OpenID Connect Discovery has it in another place. */
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
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  })
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.json()
}

/** RFC 8414, 3.3: who describes another issuer is not believed. */
function issuerIn(metadata: unknown, issuer: string): Issuer {
  if (text(metadata, 'issuer') !== issuer) throw new Error('the metadata is of another issuer')
  const tokenEndpoint = member(metadata, 'token_endpoint')
  const jwksUri = secureUrl(text(metadata, 'jwks_uri'))
  return {
    keys: createRemoteJWKSet(jwksUri, {
      timeoutDuration: patience,
      cooldownDuration,
      cacheMaxAge: Number.POSITIVE_INFINITY,
    }),
    tokenEndpoint: typeof tokenEndpoint === 'string' ? secureUrl(tokenEndpoint).href : null,
  }
}

/** Keys and secrets go over TLS, but for an issuer on this machine. Throws a TypeError. */
export function secureUrl(address: string): URL {
  const url = new URL(address)
  const isOwn = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isOwn)) return url
  throw new TypeError(`not an https address: ${address}`)
}
