/** Explains the header and claims of a JWT to a reader. It verifies nothing. */

import { decodeJwt, decodeProtectedHeader } from 'jose'
import { formatInstant, formatSpan } from './clock.ts'

export type TokenKind = 'access' | 'id'

export type ClaimRow = Readonly<{ name: string; value: string; explanation: string | null }>

export type OpenToken = Readonly<{
  header: readonly ClaimRow[]
  payload: readonly ClaimRow[]
  /** Milliseconds since 1970. */
  life: Readonly<{ from: number; until: number }> | null
}>

/** In the order of interest to a reader; unlisted claims come last. */
const meanings: Readonly<Record<string, string>> = {
  alg: 'How it is signed. Our API accepts ES256 alone.',
  kid: 'Which of Parley’s published keys signed it.',
  typ: 'What kind of token it is, so that none passes for another.',
  iss: 'Who made it: Parley. Any other issuer is refused.',
  sub: 'Who signed in. Always the same for this account, and no email address.',
  aud: 'Whom it is meant for.',
  client_id: 'The application it was given to: Harbor Photos.',
  azp: 'The application it was given to: Harbor Photos.',
  scope: 'What it allows.',
  exp: 'Nobody accepts it after this moment.',
  iat: 'When it was made.',
  nbf: 'Not good before this moment.',
  sid: 'The session or permission at Parley it belongs to, and ends with.',
  jti: 'This token’s own number, by which it can be named in a log or refused.',
  auth_time: 'When you last proved who you are.',
  acr: 'How strong your sign-in was.',
  amr: 'How you proved who you are.',
  nonce: 'The random number we sent along. It ties this token to our request.',
  at_hash: 'A digest of the access token that came with it.',
  cnf: 'The key its holder must prove to have.',
  status: 'Where anyone can look up whether it was revoked.',
  name: 'Your name.',
  email: 'Your email address.',
  email_verified: 'Whether Parley knows that the address is yours.',
  updated_at: 'When your profile last changed.',
}

const order = Object.keys(meanings)

const audienceMeanings = {
  access: 'Where it may be used. Our API must stand here.',
  id: 'Whom it is meant for: us. Our client identifier must stand here.',
} as const

const instants = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at'])

/** Null when the token is not a JWT. */
export function openToken(token: string, kind: TokenKind, at: number): OpenToken | null {
  const parts = decode(token)
  if (parts === null) return null
  const { exp, iat } = parts.payload
  return {
    header: toRows(parts.header, kind, at),
    payload: toRows(parts.payload, kind, at),
    life: exp === undefined ? null : { from: (iat ?? at / 1000) * 1000, until: exp * 1000 },
  }
}

function decode(token: string) {
  try {
    return { header: decodeProtectedHeader(token), payload: decodeJwt(token) }
  } catch {
    return null
  }
}

function toRows(entries: object, kind: TokenKind, at: number): readonly ClaimRow[] {
  return Object.entries(entries)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => ({
      name,
      value: formatValue(name, value),
      explanation: explain({ name, value, kind, at }),
    }))
}

function rank(name: string): number {
  const at = order.indexOf(name)
  return at === -1 ? order.length : at
}

function formatValue(name: string, value: unknown): string {
  if (typeof value === 'number' && instants.has(name)) return formatInstant(value * 1000)
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.join(', ')
  }
  return JSON.stringify(value)
}

type Entry = Readonly<{ name: string; value: unknown; kind: TokenKind; at: number }>

function explain({ name, value, kind, at }: Entry): string | null {
  if (name === 'aud') return audienceMeanings[kind]
  if (name === 'exp' && typeof value === 'number') return explainExpiry(value * 1000 - at)
  return Object.hasOwn(meanings, name) ? (meanings[name] ?? null) : null
}

function explainExpiry(left: number): string {
  if (left <= 0) return `Nobody accepts it any more: it expired ${formatSpan(-left)} ago.`
  return `Nobody accepts it after this moment: ${formatSpan(left)} left.`
}
