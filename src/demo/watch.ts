/** Answers the session dialog of Harbor's pages in the same form as Parley would. */

import { formatIso, now } from './clock.ts'
import type { Harbor } from './harbor.ts'
import type { SessionAnswer } from './parley-session.ts'
import { refreshTokens } from './refresh.ts'
import { jsonReply, type Reply } from './reply.ts'
import type { Session } from './sessions.ts'
import { noteStep, takeStep } from './take-step.ts'

/** The page polls this, so only the end of the session gets a line in the log. */
export async function answerStatus(harbor: Harbor, session: Session | null): Promise<Reply> {
  const member = session?.member ?? null
  if (session === null || member === null) return replyWith(earlierEnding(session))
  const answer = await harbor.party.findStatus(member.idToken).catch(() => null)
  if (answer !== null && typeof answer === 'object' && answer.state === 'ended') {
    const sentence = 'Parley told us that the session is over.'
    const code = answer.end_reason
    noteStep(harbor, session, { request: 'Session status', outcome: 'refused', code, sentence })
  }
  return replyWith(answer)
}

/** The answer if Parley notified us of the end before the page asked. */
function earlierEnding(session: Session | null): SessionAnswer {
  const reason = session?.ending?.reason ?? null
  if (reason === null) return 'unknown'
  const never = { expires_at: null, warn_at: null, extendable: false }
  return { state: 'ended', end_reason: reason, ...never, server_time: formatIso(now()) }
}

export async function stay(harbor: Harbor, session: Session | null): Promise<Reply> {
  if (session === null || session.member === null) return replyWith('unknown')
  const outcome = await takeStep(harbor, session, {
    request: 'Session keepalive',
    act: () => keepAlive(harbor, session),
    describe: (answer) =>
      typeof answer === 'object'
        ? 'You are still there, we said, and the end moved.'
        : 'You are still there, we said, and Parley moved no end.',
  })
  return replyWith(outcome.kind === 'done' ? outcome.value : null)
}

/** The access token lives for minutes, so it has often expired when the person comes back. */
async function keepAlive(harbor: Harbor, session: Session): Promise<SessionAnswer> {
  const before = session.member
  if (before === null) return 'unknown'
  const answer = await harbor.party.keepAlive(before.accessToken)
  if (answer !== 'unknown') return answer
  await refreshTokens(harbor, session)
  const { member } = session
  if (member === null || member.accessToken === before.accessToken) return 'unknown'
  return harbor.party.keepAlive(member.accessToken)
}

/** Null: Parley cannot be reached. */
function replyWith(answer: SessionAnswer | null): Reply {
  if (answer === null) return jsonReply(503, { error: 'temporarily_unavailable' })
  if (answer === 'unknown') return jsonReply(401, { error: 'no_session' })
  if (answer === 'refused') return jsonReply(409, { error: 'not_possible' })
  return jsonReply(200, answer)
}
