/** Receives Parley's back-channel logout: a session ended. It accepts tokens only from Parley. */

import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { endHere } from './endings.ts'
import { type FollowKeys, KeysUnavailable } from './follow-keys.ts'
import type { Harbor } from './harbor.ts'
import { jsonReply, type Reply } from './reply.ts'
import type { Session } from './sessions.ts'

export type LogoutNoticeOptions = Readonly<{
  issuer: string
  clientId: string
  followKeys: FollowKeys
}>

export type LogoutReceiver = (harbor: Harbor, body: string) => Promise<Reply>

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
const mostRemembered = 10_000

/** OpenID Connect Back-Channel Logout 1.0, 2.6 to 2.8. */
export function createLogoutReceiver(options: LogoutNoticeOptions): LogoutReceiver {
  const findKeys = options.followKeys()
  const seen = new Set<string>()

  return async (harbor, body) => {
    try {
      const token = new URLSearchParams(body).get('logout_token') ?? ''
      const claims = await verify(token, await findKeys(), options)
      remember(seen, String(claims.jti))
      const sessions = harbor.sessions.all().filter((one) => isAbout(one, claims))
      await Promise.all(sessions.map((one) => endHere(harbor, one, 'Back-channel logout')))
      return { status: 200, headers: { 'cache-control': 'no-store' }, body: '' }
    } catch (error) {
      return refuse(error)
    }
  }
}

async function verify(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, clientId }: LogoutNoticeOptions,
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    typ: 'logout+jwt',
    algorithms: ['ES256'],
    requiredClaims: ['exp', 'iat', 'jti', 'sub', 'sid', 'events'],
  })
  // An ID token has a nonce; it must never pass for a logout token.
  if ('nonce' in payload || !hasEvent(payload['events'])) throw new errors.JWTInvalid('no logout')
  return payload
}

function hasEvent(events: unknown): boolean {
  return typeof events === 'object' && events !== null && logoutEvent in events
}

/** A second copy was intercepted, or its response was lost: it changes nothing. */
function remember(seen: Set<string>, jti: string): void {
  if (seen.has(jti)) throw new errors.JWTInvalid('it was here before')
  for (const oldest of seen) {
    if (seen.size < mostRemembered) break
    seen.delete(oldest)
  }
  seen.add(jti)
}

function isAbout({ member }: Session, { sub, sid }: JWTPayload): boolean {
  return member !== null && member.subject === sub && member.sid === sid
}

function refuse(error: unknown): Reply {
  const headers = { 'cache-control': 'no-store' }
  if (error instanceof errors.JOSEError) {
    return jsonReply(400, { error: 'invalid_request' }, headers)
  }
  if (!(error instanceof KeysUnavailable)) throw error
  // We cannot tell whether the token is good: Parley tries again.
  return jsonReply(503, { error: 'temporarily_unavailable' }, { ...headers, 'retry-after': '3' })
}
