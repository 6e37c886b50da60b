/** The demo's own sessions, in memory. They know nothing of Parley's and die with the process. */

import { randomBytes } from 'node:crypto'
import type { Ending } from './endings.ts'
import type { Notice } from './notice.ts'
import type { Photo } from './photos.ts'
import type { Step } from './step.ts'

/** One redirect to Parley and what its answer must match. Used once. */
export type SignInAttempt = Readonly<{ state: string; nonce: string; codeVerifier: string }>

/** `revoked`: we asked Parley to end it. `ended`: Parley refused it. `absent`: none was given. */
export type RefreshStanding = 'good' | 'revoked' | 'ended' | 'absent'

export type Member = Readonly<{
  subject: string
  /** What Parley calls this sign-in of ours when it ends it; null where it did not say. */
  sid: string | null
  name: string | null
  email: string | null
  idToken: string
  accessToken: string
  refreshToken: string | null
  refreshStanding: RefreshStanding
  refreshCount: number
}>

/** The only mutable thing in the demo: what one browser is doing here. */
export type Session = {
  id: string
  attempts: readonly SignInAttempt[]
  member: Member | null
  photos: readonly Photo[] | null
  notice: Notice | null
  /** Why the last sign-in here is over, when it was Parley who ended it. */
  ending: Ending | null
  steps: readonly Step[]
  /** Two clicks on Refresh share one request: a rotated token is presented once. */
  refreshing: Promise<void> | null
}

export type Sessions = Readonly<{
  find(id: string | null): Session | null
  all(): readonly Session[]
  begin(steps: readonly Step[]): Session
  /** A new id for the same session, so that an id planted before the sign-in is worth nothing. */
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

/** Taking is consuming: a second answer with the same state finds nothing. */
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
