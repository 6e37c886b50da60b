/** Harbor's protected API: checks the bearer JWT offline. It asks Parley for nothing but keys. */

import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { FollowKeys } from './follow-keys.ts'
import { photos } from './photos.ts'
import { jsonReply, type Reply } from './reply.ts'

export type PhotoApi = (authorization: string | null) => Promise<Reply>

export type PhotoApiOptions = Readonly<{
  issuer: string
  audience: string
  followKeys: FollowKeys
}>

const requiredScope = 'photos:read'

export function createPhotoApi(options: PhotoApiOptions): PhotoApi {
  const findKeys = options.followKeys()

  return async (authorization) => {
    const token = readBearer(authorization)
    // RFC 6750 3.1: who brought no token is told how to ask, without an error code.
    if (token === null) return challenge(401, null)
    try {
      return answer(await verify(token, await findKeys(), options))
    } catch (error) {
      return refuse(error)
    }
  }
}

function readBearer(authorization: string | null): string | null {
  return authorization?.match(/^Bearer +([\w.~+/-]+=*)$/i)?.[1] ?? null
}

/** RFC 9068 section 4. The typ keeps ID tokens out, the algorithm `none` and HMAC. */
async function verify(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, audience }: PhotoApiOptions,
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience,
    typ: 'at+jwt',
    algorithms: ['ES256'],
    requiredClaims: ['exp', 'iat', 'sub', 'jti', 'client_id'],
  })
  return payload
}

function answer({ sub, scope }: JWTPayload): Reply {
  const scopes = typeof scope === 'string' ? scope.split(' ') : []
  if (!scopes.includes(requiredScope)) {
    const description = `it needs the scope ${requiredScope}`
    return challenge(403, { error: 'insufficient_scope', description })
  }
  return jsonReply(200, { owner: sub, photos })
}

function refuse(error: unknown): Reply {
  if (error instanceof errors.JOSEError) {
    return challenge(401, { error: 'invalid_token', description: describe(error) })
  }
  // Without keys nothing can be checked: neither a yes nor a no would be true.
  const sentence = 'The keys of the issuer cannot be fetched.'
  const body = { error: 'temporarily_unavailable', error_description: sentence }
  return jsonReply(503, body, { 'retry-after': '3' })
}

function describe(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'it has expired'
  if (error instanceof errors.JWTClaimValidationFailed) return `its ${error.claim} is not right`
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its alg is not right'
  return 'its signature cannot be verified'
}

function challenge(
  status: 401 | 403,
  refusal: Readonly<{ error: string; description: string }> | null,
): Reply {
  const realm = 'Bearer realm="Harbor Photos"'
  if (refusal === null) {
    const hint = { error_description: 'Bring an access token.' }
    return jsonReply(status, hint, { 'www-authenticate': realm })
  }
  const { error, description } = refusal
  const scope = status === 403 ? `, scope="${requiredScope}"` : ''
  const header = `${realm}, error="${error}", error_description="${description}"${scope}`
  const body = { error, error_description: description }
  return jsonReply(status, body, { 'www-authenticate': header })
}
