/** What both servers are given alike, so that their answers cost the same to make. */

export const redirectUri = 'https://app.example/cb'
export const signInScope = 'openid profile email photos:read'
export const serviceScope = 'stock:read'
export const webScopes = ['openid', 'profile', 'email', 'offline_access', 'photos:read']
export const password = 'correct horse battery staple'

/** 43 characters, as PKCE wants; every request has the same one, since its cost is what counts. */
export const codeVerifier = 'a-verifier-of-the-benchmark-0123456789-0123'

export type Credentials = { readonly id: string; readonly secret: string }

/** What a server says once it listens. */
export type Ready = {
  readonly port: number
  readonly web: Credentials
  readonly service: Credentials
  /** What to sign in with, one for each virtual client. */
  readonly logins: readonly string[]
}

/** Counted from the start of the process; the caller subtracts. */
export type Cost = {
  readonly cpuMicroseconds: number
  /** What the requests would take, each alone. */
  readonly statements: number
  readonly commits: number
  /** What really went to Postgres, after combining. */
  readonly sent: number
  readonly walBytes: number
  /** How often the node looked at all the sessions that are listened to. */
  readonly looks: number
  /** What the process holds now, not since its start. */
  readonly residentBytes: number
}

export type Order = 'cost' | 'tidy' | 'stop'
