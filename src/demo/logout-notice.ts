/** What Parley says behind the browser's back: that a session ended. Harbor believes no one else. */

import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { endHere } from './end-here.ts'
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
      const meant = harbor.sessions.all().filter((one) => isMeant(one, claims))
      await Promise.all(meant.map((one) => endHere(harbor, one, 'Back-channel logout')))
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
  // An ID token has a nonce, and must never pass for this.
  if ('nonce' in payload || !hasEvent(payload['events'])) throw new errors.JWTInvalid('no logout')
  return payload
}

function hasEvent(events: unknown): boolean {
  return typeof events === 'object' && events !== null && logoutEvent in events
}

/** One that comes a second time was caught on its way, or its answer was lost: it changes nothing. */
function remember(seen: Set<string>, jti: string): void {
  if (seen.has(jti)) throw new errors.JWTInvalid('it was here before')
  for (const oldest of seen) {
    if (seen.size < mostRemembered) break
    seen.delete(oldest)
  }
  seen.add(jti)
}

function isMeant({ member }: Session, { sub, sid }: JWTPayload): boolean {
  return member !== null && member.subject === sub && member.sid === sid
}

function refuse(error: unknown): Reply {
  const headers = { 'cache-control': 'no-store' }
  if (error instanceof errors.JOSEError) {
    return jsonReply(400, { error: 'invalid_request' }, headers)
  }
  if (!(error instanceof KeysUnavailable)) throw error
  // Neither a yes nor a no would be true: Parley tries again.
  return jsonReply(503, { error: 'temporarily_unavailable' }, { ...headers, 'retry-after': '3' })
}
