/** Signs out, here and at Parley. Whatever Parley answers, this browser is signed out here. */

import type { Harbor } from './harbor.ts'
import type { Session } from './sessions.ts'
import { takeStep } from './take-step.ts'

export type SignOutResult = Readonly<{ next: Session; location: string }>

/** Returns the next session, which keeps only the log, and the URL of Parley's logout page. */
export async function signOut(harbor: Harbor, session: Session): Promise<SignOutResult> {
  const { member } = session
  harbor.sessions.end(session)
  session.member = null
  if (member === null) return { next: harbor.sessions.begin(session.steps), location: '/' }

  // We are about to forget this token, so Parley should not keep it alive.
  if (member.refreshToken !== null && member.refreshStanding === 'good') {
    await giveBack(harbor, session, member.refreshToken)
  }
  const outcome = await takeStep(harbor, session, {
    request: 'Logout request',
    act: () => harbor.party.findLogoutLocation(member.idToken),
    describe: () => 'Forgot the tokens, and sent the browser to Parley to sign out there too.',
  })
  const next = harbor.sessions.begin(session.steps)
  if (outcome.kind === 'done') return { next, location: outcome.value }
  const text = `${outcome.failure.sentence} Your session there may still be open.`
  next.notice = { tone: 'bad', title: 'Parley does not know yet', text }
  return { next, location: '/logged-out' }
}

async function giveBack(harbor: Harbor, session: Session, refreshToken: string): Promise<void> {
  await takeStep(harbor, session, {
    request: 'Revocation request',
    act: () => harbor.party.revoke(refreshToken),
    describe: () => 'Gave the refresh token back before leaving.',
  })
}
