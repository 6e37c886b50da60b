/** Refreshes the tokens, and interprets a refusal. It never retries by itself. */

import type { Harbor } from './harbor.ts'
import type { Tokens } from './relying-party.ts'
import type { Member, Session } from './sessions.ts'
import { takeStep } from './take-step.ts'

/** Two clicks at the same time share one request. */
export async function refreshTokens(harbor: Harbor, session: Session): Promise<void> {
  session.refreshing ??= refreshOnce(harbor, session).finally(() => {
    session.refreshing = null
  })
  await session.refreshing
}

async function refreshOnce(harbor: Harbor, session: Session): Promise<void> {
  const { member } = session
  if (member === null || member.refreshToken === null) return noteAbsence(session)
  const { refreshToken } = member

  const outcome = await takeStep(harbor, session, {
    request: 'Token request: refresh_token',
    act: () => harbor.party.refresh(refreshToken, member),
    describe: (tokens) =>
      tokens.refreshToken === null || tokens.refreshToken === refreshToken
        ? 'A new access token; the refresh token stays.'
        : 'A new access token, and a new refresh token in place of the used one.',
  })
  // A person who signed out or in again meanwhile must not get these tokens back.
  if (session.member !== member) return

  if (outcome.kind === 'done') {
    renew(session, member, outcome.value)
  } else if (outcome.failure.code === 'invalid_grant') {
    session.member = withoutRefreshToken(member)
    session.notice = null
  } else {
    const text = `${outcome.failure.sentence} You may try again.`
    session.notice = { tone: 'bad', title: 'Not refreshed', text }
  }
}

function renew(session: Session, member: Member, tokens: Tokens): void {
  const refreshToken = tokens.refreshToken ?? member.refreshToken
  const also =
    refreshToken === member.refreshToken ? '' : ' The refresh token was replaced as well.'
  const refreshCount = member.refreshCount + 1
  session.member = { ...member, ...tokens, refreshToken, refreshStanding: 'good', refreshCount }
  const text = `Parley gave a new access token, good for the next minutes.${also}`
  session.notice = { tone: 'good', title: 'Refreshed', text }
}

/** invalid_grant is final (RFC 6749 5.2): the token is useless, so we forget it. */
function withoutRefreshToken(member: Member): Member {
  return { ...member, refreshToken: null, refreshStanding: 'ended' }
}

function noteAbsence(session: Session): void {
  const text = 'There is no refresh token here. Sign in again to get one.'
  session.notice = { tone: 'bad', title: 'Nothing to refresh with', text }
}
