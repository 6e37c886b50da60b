/** The demo's own sessions, in memory. They know nothing of Parley's and are gone on restart. */

import { randomBytes } from 'node:crypto'
import type { Photo } from './photos.ts'

/** One redirect to Parley and what its answer must match. Used once. */
export type SignInAttempt = Readonly<{ state: string; nonce: string; codeVerifier: string }>

/** `revoked`: we asked Parley to end it. `ended`: Parley refused it. `absent`: we got none. */
export type RefreshStanding = 'good' | 'revoked' | 'ended' | 'absent'

export type Member = Readonly<{
  subject: string
  /** Parley's `sid` for this sign-in, which a logout token names; null when there is none. */
  sid: string | null
  name: string | null
  email: string | null
  idToken: string
  accessToken: string
  refreshToken: string | null
  refreshStanding: RefreshStanding
  refreshCount: number
}>

/** The message at the top of a page. */
export type Notice = Readonly<{ tone: 'good' | 'bad' | 'calm'; title: string; text: string }>

/** Why a sign-in here is over. */
export type Ending = Readonly<{
  /** Parley's end reason; null when it gave none. */
  reason: string | null
  notice: Notice
}>

/** One line of the log. It holds no token, code, secret or cookie. */
export type Step = Readonly<{
  at: number
  request: string
  outcome: 'done' | 'refused' | 'failed'
  /** The OAuth error code, when there was one. */
  code: string | null
  sentence: string
}>

/** The only mutable thing in the demo: the state of one browser. */
export type Session = {
  id: string
  attempts: readonly SignInAttempt[]
  member: Member | null
  photos: readonly Photo[] | null
  notice: Notice | null
  /** Why the last sign-in here is over, when Parley ended it. */
  ending: Ending | null
  steps: readonly Step[]
  /** Two clicks on Refresh share one request: a rotated token is presented once. */
  refreshing: Promise<void> | null
}

export type Sessions = Readonly<{
  find(id: string | null): Session | null
  all(): readonly Session[]
  begin(steps: readonly Step[]): Session
  /** Gives the session a new id, so that an id planted before the sign-in is worthless. */
  renew(session: Session): void
  end(session: Session): void
}>

export const mostSessions = 1_000
const mostAttempts = 5

export function createSessions(): Sessions {
  const byId = new Map<string, Session>()

  function keep(session: Session): void {
    for (const oldest of byId.keys()) {
      if (byId.size < mostSessions) break
      byId.delete(oldest)
    }
    byId.set(session.id, session)
  }

  return {
    find: (id) => (id === null ? null : (byId.get(id) ?? null)),
    all: () => [...byId.values()],
    begin(steps) {
      const session = emptySession(steps)
      keep(session)
      return session
    },
    renew(session) {
      byId.delete(session.id)
      session.id = newId()
      keep(session)
    },
    end(session) {
      byId.delete(session.id)
    },
  }
}

/** Several tabs may be signing in at once; beyond five the oldest attempt is forgotten. */
export function addAttempt(session: Session, attempt: SignInAttempt): void {
  session.attempts = [...session.attempts, attempt].slice(-mostAttempts)
}

/** Taking an attempt consumes it: a second answer with the same state finds none. */
export function takeAttempt(session: Session, state: string | null): SignInAttempt | null {
  const attempt = session.attempts.find((candidate) => candidate.state === state) ?? null
  session.attempts = session.attempts.filter((candidate) => candidate !== attempt)
  return attempt
}

function emptySession(steps: readonly Step[]): Session {
  return {
    id: newId(),
    attempts: [],
    member: null,
    photos: null,
    notice: null,
    ending: null,
    steps,
    refreshing: null,
  }
}

function newId(): string {
  return randomBytes(16).toString('base64url')
}
