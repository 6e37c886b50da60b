/** What Harbor's own page asks about the session, as Parley would answer it. It keeps nothing. */

import { formatIso, now } from './clock.ts'
import type { Harbor } from './harbor.ts'
import type { SessionAnswer } from './parley-session.ts'
import { refreshTokens } from './refresh.ts'
import { jsonReply, type Reply } from './reply.ts'
import type { Session } from './sessions.ts'
import { noteStep, takeStep } from './take-step.ts'

/** Asked often and by itself, so that only the end is worth a line in the log. */
export async function tellStatus(harbor: Harbor, session: Session | null): Promise<Reply> {
  const member = session?.member ?? null
  if (session === null || member === null) return replyWith(endedBefore(session))
  const answer = await harbor.party.findStatus(member.idToken).catch(() => null)
  if (answer !== null && typeof answer === 'object' && answer.state === 'ended') {
    const sentence = 'Parley told us that the session is over.'
    const code = answer.end_reason
    noteStep(harbor, session, { request: 'Session status', outcome: 'refused', code, sentence })
  }
  return replyWith(answer)
}

/** Of what Parley ended, and told us of before the page could ask. */
function endedBefore(session: Session | null): SessionAnswer {
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
    tell: (answer) =>
      typeof answer === 'object'
        ? 'You are still there, we said, and the end moved.'
        : 'You are still there, we said, and Parley moved no end.',
  })
  return replyWith(outcome.kind === 'done' ? outcome.value : null)
}

/** The access token lives for minutes: the person may well come back after it has expired. */
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

/** Null: nobody can tell now. */
function replyWith(answer: SessionAnswer | null): Reply {
  if (answer === null) return jsonReply(503, { error: 'temporarily_unavailable' })
  if (answer === 'unknown') return jsonReply(401, { error: 'no_session' })
  if (answer === 'refused') return jsonReply(409, { error: 'not_possible' })
  return jsonReply(200, answer)
}
