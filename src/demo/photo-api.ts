/** Harbor's protected API: checks the bearer JWT offline and follows Parley's revocations. */

import {
  type Fault,
  type RevokedBy,
  TokenInvalid,
  TokenRevoked,
  type VerifiedToken,
  type Verifier,
  VerifierError,
} from '../verifier/index.ts'
import { photos } from './photos.ts'
import { jsonReply, type Reply } from './reply.ts'

export type PhotoApi = (authorization: string | null) => Promise<Reply>

const requiredScope = 'photos:read'

export function createPhotoApi(verifier: Pick<Verifier, 'verify' | 'ready'>): PhotoApi {
  // If Parley is away, each call finds out for itself.
  const firstUpdate = verifier.ready().catch(() => undefined)
  return async (authorization) => {
    const token = readBearer(authorization)
    // RFC 6750 3.1: a request without a token gets a challenge without an error code.
    if (token === null) return challenge(401, null)
    await firstUpdate
    try {
      return answer(await verifier.verify(token))
    } catch (error) {
      return refuse(error)
    }
  }
}

function readBearer(authorization: string | null): string | null {
  return authorization?.match(/^Bearer +([\w.~+/-]+=*)$/i)?.[1] ?? null
}

function answer({ subject, scopes }: VerifiedToken): Reply {
  if (scopes.includes(requiredScope)) return jsonReply(200, { owner: subject, photos })
  const description = `it needs the scope ${requiredScope}`
  return challenge(403, { error: 'insufficient_scope', description })
}

/** A real API does not say what is wrong; this one explains itself. */
function refuse(error: unknown): Reply {
  if (error instanceof TokenRevoked) {
    const { by } = error
    return challenge(401, { error: 'invalid_token', description: revocations[by], revoked: by })
  }
  if (error instanceof TokenInvalid) {
    return challenge(401, { error: 'invalid_token', description: faults[error.fault] })
  }
  if (!(error instanceof VerifierError)) throw error
  // Without keys or recent revocations we cannot tell whether the token is good.
  const sentence = 'What Parley says cannot be heard just now.'
  const body = { error: 'temporarily_unavailable', error_description: sentence }
  return jsonReply(503, body, { 'retry-after': '3' })
}

const faults: Readonly<Record<Fault, string>> = {
  malformed: 'it is no token of ours',
  algorithm: 'its alg is not right',
  type: 'its typ is not right',
  key: 'its signature cannot be verified',
  signature: 'its signature cannot be verified',
  issuer: 'its iss is not right',
  audience: 'its aud is not right',
  expired: 'it has expired',
  not_yet_valid: 'it is not valid yet',
  claims: 'its claims are not right',
  confirmation: 'it is bound to a key',
}

const revocations: Readonly<Record<RevokedBy, string>> = {
  grant: 'it was revoked, with the session or the permission behind it',
  key: 'it was revoked, with the key that signed it',
  token: 'it was revoked, and it alone',
  account: 'it was revoked, with everything of the account',
  client: 'it was revoked, with everything that Harbor was issued',
  account_client: 'it was revoked, with what the account allowed Harbor',
  everything: 'it was revoked, with everything that was issued by then',
}

type Refusal = Readonly<{ error: string; description: string; revoked?: RevokedBy }>

function challenge(status: 401 | 403, refusal: Refusal | null): Reply {
  const realm = 'Bearer realm="Harbor Photos"'
  if (refusal === null) {
    const hint = { error_description: 'Bring an access token.' }
    return jsonReply(status, hint, { 'www-authenticate': realm })
  }
  const { error, description, revoked } = refusal
  const scope = status === 403 ? `, scope="${requiredScope}"` : ''
  const why = revoked === undefined ? '' : `, revoked="${revoked}"`
  const header = `${realm}, error="${error}", error_description="${description}"${scope}${why}`
  const body = { error, error_description: description }
  return jsonReply(status, body, { 'www-authenticate': header })
}
