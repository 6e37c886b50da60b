/** Signs in: to Parley, and back with a code. A failed attempt leaves nothing behind. */

import { decodeJwt } from 'jose'
import type { Harbor } from './harbor.ts'
import type { Person, Tokens } from './relying-party.ts'
import { addAttempt, type Member, type Session, takeAttempt } from './sessions.ts'
import { noteStep, type Outcome, takeStep } from './take-step.ts'

/** Returns the URL to redirect to; null if Parley cannot be reached. */
export async function beginSignIn(
  harbor: Harbor,
  session: Session,
  loginHint: string | null,
): Promise<string | null> {
  const outcome = await takeStep(harbor, session, {
    request: 'Authorization request',
    act: () => harbor.party.beginSignIn(loginHint),
    describe: () => 'Sent the browser to Parley with PKCE, state and nonce.',
  })
  if (outcome.kind !== 'done') {
    const { sentence } = outcome.failure
    session.notice = { tone: 'bad', title: 'Signing in did not begin', text: sentence }
    return null
  }
  addAttempt(session, outcome.value.attempt)
  return outcome.value.location
}

export async function finishSignIn(harbor: Harbor, session: Session, answer: URL): Promise<void> {
  const attempt = takeAttempt(session, answer.searchParams.get('state'))
  if (attempt === null) return refuseStranger(harbor, session)

  const exchange = await takeStep(harbor, session, {
    request: answer.searchParams.has('error')
      ? 'Authorization answer'
      : 'Token request: authorization_code',
    act: () => harbor.party.finishSignIn(answer, attempt),
    describe: ({ refreshToken }) =>
      refreshToken === null
        ? 'The code became an ID token and an access token.'
        : 'The code became an ID token, an access token and a refresh token.',
  })
  if (exchange.kind !== 'done') return noteFailure(session, exchange)

  const person = await findPerson(harbor, session, exchange.value)
  session.member = memberOf(exchange.value, person)
  session.photos = null
  session.attempts = []
  harbor.sessions.renew(session)
  session.notice = null
  session.ending = null
}

/** An answer without a matching attempt may carry someone else's sign-in (login CSRF). */
function refuseStranger(harbor: Harbor, session: Session): void {
  const sentence = 'The answer’s state belongs to no sign-in begun in this browser.'
  const step = { request: 'Authorization answer', code: 'state_mismatch', sentence } as const
  noteStep(harbor, session, { ...step, outcome: 'refused' })
  const text = `${sentence} Nothing was done with it. Please sign in again.`
  session.notice = { tone: 'bad', title: 'This sign-in was refused', text }
}

function noteFailure(
  session: Session,
  { failure }: Exclude<Outcome<Tokens>, { kind: 'done' }>,
): void {
  if (failure.code === 'access_denied') {
    const text = 'You told Parley not to share anything, so Harbor Photos got nothing.'
    session.notice = { tone: 'calm', title: 'You said no', text }
    return
  }
  session.notice = { tone: 'bad', title: 'You are not signed in', text: failure.sentence }
}

/** UserInfo is optional: the ID token already proves who signed in. */
async function findPerson(harbor: Harbor, session: Session, tokens: Tokens): Promise<Person> {
  const outcome = await takeStep(harbor, session, {
    request: 'UserInfo request',
    act: () => harbor.party.findPerson(tokens),
    describe: () => 'Parley told your name and email address.',
  })
  if (outcome.kind === 'done') return outcome.value
  const { name, email } = decodeJwt(tokens.idToken)
  return {
    name: typeof name === 'string' ? name : null,
    email: typeof email === 'string' ? email : null,
  }
}

function memberOf(tokens: Tokens, person: Person): Member {
  const refreshStanding = tokens.refreshToken === null ? 'absent' : 'good'
  const { sid } = decodeJwt(tokens.idToken)
  return {
    ...tokens,
    ...person,
    sid: typeof sid === 'string' ? sid : null,
    refreshStanding,
    refreshCount: 0,
  }
}
