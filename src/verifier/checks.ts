/** Checks that a token is an access token of this issuer for this audience (RFC 9068, 4). */

import { hash } from 'node:crypto'
import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import { type Fault, KeysUnavailable, TokenInvalid } from './errors.ts'
import type { IssuerSource } from './issuer.ts'

/** The claims of a checked token (RFC 9068, 2.2). `iat` and `exp` are in seconds since 1970. */
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

/** The longest token that is accepted. */
const mostCharacters = 16_384

/** HMAC and `none` prove nothing here: a resource server has no secret key to check with. */
const asymmetric = /^(ES(256|384|512)|EdDSA|Ed25519|(RS|PS)(256|384|512))$/

/** Throws a RangeError for an algorithm that must not be allowed. */
export function checkAlgorithms(algorithms: readonly string[]): void {
  const wrong = algorithms.find((alg) => !asymmetric.test(alg))
  if (wrong !== undefined) throw new RangeError(`${wrong} is no algorithm for access tokens`)
  if (algorithms.length === 0) throw new RangeError('some algorithm must be allowed')
}

/** The claims of a good token, and the id of the key that signed it. */
export type CheckResult = { readonly claims: Claims; readonly kid: string }

export type Check = (token: string) => Promise<CheckResult>

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
  // A token issued in the future would be later than every cut-off.
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

/** Any other error is about the keys: they could not be fetched or read. */
function refuse(error: unknown): never {
  if (error instanceof errors.JWTClaimValidationFailed) {
    throw new TokenInvalid(claimFaults[error.claim] ?? 'claims', error)
  }
  const fault = error instanceof errors.JOSEError ? faults[error.code] : undefined
  throw fault === undefined ? new KeysUnavailable(error) : new TokenInvalid(fault, error)
}

type Entry = { readonly checked: CheckResult; readonly until: number }

const mostTokens = 10_000
/** Not longer, because a key may be withdrawn. */
const rememberSeconds = 60

/**
 * An API sees the same token many times: a signature checked a moment ago is not checked again. Keeps
 * digests, so that memory holds no tokens, and only of good tokens.
 */
export function rememberChecks(check: Check, clockTolerance: number): Check {
  const known = new Map<string, Entry>()
  return async (token) => {
    const now = Date.now() / 1000
    const digest = hash('sha256', token, 'base64url')
    const found = known.get(digest)
    if (found !== undefined && found.until > now) {
      if (found.checked.claims.exp + clockTolerance <= now) throw new TokenInvalid('expired')
      return found.checked
    }
    const checked = await check(token)
    known.delete(digest)
    if (known.size >= mostTokens) dropOldest(known)
    known.set(digest, { checked, until: now + rememberSeconds })
    return checked
  }
}

function dropOldest(known: Map<string, unknown>): void {
  for (const [digest] of known) {
    known.delete(digest)
    return
  }
}
