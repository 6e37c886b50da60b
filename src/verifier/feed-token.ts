/** The verifier's own access token for the feed: requested, kept, and renewed before it expires. */

import { FeedRefused } from './errors.ts'
import { member, text } from './feed-document.ts'
import type { IssuerSource } from './issuer.ts'

/**
 * The verifier's access to the revocation feed: the credentials of a confidential client with the
 * scope `parley:revocations.read`, or a function that returns a current access token with it.
 */
export type FeedAccess =
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly token: () => Promise<string> }

export type FeedToken = {
  readonly get: () => Promise<string>
  /** The token was refused: the next `get` requests a new one. */
  readonly forget: () => void
}

const scope = 'parley:revocations.read'
const timeoutMilliseconds = 5_000
/** A token is renewed so many seconds before it expires. */
const marginSeconds = 20

export function feedToken(
  access: FeedAccess,
  source: IssuerSource,
  signal: AbortSignal,
): FeedToken {
  if ('token' in access) return { get: access.token, forget: () => undefined }
  let known: { readonly token: string; readonly until: number } | null = null
  return {
    get: async () => {
      const now = performance.now() / 1000
      if (known !== null && known.until > now) return known.token
      const answer = await requestToken(access, source, signal)
      known = { token: answer.token, until: now + answer.seconds - marginSeconds }
      return known.token
    },
    forget: () => {
      known = null
    },
  }
}

type Credentials = { readonly clientId: string; readonly clientSecret: string }

async function requestToken(credentials: Credentials, source: IssuerSource, signal: AbortSignal) {
  const { tokenEndpoint } = await source.get()
  if (tokenEndpoint === null) throw new FeedRefused('the issuer has no token endpoint')
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    headers: { authorization: basic(credentials), accept: 'application/json' },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]),
  })
  if (response.status >= 500) throw new Error(`the token endpoint answered ${response.status}`)
  const answer: unknown = await response.json()
  if (!response.ok) throw new FeedRefused(`no token for the feed: ${member(answer, 'error')}`)
  return {
    token: text(answer, 'access_token'),
    seconds: Number(member(answer, 'expires_in') ?? 60),
  }
}

/** RFC 6749, 2.3.1: id and secret are form-encoded before Base64. */
function basic({ clientId, clientSecret }: Credentials): string {
  const encoded = [clientId, clientSecret].map((part) =>
    new URLSearchParams({ '': part }).toString().slice(1),
  )
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`
}
