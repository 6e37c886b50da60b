/** Asks Parley for the state of the session behind the tokens. */

import * as oidc from 'openid-client'
import { z } from 'zod'

const statusShape = z.object({
  state: z.enum(['live', 'offline', 'ended']),
  end_reason: z.string().nullable(),
  expires_at: z.string().nullable(),
  warn_at: z.string().nullable(),
  extendable: z.boolean(),
  server_time: z.string(),
})

export type SessionStatus = z.infer<typeof statusShape>

/** `unknown`: this token has no session, or no longer. `refused`: Parley does not allow it. */
export type SessionAnswer = SessionStatus | 'unknown' | 'refused'

/** Uses the ID token, which works at any age: a refresh would count as activity. */
export function askStatus(parley: oidc.Configuration, idToken: string): Promise<SessionAnswer> {
  return ask(parley, { token: idToken, path: 'status', method: 'GET' })
}

/** Needs an access token, because it changes the session. */
export function askToStay(parley: oidc.Configuration, accessToken: string): Promise<SessionAnswer> {
  return ask(parley, { token: accessToken, path: 'keepalive', method: 'POST' })
}

type Question = Readonly<{ token: string; path: string; method: 'GET' | 'POST' }>

async function ask(
  parley: oidc.Configuration,
  { token, path, method }: Question,
): Promise<SessionAnswer> {
  const url = new URL(`${parley.serverMetadata().issuer}/session/${path}`)
  try {
    const response = await oidc.fetchProtectedResource(parley, token, url, method)
    if (response.ok) return statusShape.parse(await response.json())
    if (response.status < 500) return 'refused'
    throw new oidc.ClientError(`it answered ${response.status}`)
  } catch (error) {
    if (error instanceof oidc.WWWAuthenticateChallengeError) return 'unknown'
    throw error
  }
}
