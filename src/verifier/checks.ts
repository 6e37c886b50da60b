/** Whether a token is an access token of this issuer for this audience (RFC 9068, 4). */

import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import { type Fault, KeysUnavailable, TokenInvalid } from './errors.ts'
import type { IssuerSource } from './issuer.ts'

/** What a token says, checked. */
export type Claims = JWTPayload & {
  readonly sub: string
  readonly client_id: string
  readonly jti: string
  readonly iat: number
  readonly exp: number
}

export type CheckOptions = {
  readonly issuer: string
  readonly audience: string | readonly string[]
  readonly algorithms: readonly string[]
  /** Seconds. */
  readonly clockTolerance: number
}

/** No honest token is longer. */
const mostCharacters = 16_384

/** Signatures that a shared key makes, or nobody, prove nothing to whoever checks them. */
const asymmetric = /^(ES(256|384|512)|EdDSA|Ed25519|(RS|PS)(256|384|512))$/

/** Throws a RangeError for an algorithm that must not be allowed. */
export function checkAlgorithms(algorithms: readonly string[]): void {
  const wrong = algorithms.find((alg) => !asymmetric.test(alg))
  if (wrong !== undefined) throw new RangeError(`${wrong} is no algorithm for access tokens`)
  if (algorithms.length === 0) throw new RangeError('some algorithm must be allowed')
}

/** A token that is good by its own word, and the id of the key that signed it. */
export type Checked = { readonly claims: Claims; readonly kid: string }

export type Check = (token: string) => Promise<Checked>

/** Throws `TokenInvalid` or `KeysUnavailable`. */
export function checkWith(source: IssuerSource, options: CheckOptions): Check {
  const { issuer, clockTolerance } = options
  const rules: JWTVerifyOptions = {
    issuer,
    audience: [options.audience].flat(),
    algorithms: [...options.algorithms],
    typ: 'at+jwt',
    clockTolerance,
    requiredClaims: ['exp', 'iat', 'sub', 'jti', 'client_id'],
  }
  return async (token) => {
    if (token.length > mostCharacters) throw new TokenInvalid('malformed')
    const { keys } = await source.get()
    const { payload, protectedHeader } = await jwtVerify(token, keys, rules).catch(refuse)
    return { claims: claimsIn(payload, clockTolerance), kid: protectedHeader.kid ?? '' }
  }
}

function claimsIn(payload: JWTPayload, clockTolerance: number): Claims {
  const { sub, client_id: clientId, jti, iat, exp } = payload
  const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
  if (!isText(sub) || !isText(clientId) || !isText(jti)) throw new TokenInvalid('claims')
  if (iat === undefined || exp === undefined) throw new TokenInvalid('claims')
  // A token from the future would be later than every cut-off.
  if (iat > Date.now() / 1000 + clockTolerance) throw new TokenInvalid('not_yet_valid')
  return { ...payload, sub, client_id: clientId, jti, iat, exp }
}

const faults: Readonly<Record<string, Fault>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'algorithm',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'key',
  ERR_JWKS_NO_MATCHING_KEY: 'key',
  ERR_JWS_INVALID: 'malformed',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'signature',
  ERR_JWT_EXPIRED: 'expired',
  ERR_JWT_INVALID: 'malformed',
  ERR_JOSE_NOT_SUPPORTED: 'malformed',
}

const claimFaults: Readonly<Record<string, Fault>> = {
  aud: 'audience',
  iss: 'issuer',
  nbf: 'not_yet_valid',
  typ: 'type',
}

/** What is not the token's fault is that of the keys: they could not be fetched, or read. */
function refuse(error: unknown): never {
  if (error instanceof errors.JWTClaimValidationFailed) {
    throw new TokenInvalid(claimFaults[error.claim] ?? 'claims', error)
  }
  const fault = error instanceof errors.JOSEError ? faults[error.code] : undefined
  throw fault === undefined ? new KeysUnavailable(error) : new TokenInvalid(fault, error)
}
