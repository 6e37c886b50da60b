/** Ending the sign-in here because Parley ended what is behind it. It asks Parley only why. */

import { endingOf } from './endings.ts'
import type { Harbor } from './harbor.ts'
import type { Session } from './sessions.ts'
import { noteStep } from './take-step.ts'

/** Whoever signed out or in again meanwhile is left alone. */
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
