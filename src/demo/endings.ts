/** Why the sign-in here is over, in words a person reads. It ends nothing itself. */

import type { Notice } from './notice.ts'
import type { SessionAnswer } from './parley-session.ts'

/** By the reasons that Parley gives. */
export const endReasons: Readonly<Record<string, string>> = {
  idle_timeout: 'Nothing happened for too long, so Parley ended your session.',
  absolute_timeout: 'Your session had lasted as long as it may.',
  evicted: 'You have been logged out: new login detected. Somebody signed in somewhere else.',
  revoked: 'Your session was ended from another device, or by Parley’s operator.',
  logout: 'You signed out of Parley.',
}

export type Ending = Readonly<{
  /** As Parley calls it; null when it did not say. */
  reason: string | null
  notice: Notice
}>

const forgot = 'We forgot your tokens.'

const unexplained: Ending = {
  reason: null,
  notice: {
    tone: 'calm',
    title: 'You were signed out elsewhere',
    text: `Parley told us that your session ended. ${forgot}`,
  },
}

/** The session may live on, and is no longer ours. */
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

/** What nobody need be alarmed about. */
const ordinary: readonly string[] = ['logout', 'idle_timeout', 'absolute_timeout']

/** What to make of Parley's answer about the session, once it said that it is over. */
export function endingOf(answer: SessionAnswer | null): Ending {
  if (answer === 'unknown') return takenBack
  if (answer === null || answer === 'refused' || answer.end_reason === null) return unexplained
  const { end_reason: reason } = answer
  const words = endReasons[reason] ?? `Parley ended your session (${reason}).`
  const tone = ordinary.includes(reason) ? 'calm' : 'bad'
  const title = titles[reason] ?? unexplained.notice.title
  return { reason, notice: { tone, title, text: `${words} ${forgot}` } }
}
