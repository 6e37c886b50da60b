/** A bank's API as a resource server of RFC 9470: it says how fresh a sign-in a transfer needs. */

import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'

export type ApiAnswer = {
  readonly status: number
  /** The value of `WWW-Authenticate`. */
  readonly challenge: string
  readonly body: object
}

export type BankApi = (
  operation: 'balance' | 'transfer',
  authorization: string | undefined,
) => Promise<ApiAnswer>

type Demand = { readonly scope: string; readonly maxAge: number | null }

const demands: Readonly<Record<'balance' | 'transfer', Demand>> = {
  balance: { scope: 'accounts:read', maxAge: null },
  transfer: { scope: 'transfers:write', maxAge: 120 },
}

export function bankApi(issuer: string): BankApi {
  const keys = createRemoteJWKSet(new URL('/jwks', issuer))
  const expected = { issuer, audience: `${issuer}/api`, typ: 'at+jwt', algorithms: ['ES256'] }
  return async (operation, authorization) => {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? ''
    try {
      const { payload } = await jwtVerify(token, keys, expected)
      return decide(payload, demands[operation])
    } catch {
      return refuse(401, 'error="invalid_token"')
    }
  }
}

/** How fresh comes first: who signs in again for it can ask for the scope in the same request. */
function decide(claims: JWTPayload, { scope, maxAge }: Demand): ApiAnswer {
  const signedInAt = Number(claims['auth_time'] ?? 0)
  if (maxAge !== null && Date.now() / 1000 - signedInAt > maxAge) {
    return refuse(
      401,
      'error="insufficient_user_authentication", ' +
        `error_description="a fresh sign-in is needed", max_age="${maxAge}", scope="${scope}"`,
    )
  }
  const scopes = String(claims['scope'] ?? '').split(' ')
  if (!scopes.includes(scope)) return refuse(403, `error="insufficient_scope", scope="${scope}"`)
  return { status: 200, challenge: '', body: { sub: claims.sub } }
}

function refuse(status: number, challenge: string): ApiAnswer {
  return { status, challenge: `Bearer ${challenge}`, body: {} }
}
