/** Ends the sign-in here because Parley ended the session behind it, and says why. */

import type { Harbor } from './harbor.ts'
import type { SessionAnswer } from './parley-session.ts'
import type { Ending, Session } from './sessions.ts'
import { noteStep } from './take-step.ts'

/** Ends the sign-in here. It changes nothing if the person signed out or in again meanwhile. */
export async function endHere(harbor: Harbor, session: Session, request: string): Promise<void> {
  const { member } = session
  if (member === null) return
  const ending = endingOf(await harbor.party.findStatus(member.idToken).catch(() => null))
  if (session.member !== member) return
  session.member = null
  session.photos = null
  session.ending = ending
  session.notice = ending.notice
  const { text: sentence, tone } = ending.notice
  const outcome = tone === 'bad' ? 'refused' : 'done'
  noteStep(harbor, session, { request, outcome, code: ending.reason, sentence })
}

/** A sentence for each of Parley's end reasons. */
export const endReasons: Readonly<Record<string, string>> = {
  idle_timeout: 'Nothing happened for too long, so Parley ended your session.',
  absolute_timeout: 'Your session had lasted as long as it may.',
  evicted: 'You have been logged out: new login detected. Somebody signed in somewhere else.',
  revoked: 'Your session was ended from another device, or by Parley’s operator.',
  logout: 'You signed out of Parley.',
}

const forgot = 'We forgot your tokens.'

const unexplained: Ending = {
  reason: null,
  notice: {
    tone: 'calm',
    title: 'You were signed out elsewhere',
    text: `Parley told us that your session ended. ${forgot}`,
  },
}

/** The session may still be live, but it is no longer ours. */
const takenBack: Ending = {
  reason: null,
  notice: {
    tone: 'bad',
    title: 'Our access was revoked',
    text: `Parley’s operator, or you yourself, took back what we were allowed. ${forgot}`,
  },
}

const titles: Readonly<Record<string, string>> = {
  evicted: 'You were signed out: new login detected',
  revoked: 'Your session was revoked',
}

/** The end reasons that need no alarm. */
const ordinary: readonly string[] = ['logout', 'idle_timeout', 'absolute_timeout']

/** Explains the end from Parley's answer about the session. */
function endingOf(answer: SessionAnswer | null): Ending {
  if (answer === 'unknown') return takenBack
  if (answer === null || answer === 'refused' || answer.end_reason === null) return unexplained
  const { end_reason: reason } = answer
  const words = endReasons[reason] ?? `Parley ended your session (${reason}).`
  const tone = ordinary.includes(reason) ? 'calm' : 'bad'
  const title = titles[reason] ?? unexplained.notice.title
  return { reason, notice: { tone, title, text: `${words} ${forgot}` } }
}
