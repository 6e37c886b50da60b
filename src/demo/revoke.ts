/** Revokes the refresh token at Parley (RFC 7009). Keeps the revoked one, to show it refused. */

import type { Harbor } from './harbor.ts'
import type { Session } from './sessions.ts'
import { takeStep } from './take-step.ts'

export async function revokeRefreshToken(harbor: Harbor, session: Session): Promise<void> {
  const { member } = session
  if (member === null || member.refreshToken === null) return
  const { refreshToken } = member

  const outcome = await takeStep(harbor, session, {
    request: 'Revocation request',
    act: () => harbor.party.revoke(refreshToken),
    describe: () => 'Parley took the refresh token back.',
  })
  if (session.member !== member) return

  if (outcome.kind === 'done') {
    session.member = { ...member, refreshStanding: 'revoked' }
    const text = 'Parley took the refresh token back. Try to refresh, and see it refused.'
    session.notice = { tone: 'calm', title: 'Revoked', text }
  } else {
    session.notice = { tone: 'bad', title: 'Not revoked', text: outcome.failure.sentence }
  }
}
